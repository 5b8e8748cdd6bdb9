"""Extractors that remember: asked twice they look once; long texts are let go of soon."""

from weakref import WeakSet

from nlp.remembered import remembered


class Text(str):
    """A text of which can be told whether it is held."""


def test_the_same_text_is_searched_once_and_each_asker_gets_a_list_of_his_own() -> None:
    searched: list[str] = []

    @remembered
    def find(text: str) -> list[str]:
        searched.append(text)
        return text.split()

    find("甲 乙").clear()
    assert find("甲 乙") == ["甲", "乙"]
    assert searched == ["甲 乙"]


def test_of_many_long_texts_few_are_held() -> None:
    @remembered
    def find(text: str) -> list[str]:
        return [text[:1]]

    held: WeakSet[Text] = WeakSet()
    for number in range(100):
        text = Text(f"{number}" + "案" * 60_000)
        held.add(text)
        assert find(text) == [text[:1]]
    assert find(text) == ["9"]
    assert len(held) < 20
