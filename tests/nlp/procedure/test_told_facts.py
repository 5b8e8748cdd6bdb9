"""Figures of the facts told and decided."""

from nlp.procedure.told_facts import differences

TOLD = "经查，2024年3月5日，当事人购进电缆50卷，货值金额14400元，库存22卷。上述行为违反了"


def test_figures_that_grew() -> None:
    decided = "现查明：2024年3月5日，当事人购进电缆60卷，货值金额17280元，库存22卷。上述事实，有"
    assert [(one.told, one.decided, one.grew) for one in differences(TOLD, decided)] == [
        ("50卷", "60卷", True),
        ("14400元", "17280元", True),
    ]


def test_a_day_and_a_smaller_figure() -> None:
    decided = "现查明：2024年3月15日，当事人购进电缆40卷，货值金额14400元，库存22卷。上述事实，有"
    found = differences(TOLD, decided)
    assert [(one.decided, one.of_day, one.grew) for one in found] == [("15日", True, True), ("40卷", False, False)]


def test_other_words_say_nothing() -> None:
    assert not differences(TOLD, "现查明：当事人于该年三月先后购进上述型号的电缆共60卷，货值17280元。上述事实，有")
    assert not differences(TOLD, "没有写明事实的文书")


def test_thousands_are_one_figure_however_they_are_parted() -> None:
    told = TOLD.replace("14400元", "14,400元")
    found = differences(told, told.replace("14,400", "15,400"))
    assert [(one.told, one.decided, one.grew) for one in found] == [("14,400元", "15,400元", True)]
    assert not differences(told, TOLD)


def test_a_sum_under_one_name_in_other_words() -> None:
    decided = "现查明：当事人于该年三月先后购进上述型号的电缆共60卷，货值金额共计17,280元。上述事实，有"
    assert [(one.told, one.decided, one.grew) for one in differences(TOLD, decided)] == [("14400元", "17,280元", True)]
    several = "现查明：首批电缆货值金额17280元，次批货值金额3000元。上述事实，有"
    assert not differences(TOLD, several)


def test_facts_of_a_notice_that_opens_them_by_its_own_words() -> None:
    told = "现将拟处罚的内容及事实、理由、依据告知如下：你单位2024年3月5日购进电缆50卷，货值金额7,600元，库存22卷。上述行为违反了"
    decided = "经查明：当事人2024年3月5日购进电缆50卷，货值金额8,600元，库存32卷被扣押。上述事实，有"
    assert [(one.told, one.decided) for one in differences(told, decided)] == [("7,600元", "8,600元")]
