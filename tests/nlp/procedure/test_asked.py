import pytest

from nlp.procedure.asked import people_asked


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2024年5月29日，对秦明哲进行询问。", ["秦明哲"]),
        ("2024年5月30日对护士韦明哲的询问笔录，证明混放的原因", ["韦明哲"]),
        ("执法人员分别对王三木、赵四海进行了询问。", ["王三木", "赵四海"]),
        ("现场询问了店员张建国，", ["张建国"]),
        ("证据有：王三木调查（询问）笔录", ["王三木"]),
        ("2024年5月29日对当事人的法定代表人进行了询问。", []),
        ("对有关人员进行询问，制作了询问笔录", []),
        ("当事人未到场接受询问", []),
        ("执法人员询问了解相关情况。", []),
        ("现场询问了店内销售情况。", []),
        ("对李某某进行询问。", []),
        ("对该店店长李小明进行询问。", ["李小明"]),
    ],
)
def test_who_is_said_to_have_been_questioned(text: str, names: list[str]) -> None:
    assert [one.name for one in people_asked(text)] == names
