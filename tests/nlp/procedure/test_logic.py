from itertools import product

import pytest

from nlp.procedure.logic import NO, YES, Ternary, all_of, any_of, known, not_, undecided

OPEN = undecided("第3页未能识别")
VALUES = {True: YES, False: NO, None: OPEN}


def kleene_and(a: bool | None, b: bool | None) -> bool | None:
    return False if False in (a, b) else None if None in (a, b) else True


def kleene_or(a: bool | None, b: bool | None) -> bool | None:
    return True if True in (a, b) else None if None in (a, b) else False


@pytest.mark.parametrize(("a", "b"), list(product(VALUES, VALUES)))
def test_and_and_or_follow_kleenes_tables(a: bool | None, b: bool | None) -> None:
    assert all_of(VALUES[a], VALUES[b]).value is kleene_and(a, b)
    assert any_of(VALUES[a], VALUES[b]).value is kleene_or(a, b)


def test_not_leaves_the_open_open() -> None:
    assert not_(YES) == NO
    assert not_(NO) == YES
    assert not_(OPEN) == OPEN


def test_nothing_at_all_is_true_for_all_and_false_for_any() -> None:
    assert all_of().yes
    assert any_of().no


def test_reasons_of_all_open_parts_travel_along_once() -> None:
    other = undecided("目录列有", "第3页未能识别")
    assert all_of(OPEN, YES, other).reasons == ("第3页未能识别", "目录列有")
    assert any_of(NO, OPEN, other).reason == "第3页未能识别；目录列有"


def test_a_decided_judgement_gives_no_reasons() -> None:
    assert all_of(NO, OPEN).reasons == ()
    assert any_of(YES, OPEN).reasons == ()
    assert known(True) is YES


def test_three_values_are_no_condition() -> None:
    with pytest.raises(TypeError, match="yes"):
        bool(Ternary(None))
