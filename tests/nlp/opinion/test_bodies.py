"""Which body is meant: its official name, place and type, and which of several is accused."""

from importlib.resources import files

import pytest
import yaml

from nlp.opinion.reader import Reader
from nlp.opinion.reading import Agency

READER = Reader()


def bodies(text: str) -> tuple[Agency, ...]:
    return READER.read(id="1", kind="complaint", title=None, text=text).agencies


@pytest.mark.parametrize(
    ("text", "name", "region", "adcode"),
    [
        ("我在长沙县开店，县城管局罚款不给票据，请查处。", "长沙县城市管理局", "湖南省长沙市长沙县", "430121"),
        ("我在岳麓区开店，区城管局罚款不给票据，请查处。", "长沙市岳麓区城市管理局", "湖南省长沙市岳麓区", "430104"),
        ("长沙市场监管局罚款不给票据，请查处。", "长沙市市场监督管理局", "湖南省长沙市", "430100"),
        ("长沙市容管理局罚款不给票据，请查处。", "长沙市市容管理局", "湖南省长沙市", "430100"),
        ("南京市鼓楼区城管队员罚款不给票据，请查处。", "南京市鼓楼区城市管理局", "江苏省南京市鼓楼区", "320106"),
        ("昨天云水县公安局交警大队罚款不给票据，请查处。", "云水县公安局交通警察大队", "云水县", None),
        ("我在A市A3区，区城管局罚款不给票据，请查处。", "A市A3区城市管理局", "A市A3区", None),
        ("山东即墨市工商局罚款不给票据，请查处。", "青岛市即墨区工商行政管理局", "山东省青岛市即墨区", "370215"),
        ("上海市浦东新区市场监督管理局罚款不给票据，请查处。", "上海市浦东新区市场监督管理局", "上海市浦东新区", "310115"),
    ],
)
def test_words_and_place_give_the_official_name(text: str, name: str, region: str, adcode: str | None) -> None:
    first = bodies(text)[0]
    assert (first.name, first.region, first.adcode) == (name, region, adcode)
    assert text[first.start : first.end] == first.text


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("交警三中队罚款不给票据，请查处。", "公安交管"),
        ("城管队员罚款不给票据，请查处。", "城管"),
        ("县城管局罚款不给票据，请查处。", "城管"),  # of which county?
        ("湖南省浏阳市的商户说，市城管局罚款不给票据，请查处。", "城管"),  # 长沙市's or 浏阳市's?
        ("鼓楼区和长沙市都不管，镇政府罚款不给票据，请查处。", "乡镇街道"),
    ],
)
def test_a_body_that_could_be_any_has_a_type_and_no_name(text: str, type: str) -> None:
    first = bodies(text)[0]
    assert (first.type, first.name) == (type, None)


@pytest.mark.parametrize(
    ("body", "type"),
    [
        ("工商局", "市场监管"),
        ("质监局", "市场监管"),
        ("食药监局", "市场监管"),
        ("国土局", "自然资源"),
        ("规划局", "自然资源"),
        ("环保局", "生态环境"),
        ("安监局", "应急"),
        ("计生办", "卫健"),
        ("卫计委", "卫健"),
        ("二违办", "城管"),
    ],
)
def test_bodies_of_former_times_have_the_type_of_who_does_their_work_today(body: str, type: str) -> None:
    assert bodies(f"江临市{body}罚款不给票据，请查处。")[0].type == type


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("我向市政府和市住建局反映过。城管局的人罚款不给票据，也没有决定书。", "城管局"),
        ("派出所的民警来过。昨天交警罚款不给票据，请查处。", "交警"),
        ("请求市环保局和县政府查处：某镇城管队员收了我200元不给票据。", "城管队员"),
    ],
)
def test_the_accused_body_goes_first(text: str, accused: str) -> None:
    assert accused in bodies(text)[0].text


def test_no_word_means_two_bodies() -> None:
    rows = yaml.safe_load(files("nlp.opinion").joinpath("bodies.yml").read_text(encoding="utf-8"))
    words = [word for row in rows for word in row["words"]]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("words", ["隔壁市城管局", "外省公安厅", "邻县交警大队", "别的县的林业局", "兄弟县环保局", "其他省的市场监管局"])
def test_a_body_from_elsewhere_is_none_of_the_home_region(words: str) -> None:
    reading = READER.read(id="1", kind="complaint", title=None, text=f"我在长沙市岳麓区开厂，{words}跑过来收了我三百元，不给票据。")
    assert reading.region == "湖南省长沙市岳麓区"
    assert [(agency.name, agency.region) for agency in reading.agencies] == [(None, None)]


def test_the_first_character_of_a_body_is_no_level() -> None:
    reading = READER.read(id="1", kind="complaint", title=None, text="我在长沙市开店，市场监管局收了我三百元，不给票据。")
    assert [(agency.text, agency.name) for agency in reading.agencies] == [("市场监管局", None)]
