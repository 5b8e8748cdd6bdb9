"""Every signal speaks in its examples and is silent in its counter-examples; what is wrong in a file is said with file and remedy."""

from pathlib import Path

import pytest
import yaml

from ingest.errors import KnowledgeError
from nlp.opinion.agencies import actors
from nlp.opinion.catalogue import SignalKind, load, signal_kinds
from nlp.opinion.match import Matcher
from nlp.opinion.tagging import tag

SHARED = Path(__file__).parents[4] / "shared" / "law" / "risk_signals.yaml"
KINDS = list(signal_kinds().values())
EXAMPLES = [pytest.param(kind, text, id=f"{kind.id}-{n}") for kind in KINDS for n, text in enumerate(kind.examples)]
COUNTER_EXAMPLES = [pytest.param(kind, text, id=f"{kind.id}-{n}") for kind in KINDS for n, text in enumerate(kind.counter_examples)]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(signal_kinds())


def spoken(matcher: Matcher, text: str) -> set[str]:
    return {hit.signal for hit in matcher.hits(tag(text, actors().find(text)))}


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_the_signal_speaks_in_its_example(matcher: Matcher, kind: SignalKind, text: str) -> None:
    assert kind.id in spoken(matcher, text)


@pytest.mark.parametrize(("kind", "text"), COUNTER_EXAMPLES)
def test_the_signal_is_silent_in_its_counter_example(matcher: Matcher, kind: SignalKind, text: str) -> None:
    assert kind.id not in spoken(matcher, text)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_cue_is_matched_by_an_example(kind: SignalKind) -> None:
    tagged = [tag(text, actors().find(text)).text for text in kind.examples]
    idle = [cue.source for cue in kind.cues if not any(cue.pattern.search(text) for text in tagged)]
    assert not idle


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/law/risk_signals.yaml")
def test_the_signals_are_those_of_the_taxonomy() -> None:
    def ids(node: object) -> set[str]:
        if isinstance(node, dict):
            own = {node["id"]} if str(node.get("id", "")).startswith("sig.") else set()
            return own.union(*map(ids, node.values())) if node else own
        return set().union(*map(ids, node)) if isinstance(node, list) and node else set()

    wanted = ids(yaml.safe_load(SHARED.read_text(encoding="utf-8")))
    assert {kind.id for kind in KINDS} == wanted
    assert len(KINDS) == 43


GOOD = {
    "id": "sig.test",
    "name": "测试",
    "name_en": "test",
    "definition": "测试",
    "severity": "minor",
    "category": "执法风险(舆情)",
    "related_rules": [],
    "source": "测试",
    "cues": [{"pattern": "{机关}{..5}测试"}],
    "examples": ["城管测试。"],
    "counter_examples": ["没有。"],
}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"colour": "red"}, "colour"),
        ({"cues": []}, "cues"),
        ({"cues": [{"pattern": "{谁}打人"}]}, "不认识的记号"),
        ({"cues": [{"pattern": "(打人"}]}, "无法使用"),
        ({"examples": []}, "examples"),
        ({"severity": "terrible"}, "severity"),
    ],
)
def test_a_wrong_entry_is_named_with_its_file(tmp_path: Path, change: dict, said: str) -> None:
    (tmp_path / "mine.yml").write_text(yaml.safe_dump([{**GOOD, **change}], allow_unicode=True), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"mine\.yml") as caught:
        load(tmp_path)
    assert said in str(caught.value)
    assert "sig.test" in str(caught.value)


def test_a_signal_defined_twice_and_an_empty_folder_are_errors(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="没有找到任何风险信号文件"):
        load(tmp_path)
    (tmp_path / "a.yml").write_text(yaml.safe_dump([GOOD, GOOD], allow_unicode=True), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="重复定义"):
        load(tmp_path)
