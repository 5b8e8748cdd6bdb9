"""Persons, enterprises, sums and days in texts of the public."""

from datetime import date

import pytest

from nlp.opinion.days import Stretch, find_days, published_day, single_days
from nlp.opinion.enterprises import find_enterprises
from nlp.opinion.persons import find_persons, people
from nlp.opinion.sums import find_sums

PUBLISHED = date(2024, 3, 6)  # a Wednesday


def one(day: str) -> Stretch:
    return Stretch(date.fromisoformat(day), date.fromisoformat(day))


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("王队长说不归他管，李先生只好走了。", ["王队长", "李先生"]),
        ("组长胡洁于2016年私填鱼塘。", ["胡洁"]),
        ("分别是凤冠村二组刘生应，肖平生，刘元济，盼解决。", ["刘生应", "肖平生", "刘元济"]),
        ("合伙人孙强说，没有这回事。", ["孙强"]),
        ("班主任和同志们都在，书记关注此事。", []),
    ],
)
def test_persons(text: str, persons: list[str]) -> None:
    assert [found.value for found in find_persons(text)] == persons
    assert all(text[found.start : found.end] == found.text for found in find_persons(text))


def test_whom_a_text_is_written_to_is_not_spoken_of() -> None:
    assert people("尊敬的胡书记：王队长昨天又来了，望胡书记过问。") == ("王队长",)


@pytest.mark.parametrize(
    ("text", "enterprises"),
    [
        ("举报江临市宏达化工有限公司夜里偷排。", ["江临市宏达化工有限公司"]),
        ("执法部门包庇本味饭店，本味饭店长期排烟。", ["本味饭店", "本味饭店"]),
        ("在老王烧烤店和张记五金店之间。", ["老王烧烤店", "张记五金店"]),
        ("新财联合汽车租赁（北京）有限公司不退押金。", ["新财联合汽车租赁（北京）有限公司"]),
        ("楼下的烧烤店和一家物业公司，厂房旁边的店铺。", []),
        ("把钱存在银行卡里，店长和厂长都知道。", []),
    ],
)
def test_enterprises(text: str, enterprises: list[str]) -> None:
    assert [found.value for found in find_enterprises(text)] == enterprises


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("罚了我三万元，又收200块钱。", [30000.0, 200.0]),
        ("平台逾期53亿元，押金五十万没退，交12,000元。", [53e8, 500000.0, 12000.0]),
        ("三万人，200万受害者，几百元，0元购，站在一块说话，一块地。", []),
    ],
)
def test_sums(text: str, sums: list[float]) -> None:
    assert [found.value for found in find_sums(text)] == sums


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2019年5月5日和2018.12.29", [one("2019-05-05"), one("2018-12-29")]),
        ("昨天，前天，今早，大前天", [one("2024-03-05"), one("2024-03-04"), one("2024-03-06"), one("2024-03-03")]),
        ("上周三、本周一、上上个星期天", [one("2024-02-28"), one("2024-03-04"), one("2024-02-25")]),
        ("今年2月，去年四月份", [Stretch(date(2024, 2, 1), date(2024, 2, 29)), Stretch(date(2023, 4, 1), date(2023, 4, 30))]),
        ("3月5日来过，12月1日也来过", [one("2024-03-05"), one("2023-12-01")]),
        ("本月5日，上个月31日，去年3月8日", [one("2024-03-05"), None, one("2023-03-08")]),
        ("26日上午清理", [one("2024-02-26")]),
        ("2011年11月退休", [Stretch(date(2011, 11, 1), date(2011, 11, 30))]),
        ("2015年至今，今年，日报，小区24栋，5月份额", []),
    ],
)
def test_days_are_counted_from_the_day_of_publication(text: str, days: list[Stretch | None]) -> None:
    found = find_days(text, PUBLISHED)
    assert [day.value for day in found] == days
    assert all(text[day.start : day.end] == day.text for day in found)


def test_without_a_day_of_publication_nobody_guesses() -> None:
    assert [day.value for day in find_days("昨天，3月5日，今年2月，2023年4月1日")] == [None, None, None, one("2023-04-01")]
    assert [day.value for day in find_days("二O二四年五月五日，二◯二四年五月六日")] == [one("2024-05-05"), one("2024-05-06")]
    assert single_days("昨天，去年4月，2023年4月1日", PUBLISHED) == (date(2023, 4, 1), date(2024, 3, 5))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-03-06", PUBLISHED),
        ("2024-03-06T08:00:00+08:00", PUBLISHED),
        *((written, None) for written in (None, "", "昨天", "2024-13-01", "0001-01-01", "9999-12-31")),
    ],
)
def test_the_day_of_publication(written: str | None, day: date | None) -> None:
    assert published_day(written) == day
