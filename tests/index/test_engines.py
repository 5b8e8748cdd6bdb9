"""What both search engines must do alike: one suite, run on each of them for real."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from index.analysis import indexed
from index.changes import Change, ClueStream, Mark
from index.clue import Clue
from index.paging import QueryProblem
from index.query import FACETS, Query, ResultPage, SearchEngine, Sort

SORTS: tuple[Sort, ...] = ("relevance", "score", "date", "severity")


@pytest.fixture
def filled(engine: SearchEngine, clues: list[Clue]) -> SearchEngine:
    assert engine.add(clues) == len(clues)
    return engine


def pages(engine: SearchEngine, query: Query) -> list[ResultPage]:
    found = [engine.search(query)]
    while found[-1].next:
        found.append(engine.search(replace(query, cursor=found[-1].next)))
    return found


def ids(engine: SearchEngine, words: str, **filters: tuple[str, ...]) -> list[str]:
    return [hit.clue for page in pages(engine, Query(words=words, filters=filters, size=7)) for hit in page.hits]


def holding(clues: list[Clue], test: Callable[[Clue], bool]) -> set[str]:
    return {clue.id for clue in clues if test(clue)}


def test_an_engine_that_was_never_filled_finds_nothing(engine: SearchEngine) -> None:
    page = engine.search(Query(words="法制审核"))
    assert (page.total, page.hits, page.next) == (0, (), None)
    assert set(page.facets) == set(FACETS)
    assert engine.count() == 0


def test_what_was_added_is_found_at_once_and_once(filled: SearchEngine, clues: list[Clue]) -> None:
    assert filled.count() == len(clues)
    filled.add(clues[:5])
    assert filled.count() == len(clues)
    filled.add([replace(clues[0], title="改了名的线索")])
    assert ids(filled, "改了名的线索") == [clues[0].id]


def test_what_was_removed_is_gone(filled: SearchEngine, clues: list[Clue]) -> None:
    filled.remove([clues[3].id, clues[4].id, "f" * 32])
    assert filled.count() == len(clues) - 2
    assert clues[3].id not in ids(filled, "")


def test_all_words_must_be_found(filled: SearchEngine, clues: list[Clue]) -> None:
    assert set(ids(filled, "法制审核")) == holding(clues, lambda c: "法制审核" in str(c))
    assert set(ids(filled, "法制审核 城市管理局")) == holding(clues, lambda c: "法制审核" in str(c) and c.agency_type == "城管")


def test_a_word_after_a_minus_must_not_be_found(filled: SearchEngine, clues: list[Clue]) -> None:
    assert set(ids(filled, "法制审核 -占道经营")) == holding(clues, lambda c: "法制审核" in str(c) and "占道经营" not in str(c))
    assert set(ids(filled, "-占道经营")) == holding(clues, lambda c: "占道经营" not in str(c))


@pytest.mark.parametrize("words", ['"罚款三万元"', "“罚款三万元”", "「罚款三万元」"])
def test_a_phrase_is_found_as_it_stands(filled: SearchEngine, clues: list[Clue], words: str) -> None:
    assert set(ids(filled, words)) == holding(clues, lambda c: "罚款三万元" in c.body)


def test_a_phrase_reaches_across_no_two_texts(engine: SearchEngine, clues: list[Clue]) -> None:
    engine.add([replace(clues[0], title="前一段末尾", summary="后一段开头", quotes=(), body="")])
    assert ids(engine, '"末尾后一段"') == []
    assert ids(engine, '"一段末尾"') == [clues[0].id]


def test_numbers_and_full_width_forms_are_found(filled: SearchEngine, clues: list[Clue]) -> None:
    assert ids(filled, "江临罚〔２０２４〕17号")[0] == clues[17].id


def test_no_words_list_everything_riskiest_first(filled: SearchEngine, clues: list[Clue]) -> None:
    found = [hit for page in pages(filled, Query(size=13)) for hit in page.hits]
    assert {hit.clue for hit in found} == {clue.id for clue in clues}
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert found[0].score_parts


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("words", ["", "罚款", "法制审核 城管"])
@pytest.mark.parametrize("size", [1, 7, 200])
def test_pages_hold_every_hit_once_in_one_order(filled: SearchEngine, sort: Sort, words: str, size: int) -> None:
    whole = [hit.clue for hit in filled.search(Query(words=words, sort=sort, size=200)).hits]
    found = pages(filled, Query(words=words, sort=sort, size=size))
    assert [hit.clue for page in found for hit in page.hits] == whole
    assert len(whole) == len(set(whole)) == found[0].total
    assert {page.total for page in found} == {len(whole)}
    assert all(page.facets == found[0].facets for page in found)


def test_sorted_by_date_the_newest_come_first_and_the_undated_last(filled: SearchEngine, clues: list[Clue]) -> None:
    by_id = {clue.id: clue for clue in clues}
    days = [by_id[hit.clue].occurred_on for hit in filled.search(Query(sort="date", size=200)).hits]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert days[: len(dated)] == dated


def test_sorted_by_severity_the_worst_come_first(filled: SearchEngine, clues: list[Clue]) -> None:
    by_id = {clue.id: clue for clue in clues}
    order = [("fatal", "major", "minor").index(by_id[hit.clue].severity) for hit in filled.search(Query(sort="severity", size=200)).hits]
    assert order == sorted(order)


@pytest.mark.parametrize("cursor", ["nonsense", "W10", "bnVsbA", "WyJieV9kYXRlIiwgMV0"])
def test_a_cursor_that_is_none_is_a_clear_error(filled: SearchEngine, cursor: str) -> None:
    with pytest.raises(QueryProblem, match="翻页标记"):
        filled.search(Query(words="罚款", cursor=cursor))


def test_facets_count_what_a_click_would_show(filled: SearchEngine, clues: list[Clue]) -> None:
    page = filled.search(Query(words="法制审核"))
    for name in FACETS:
        for value, count in page.facets[name].items():
            assert len(ids(filled, "法制审核", **{name: (value,)})) == count, (name, value)
    having = holding(clues, lambda c: "法制审核" in str(c))
    assert page.facets["severity"] == dict(Counter(c.severity for c in clues if c.id in having).most_common())


def test_a_chosen_facet_still_shows_its_other_values(filled: SearchEngine) -> None:
    plain = filled.search(Query())
    chosen = filled.search(Query(filters={"agency_type": ("城管",)}))
    assert chosen.facets["agency_type"] == plain.facets["agency_type"]
    assert chosen.total == plain.facets["agency_type"]["城管"]
    assert sum(chosen.facets["severity"].values()) == chosen.total


def test_values_of_one_facet_add_and_facets_narrow(filled: SearchEngine, clues: list[Clue]) -> None:
    found = ids(filled, "", agency_type=("城管", "公安交管"), severity=("fatal",))
    assert set(found) == holding(clues, lambda c: c.agency_type in ("城管", "公安交管") and c.severity == "fatal")
    assert ids(filled, "", agency_type=("没有这一类",)) == []


def test_an_unknown_facet_is_a_clear_error(filled: SearchEngine) -> None:
    with pytest.raises(QueryProblem, match="可用：severity"):
        filled.search(Query(filters={"colour": ("红",)}))


def test_highlights_mark_the_words_in_the_original_text(filled: SearchEngine) -> None:
    hit = filled.search(Query(words="法制审核")).hits[0]
    quote = hit.quotes[0]
    assert [quote.text[a:b] for a, b in quote.ranges] == ["法制审核"]
    assert quote.page is not None
    title = filled.search(Query(words="占道经营 餐饮店")).hits[0].title
    assert "占道经营" in "".join(title.text[a:b] for a, b in title.ranges)


def test_score_parts_add_up_to_the_score(filled: SearchEngine) -> None:
    for hit in filled.search(Query(words="占道经营 罚款")).hits:
        assert hit.score == pytest.approx(sum(hit.score_parts.values()))
        assert all(part.strip("“”") in "占道经营 罚款" for part in hit.score_parts)


@pytest.mark.parametrize(
    "words",
    [
        "*",
        "a:b",
        "(((",
        '"',
        "“未闭合",
        "AND OR NOT",
        "\\",
        "^~",
        "-",
        "--",
        '-""',
        "\x00",
        "\ud800",
        "<script>alert(1)</script>",
        "的" * 3000,
        "x" * 5000,
    ],
)
def test_nothing_typed_is_an_error(filled: SearchEngine, words: str) -> None:
    assert filled.search(Query(words=words)).total >= 0


def test_a_rebuild_replaces_everything(filled: SearchEngine, clues: list[Clue]) -> None:
    assert filled.rebuild(iter(clues[:10])) == 10
    assert filled.count() == 10
    assert set(ids(filled, "")) == {clue.id for clue in clues[:10]}


def test_a_rebuild_that_fails_leaves_the_old_index(filled: SearchEngine, clues: list[Clue]) -> None:
    def broken():
        yield clues[0]
        raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError):
        filled.rebuild(broken())
    assert filled.count() == len(clues)


class Followed:
    """A store in memory, to see how an engine follows one."""

    def __init__(self, clues: list[Clue]) -> None:
        self.id = "store-1"
        self.rows = {clue.id: (number, clue) for number, clue in enumerate(clues, 1)}

    def mark(self) -> Mark:
        return Mark(self.id, max(number for number, _ in self.rows.values()))

    def changes(self, after: int):
        for id, (number, clue) in sorted(self.rows.items(), key=lambda row: row[1][0]):
            if number > after:
                yield Change(number, id, clue)

    def clues(self) -> ClueStream:
        return ClueStream((clue for _, clue in self.rows.values() if clue), self.mark())


def test_sync_takes_in_what_changed_and_nothing_else(engine: SearchEngine, clues: list[Clue]) -> None:
    store = Followed(clues)
    assert engine.needs_rebuild
    assert engine.sync(store) == len(clues)
    assert not engine.needs_rebuild
    assert engine.sync(store) == 0
    last = store.mark().change
    store.rows[clues[0].id] = (last + 1, replace(clues[0], title="新的标题文字"))
    store.rows[clues[1].id] = (last + 2, None)
    assert engine.sync(store) == 2
    assert engine.count() == len(clues) - 1
    assert ids(engine, "新的标题文字") == [clues[0].id]


def test_sync_with_another_store_rebuilds(engine: SearchEngine, clues: list[Clue]) -> None:
    engine.sync(Followed(clues))
    other = Followed(clues[:3])
    other.id = "store-2"
    engine.sync(other)
    assert engine.count() == 3


def test_keys_order_all_clues(clues: list[Clue]) -> None:
    rows = [indexed(clue) for clue in clues]
    assert len({row.by_score for row in rows}) == len({row.by_date for row in rows}) == len({row.by_severity for row in rows}) == len(rows)
    assert max(max(row.by_score, row.by_date, row.by_severity) for row in rows) < 2**63
