import pytest

from nlp.facts.parties import is_person_name, org_suffix
from nlp.facts.people import find_numbered_officers, find_officers, list_parts, split_names

TWO = [("邴有恒", "37990322306"), ("匡福田", "37990322305")]


@pytest.mark.parametrize(
    "text",
    [
        "执法人员 邴有恒（执法证号：37990322306）、匡福田（执法证号：\n37990322305）",
        "我们是栖云县市场监督管理局的执法人员邴有恒、匡福田（出示执法证件，执法证号：\n37990322306、37990322305）。",
        "执法人员（签名及执法证号）：邴有恒（37990322306） 匡福田（\n37990322305）",
        "执法人员（签名及执法证号）：37990322306、37990322305\n邴有恒 匡福田\n本决定书已当场交付",
        "执法人员（签名及执法证号）：37990322306、37990322305\n邴有恒匡福田\n",  # names that stood apart on the page
        "检查人员：邴有恒、匡福田，执法证号：37990322306、37990322305",
        "询问人：邴有恒 执法证号：37990322306 记录人：匡福田 证件号码：37990322305",
        "行政执法人员邴有恒（证件编号：37990322306）和匡福田（证件编号：37990322305）",
    ],
)
def test_officers_with_their_certificates(text: str) -> None:
    assert [(fact.value.name, fact.value.cert_no) for fact in find_officers(text)] == TWO


def test_a_surname_that_joins_names_elsewhere() -> None:
    found = find_officers("委托代理人调查人和思敏（执法证号：37990322306）、匡福田（执法证号：37990322305）")
    assert [fact.value.name for fact in found] == ["和思敏", "匡福田"]


@pytest.mark.parametrize(
    ("text", "officers"),
    [
        ("检查人：孔令和执法证号：37990322306记录人：孔令和", [("孔令和", "37990322306")]),
        ("执法人员程思及出示执法证（37990322306）", [("程思及", "37990322306")]),
        ("我们是执法人员程思及和匡福田，执法证号：37990322306、37990322305", [("程思及", "37990322306"), ("匡福田", "37990322305")]),
        ("执法人员张三与李四方，执法证号：37990322306、37990322305", [("张三", "37990322306"), ("李四方", "37990322305")]),
    ],
)
def test_names_that_end_with_what_joins_names_elsewhere(text: str, officers: list[tuple[str, str]]) -> None:
    assert [(fact.value.name, fact.value.cert_no) for fact in find_numbered_officers(text)] == officers


def test_the_number_of_a_writ_is_no_certificate() -> None:
    assert find_officers("经本局批准，对栖云交立（2024）39号、邴有恒（2024）第12号立案") == []


@pytest.mark.parametrize(
    "text",
    [
        "经营者邴有恒身份证号379903199001011234",
        "现场负责人 邴有恒 公民身份号码：379903199001011234",
        "当事人：邴有恒，居民身份证号码：37990319900101123X",
        "水行政执法证编号37990322306",
        "检查时出示执法证（37990322306）",
    ],
)
def test_a_citizen_with_his_identity_card_is_no_officer(text: str) -> None:
    assert find_officers(text) == []


@pytest.mark.parametrize(
    "text", ["渔业监察员邴有恒 监察证号 37990322306", "卫生监督员邴有恒（执法证号：37990322306）", "邴有恒 水行政执法证编号：37990322306"]
)
def test_officers_of_other_ministries(text: str) -> None:
    assert [(fact.value.name, fact.value.cert_no) for fact in find_officers(text)] == [("邴有恒", "37990322306")]


def test_names_without_a_mark_between_them_are_read_only_where_they_part_in_one_way() -> None:
    assert find_officers("执法人员（签名及执法证号）：37990322306、37990322305\n张李王白\n")  # 张李、王白
    assert find_officers("执法人员（签名及执法证号）：37990322306、37990322305\n章泽林齐光辉\n")  # no 章泽、林齐光辉
    assert find_officers("执法人员（签名及执法证号）：37990322306、37990322305\n张三李王白\n") == []  # 张三、李王白 or 张三李、王白


def test_signatures_without_certificates() -> None:
    assert [(fact.value.name, fact.value.cert_no) for fact in find_officers("执法人员（签名）：邴有恒 匡福田\n2024年")] == [
        ("邴有恒", None),
        ("匡福田", None),
    ]


def test_who_goes_along_with_the_officers_is_none_of_them() -> None:
    found = find_officers("陪同检查人：滕允和\n卫生监督员：邴有恒 匡福田\n")
    assert [fact.value.name for fact in found] == ["邴有恒", "匡福田"]


def test_running_text_behind_a_label_is_no_list_of_names() -> None:
    assert find_officers("执法人员：经检查发现，当事人") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("邴有恒、匡福田", ["邴有恒", "匡福田"]),
        ("张 三 李 四", ["张三", "李四"]),
        ("张三\n李四", ["张三", "李四"]),
        ("张三和李四", ["张三", "李四"]),
        ("孔令和、李四", ["孔令和", "李四"]),
        ("章共与 记录人", ["章共与"]),
        ("章共与记录人", ["章共与"]),
        ("孔令和执法证号", ["孔令和"]),
        ("调查人：孔令和签名", ["孔令和"]),
        ("程思及等", ["程思及"]),
        ("孔令和与李四", ["孔令和", "李四"]),
        ("孔令和和李四", ["孔令和", "李四"]),
        ("李四及孔令和", ["李四", "孔令和"]),
        ("张三和记录人李四", ["张三", "李四"]),
        ("欧阳修司马光", ["欧阳修", "司马光"]),
        ("张小三李四", ["张小三", "李四"]),
        ("王成李强", ["王成", "李强"]),
        ("欧阳娜娜", ["欧阳娜娜"]),
        ("栖云县城市管理局张小三", ["张小三"]),
        ("同意予以处罚的意见张小三", ["张小三"]),
        ("工程合同价款是多少", []),
        ("非税收入电子票据", []),
        ("张三 执法证号", ["张三"]),
        ("张三执法证号 李四执法证号", ["张三", "李四"]),
        ("执法证号", []),
        ("执法人员：张三，李四（签名）", ["张三", "李四"]),
        ("欧阳 修、张三", ["欧阳修", "张三"]),
        ("无", []),
        ("", []),
        ("2024年3月5日", []),
    ],
)
def test_lists_of_names(text: str, names: list[str]) -> None:
    assert split_names(text) == names


def test_who_is_a_person() -> None:
    people = ["邴有恒", "欧阳修", "张某某", "李**", "买买提·吐尔逊", "臧怀瑾", "张 三", "濮阳春", "禚春来", "仵德厚"]
    assert [name for name in people if not is_person_name(name)] == []
    others = ["执法人员", "当事人", "经检查", "同意", "栖云县渔歌小馆", "以上", "2024"]
    assert [word for word in others if is_person_name(word)] == []


def test_organisations_by_suffix() -> None:
    assert org_suffix("岚州市某某商贸有限责任公司") == "有限责任公司"
    assert org_suffix("栖云县渔歌小馆") == "小馆"
    assert org_suffix("逯思源") is None


def test_the_parts_of_a_list() -> None:
    assert list_parts("孔令和 张三") == ["孔令和", "张三"]
    assert list_parts("张三和孔令和、程思及与李四方") == ["张三", "孔令和", "程思及", "李四方"]


@pytest.mark.parametrize(
    "text",
    [
        "勘验人：{0}（鲁建执371300417）、{1}（鲁建执\n371300452）",
        "检查人员：{0}（湘A-030417），{1}（湘A-030452）",
        "执法人员{0}、{1}向其出示执法证件（证号：粤交执法字第090417号、粤交执法字第090452号）",
        "调查人：{0} 执法证号：苏J030417\n2025年1月13日 调查人：{1} 执法证号：苏J030452\n2025年1月13日",
        "{0}、{1}两名执法人员（沪城管执B0417、沪城管执B0452）到达现场",
        "{0}（川T交执010417） {1}（川T交执010452）",
        "{0}（证号：消监鲁370300417）、{1}（证号：消监鲁370300452）",
        "检查人员：{0}（市监管浙0417），{1}（市监管浙0452）",
        "我们是执法人员{0}、{1}，执法证号：卫监督苏030417、卫监督苏030452",
    ],
)
def test_letters_of_a_province_before_the_digits_belong_to_the_number(text: str) -> None:
    text = text.format("牟国岳", "郯晓冬")
    for one in (text, "".join(text.split())):
        found = [fact.value for fact in find_numbered_officers(one)]
        assert [officer.name for officer in found] == ["牟国岳", "郯晓冬"]
        assert [officer.cert_no[-4:] for officer in found if officer.cert_no] in (["0417", "0452"],)


def test_the_day_behind_a_number_is_not_of_it() -> None:
    (found,) = find_numbered_officers("执法人员：芮秋平证号：430701210172025年1月13日")
    assert found.value.cert_no == "43070121017"


@pytest.mark.parametrize(
    "text",
    [
        "27．楚南省非税收入电子票据（0077310215）",
        "举报事项登记及办理单来源方式电话举报（12350）",
        "云盘岭山场，在采伐许可证（编号4311241240705）的范围内",
        "万田村，持有建设工程规划许可证（编号370000201）",
        "车主易安驾驶小型客车（370201234）",
        "驾驶人牟国岳（鲁A12345）",
        "联系人牟国岳（电话053512345）",
    ],
)
def test_numbers_of_other_papers_and_things_are_no_officers(text: str) -> None:
    assert find_numbered_officers(text) == []
