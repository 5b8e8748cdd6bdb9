import pytest

from nlp.procedure.credentials import credentials_shown


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
        "执法人员不出示执法证件的，当事人有权要求执法人员出示执法证件。",
    ],
)
def test_credentials_were_not_shown(text: str) -> None:
    assert credentials_shown(text) is None
