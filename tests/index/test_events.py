"""Events: one clue for all texts that tell of the same happening, whatever order and words they come in; nothing else in it."""

from datetime import date, timedelta

import pytest

from index.build_case import clue_id
from index.event import Event
from index.store import Store
from ingest.document import Document, Page, Source
from nlp.opinion.reading import Agency, Reading, Signal

FIRST = date(2025, 3, 3)
CART = (
    "今天上午十点，江临市城东区城管执法队在临川路丽景新城门口扣走我的三轮车，没有出示证件，也没有开具任何单据，要我交三百元才肯归还三轮车。"
)
CART_NEWS = "网传江临市城东区城管在丽景新城扣走摊贩三轮车，执法队员未出示证件、未开单据，索要三百元后才归还。城东区城管局称正在核实。"
CART_ELSEWHERE = CART.replace("丽景新城", "百合花园").replace("临川路", "学府路")


def say(
    store: Store,
    id: str,
    text: str,
    *,
    kind: str = "complaint",
    day: int = 0,
    user: str | None = None,
    clue: bool = True,
) -> str | None:
    """Store one text; returns the id of its event."""
    run = store.begin_or_resume_run("read", id).id
    store.save_documents(run, [item(id, text, kind=kind, day=day, user=user, clue=clue)])
    store.finish_run(run)
    return store.event_of_document(id)


def item(
    id: str, text: str, *, kind: str = "complaint", day: int = 0, user: str | None = None, clue: bool = True
) -> tuple[Document, Reading]:
    """One text as read."""
    quote = text[:12]
    reading = Reading(
        id=id,
        is_clue=clue,
        score=0.7,
        polarity="negative",
        genre="complaint" if clue else "notice",
        signals=(Signal("sig.no_receipt", quote, 0, len(quote), 0.8),) if clue else (),
        agencies=(Agency("江临市城东区城管执法队", "城管", 0, 3),),
        region="江临市城东区",
    )
    document = Document(
        Source(id * 8, "text/plain", len(text), path="工单.csv"),
        kind,  # type: ignore[arg-type]
        None,
        (Page(1, text),),
        published_at=FIRST + timedelta(days=day),
        metadata={"user": user} if user else {},
    )
    return document, reading


def event(store: Store, id: str | None) -> Event:
    assert id is not None
    found = store.event(id)
    assert found is not None
    return found


def test_a_lone_text_founds_an_event_under_the_id_that_its_clue_always_had(store: Store) -> None:
    id = say(store, "a", CART)
    assert id == clue_id("event", "a")
    assert [report.document for report in event(store, id).reports] == ["a"]
    assert store.clue(clue_id("event", "a")) is not None


def test_copies_and_other_words_about_the_same_place_join_and_the_clue_says_so(store: Store) -> None:
    id = say(store, "a", CART, user="甲")
    assert say(store, "b", f"转发：{CART}", day=1, user="乙") == id
    assert say(store, "c", CART_NEWS, kind="news", day=2) == id
    clue = store.clue(id or "")
    assert clue is not None
    assert store.clue_count() == 1
    assert "3 条来源（投诉 2、新闻 1），2025-03-03 至 2025-03-05" in clue.summary
    assert {quote.document for quote in clue.quotes} == {"a", "b", "c"}
    assert dict(clue.score_parts)["独立来源"] > 0
    assert clue.score > 70
    assert "网传" in clue.body
    found = event(store, id)
    assert (found.first_day, found.last_day) == (FIRST, FIRST + timedelta(days=2))
    assert all(report.likeness is not None and report.likeness.why for report in found.reports[1:])


@pytest.mark.parametrize(
    "text",
    [CART_ELSEWHERE, CART.replace("城管执法队", "市场监管局").replace("三轮车", "冰柜").replace("丽景新城", "花园酒店")],
    ids=["the same words about another place", "another matter"],
)
def test_the_same_kind_of_trouble_elsewhere_is_another_event(store: Store, text: str) -> None:
    assert say(store, "a", CART) != say(store, "b", text, day=1)
    assert store.clue_count() == 2


def test_forms_that_differ_in_a_number_alone_are_events_of_their_own(store: Store) -> None:
    events = {
        say(store, f"{n}", f"{n}号摊位昨天被某区城管执法队扣了三轮车，没有出示证件，也没有给任何单据，要交五十元才还。") for n in range(30)
    }
    assert len(events) == 30


def test_a_notice_follows_an_event_up_and_founds_none(store: Store) -> None:
    assert say(store, "n", CART_NEWS, kind="news", clue=False) is None
    id = say(store, "a", CART)
    assert say(store, "m", CART_NEWS, kind="news", day=3, clue=False) == id
    found = event(store, id)
    assert [report.role for report in found.reports] == ["report", "follow_up"]
    assert found.last_day == FIRST


def test_read_again_a_text_stays_and_one_that_is_no_clue_any_more_takes_its_event_away(store: Store) -> None:
    id = say(store, "a", CART)
    say(store, "b", f"转发：{CART}", day=1)
    before = event(store, id)
    assert say(store, "b", f"转发：{CART}", day=1) == id
    assert event(store, id) == before
    say(store, "b", "谢谢。", day=1, clue=False)
    assert [report.document for report in event(store, id).reports] == ["a"]
    say(store, "a", "谢谢。", clue=False)
    assert store.event(id or "") is None
    assert store.clue_count() == 0


def test_decisions_on_an_event_stay_when_reports_come(store: Store) -> None:
    id = say(store, "a", CART) or ""
    store.decide(id, "confirm", user="张三")
    say(store, "b", f"转发：{CART}", day=1)
    clue = store.clue(id)
    assert clue is not None
    assert clue.status == "已确认"


def test_what_is_taken_out_of_an_event_gets_its_own_and_stays_out_when_read_again(store: Store) -> None:
    id = say(store, "a", CART) or ""
    say(store, "b", f"转发：{CART}", day=1)
    own = store.take_out("b", user="张三", reason="不是同一辆车")
    assert own == clue_id("event", "b")
    assert [report.document for report in event(store, id).reports] == ["a"]
    assert store.clue_count() == 2
    assert say(store, "b", f"转发：{CART}", day=1) == own
    say(store, "b", "谢谢。", day=1, clue=False)
    assert say(store, "b", f"转发：{CART}", day=1) == own
    assert [decision.reason for decision in store.event_decisions(id)] == ["不是同一辆车"]


def test_the_text_that_founded_an_event_cannot_be_taken_out(store: Store) -> None:
    say(store, "a", CART)
    with pytest.raises(ValueError, match="founded"):
        store.take_out("a", user="张三", reason="")


def test_events_touched_are_those_that_gained_a_report(store: Store) -> None:
    id = say(store, "a", CART)
    say(store, "x", CART_ELSEWHERE)
    since = max(report.joined_at for report in event(store, id).reports)
    since = max(since, *(report.joined_at for one in store.events_touched("") for report in one.reports))
    say(store, "b", f"转发：{CART}", day=1)
    assert [one.id for one in store.events_touched(since)] == [id]


def test_long_after_the_same_words_are_another_event(store: Store) -> None:
    assert say(store, "a", CART) != say(store, "b", CART, day=200)


def test_the_same_texts_in_the_same_order_give_the_same_store(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    texts = [CART, CART_ELSEWHERE, f"转发：{CART}", CART_NEWS]
    with Store(f"sqlite:///{tmp_path_factory.mktemp('other') / 'zhijian.db'}") as other:
        for at in (store, other):
            for n, text in enumerate(texts):
                say(at, f"t{n}", text, day=n)
        assert store.content_digest() == other.content_digest()


def test_a_clue_of_one_report_is_that_of_its_reading(store: Store) -> None:
    id = say(store, "a", CART)
    clue = store.clue(id or "")
    assert clue is not None
    assert "条来源" not in clue.summary
    assert clue.body.endswith("工单.csv")
    assert clue.score == 70.0


COOK = "江临市城东区市场监管局检查后罚了临川路好再来餐馆三千六百元，只因三包盐过期两天，没有给处罚决定书，要求退还罚款。"
TOLD = [
    ("a", CART, 0, "甲"),
    ("b", f"转发：{CART}", 1, "乙"),
    ("c", CART_NEWS, 2, None),
    ("d", CART_ELSEWHERE, 0, "丙"),
    ("e", COOK, 3, "丁"),
    ("f", COOK.replace("要求退还罚款", "老板想不通"), 9, "戊"),
]


def groups(store: Store) -> set[frozenset[str]]:
    """The texts that are together, whatever the ids."""
    return {frozenset(report.document for report in one.reports) for one in store.events_touched("")}


@pytest.mark.parametrize("order", ["abcdef", "fedcba", "cafdbe", "bdface"])
def test_whatever_the_order_the_same_texts_are_together_and_an_event_has_the_id_of_its_first(store: Store, order: str) -> None:
    told = {id: (text, day, user) for id, text, day, user in TOLD}
    for id in order:
        text, day, user = told[id]
        say(store, id, text, day=day, user=user)
    assert groups(store) == {frozenset("abc"), frozenset("d"), frozenset("ef")}
    firsts = {min(group, key=order.index) for group in groups(store)}
    assert {one.id for one in store.events_touched("")} == {clue_id("event", first) for first in firsts}
    assert {one.founded_by for one in store.events_touched("")} == firsts


def test_ids_remain_when_everything_is_read_again_in_another_order_and_when_more_comes(store: Store) -> None:
    for id, text, day, user in TOLD:
        say(store, id, text, day=day, user=user)
    before = {one.id: one for one in store.events_touched("")}
    for id, text, day, user in reversed(TOLD):
        say(store, id, text, day=day, user=user)
    assert {one.id: one for one in store.events_touched("")} == before
    say(store, "g", f"再转：{CART}", day=4, user="己")
    assert {one.id for one in store.events_touched("")} == set(before)
    assert store.event_of_document("g") == clue_id("event", "a")


def test_one_run_or_many_give_the_same_events(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    items = [item(id, text, day=day, user=user) for id, text, day, user in TOLD]
    store.save_documents(store.begin_or_resume_run("read", "all").id, items)
    with Store(f"sqlite:///{tmp_path_factory.mktemp('other') / 'zhijian.db'}") as other:
        for number, one in enumerate(items):
            other.save_documents(other.begin_or_resume_run("read", f"{number}").id, [one])
        assert {one.id for one in other.events_touched("")} == {one.id for one in store.events_touched("")}
        assert groups(other) == groups(store)


def test_what_was_taken_out_stays_out_when_everything_is_read_again_and_counts_for_itself(store: Store) -> None:
    for id, text, day, user in TOLD:
        say(store, id, text, day=day, user=user)
    own = store.take_out("b", user="张三", reason="不是同一辆车")
    for id, text, day, user in reversed(TOLD):
        say(store, id, text, day=day, user=user)
    assert store.event_of_document("b") == own == clue_id("event", "b")
    assert groups(store) == {frozenset("ac"), frozenset("b"), frozenset("d"), frozenset("ef")}
    assert store.report_counts([clue_id("event", id) for id in "abe"]) == {clue_id("event", id): 2 for id in "ae"}
