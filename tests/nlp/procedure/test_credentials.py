import pytest

from nlp.procedure.credentials import credentials_named, credentials_shown


@pytest.mark.parametrize(
    "text",
    [
        "并已向现场负责人宿鸣谦出示执法证件。",
        "我们是某局的执法人员张三、李四（出示执法证件，执法证号：1、2）。请问你是否看清楚？",
        "这是我们的执法证件，执法证号为1、2，请你过目。",
        "证件号码为1、2，这是我们的证件（出示证件）。",
        "执法人员向当事人出示证件后进入现场。",
        "徐某出示了交警的证件，要求驾驶人出示驾驶证。",
        "☑已出示行政执法证□未出示",
        "民警出示人民警察证，表明执法身份。",
        "执法人员亮证检查。",
        "水政监察人员向取水户展示了监察证件。",
        "监督员将卫生监督证交由药房负责人核验。",
        "文化执法人员当场亮出行政执法证后进入歌厅。",
        "我们的执法证你看清楚了吗？看过了，没有异议。",
        "检查人员主动向当事人出示了各自证件，说明来意。",
        "执法人员向若云堂出示了执法证件。",
        "我们是文化市场综合行政执法队的，以下是行政执法证，请收看。",
        "问：请先看一下我们的监督检查证。答：好。",
        "答：你们的证件我看过了。",
        "●证件已核对，可以开始。",
        "我是民警，此是人民警察证。",
    ],
)
def test_credentials_were_shown(text: str) -> None:
    assert credentials_shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "当事人出示了营业执照和身份证。",
        "卫卫国出示了机动车行驶证和驾驶证，不能出示道路运输经营许可证。",
        "执法人员要求当事人出示证件。",
        "店内展示了食品经营许可证。",
        "执法人员未出示执法证件即开始检查。",
        "□已出示执法证件",
        "执法人员：张三（执法证号：12345678）、李四（执法证号：12345679）",
        "如执法人员出示执法证件，当事人应当配合。",
        "这是你的健康证吗？这是营业执照和食品经营许可证。",
        "答：驾驶证看了，行驶证也看过了。",
        "执法人员不出示执法证件的，当事人有权要求执法人员出示执法证件。",
    ],
)
def test_credentials_were_not_shown(text: str) -> None:
    assert credentials_shown(text) is None


@pytest.mark.parametrize("text", ["双方核了执法证件后谈话。", "执法证件：两人均持证，当面交代。", "问：证件有没有疑问？答：没有。"])
def test_credentials_are_at_least_spoken_of(text: str) -> None:
    assert credentials_named(text)


@pytest.mark.parametrize(
    "text",
    [
        "执法人员：张三（执法证号：12345678）、李四（执法证件号：12345679）",
        "□已出示执法证件",
        "执法人员未出示执法证件即开始检查。",
        "执法人员不出示执法证件的，当事人有权要求执法人员出示执法证件。",
        "当事人出示了营业执照和身份证。",
    ],
)
def test_nothing_is_said_of_credentials(text: str) -> None:
    assert not credentials_named(text)
