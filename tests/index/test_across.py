"""Comparison across dossiers in the store: by and by is all at once, again adds nothing, screened again withdraws."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from index.across import compare
from index.clue import Clue
from index.filed import filed
from index.store import Store
from ingest.document import Document, Page, Source
from ingest.ledger import Entry
from nlp.across import sketch
from nlp.across.profile import Act, Assertion, Profile, Statement
from nlp.opinion.reading import Agency, Reading, Signal
from nlp.procedure.finding import Evidence
from nlp.procedure.local import LocalParameters
from nlp.procedure.presence import Presence
from nlp.procedure.report import FilePart, PageRow, Report

DAY = date(2024, 5, 6)
TODAY = date(2026, 3, 2)
AGENCY = "甲县市场监督管理局"
WORDS = "今年二月底开的工包给一家钢结构公司干合同价订单催得紧想着边建边办材料报上去退回来补过还没有批接到通知以后就停了墙板差一部分"


def key(name: str) -> str:
    return name.encode().hex().ljust(64, "0")[:64]


def profile(name: str, **fields: object) -> Profile:
    return replace(Profile(key(name), name, agency=AGENCY, department="市场监管", region="甲县", decided=DAY), **fields)  # type: ignore[arg-type]


def presence(place: str, start: str, end: str, cert_no: str = "37990100001") -> Presence:
    moments = [datetime.fromisoformat(f"2024-05-06T{clock}") for clock in (start, end)]
    return Presence("张建国", cert_no, place, *moments, 3, Evidence(f"《现场笔录》{place}", "2024年5月6日", 3))


def statement(person: str, day: date, seed: int, changed: int = 0) -> Statement:
    """The same seed gives the same answers, ``changed`` of their characters others."""
    source = random.Random(seed)
    letters = [source.choice(WORDS) for _ in range(240)]
    for at in random.Random(person).sample(range(240), changed):
        letters[at] = "甲"
    answers = "".join(letters)
    return Statement(person, day, answers, sketch.sketch(answers), Evidence(f"《询问笔录》{person}答", answers[:20], 5))


def act(place: str = "甲县人民路1号", start: date = DAY, end: date = DAY) -> Act:
    return Act("当事人销售不合格产品，货值一千元。", start, end, (place,), (), Evidence("违法事实", "销售不合格产品", 6))


def keep(store: Store, kept: Iterable[Profile], run: str = "f") -> None:
    id = store.begin_or_resume_run("screen", run).id
    for one in kept:
        row = Report(one.dossier, one.name, "done", None, (FilePart("甲.pdf", "b" * 64, 1, 1),), (PageRow(1, 595, 842, "text"),))
        entry = Entry(id, f"{one.name}.pdf", "b" * 64, "done", None, None, one.dossier, 1, datetime.now(UTC))
        store.save_dossiers(id, [([entry], filed(row, None, one))])


def complain(store: Store, number: int, text: str, *, day: date, signal: str, user: str, reply: str | None = None) -> None:
    meta = {"id": str(number), "user": user, "agency": AGENCY} | ({} if reply is None else {"reply": reply})
    id = f"{number:064x}"
    document = Document(Source(id, "text/plain", 9), "complaint", f"留言{number}", (Page(1, text),), day, meta)
    told = (Signal(signal, text[:9], 0, 9, 0.9),)
    reading = Reading(id, True, 0.9, "negative", "complaint", told, (Agency(AGENCY, "市场监管", 0, 9),))
    store.save_documents(store.begin_or_resume_run("read", "r").id, [(document, reading)])


def found(store: Store) -> dict[str, list[str]]:
    """Rule → messages."""
    said: dict[str, list[str]] = {}
    for one in store.all_across():
        said.setdefault(one.rule, []).append(one.message)
    return said


def clues(store: Store) -> list[Clue]:
    return [clue for clue in store.clues() if clue.subject == "across"]


def office(size: int = 90) -> list[Profile]:
    """Dossiers with something of everything in them."""
    chance = random.Random(7)
    made = []
    for number in range(size):
        day = date(2023, 1, 9) + timedelta(days=chance.randrange(700))
        fine = float(chance.choice((900, 1000, 1100, 1200, 20000)))
        hour = chance.randrange(9, 12)
        made.append(
            profile(
                f"案{number}",
                decided=day,
                cause="未按规定明码标价",
                level="一般",
                fine=fine,
                value=fine,
                fine_evidence=Evidence(f"罚款 {fine} 元", "罚款", 6),
                party=f"甲县第{number % 30}商店",
                party_kind="organisation",
                identity=f"{number % 30:032x}",
                act=act(f"甲县人民路{number % 30}号", day, day + timedelta(days=chance.randrange(60))),
                presences=(presence(f"甲县解放路{number}号", f"{hour:02}:00", f"{hour:02}:50", f"3799010000{number % 7}"),),
                statements=(statement(f"王{number}", day, number % 12, chance.randrange(12)),),
            )
        )
    return made


def run_all(store: Store) -> None:
    compare(store, local=LocalParameters(), today=TODAY)


def test_an_officer_in_two_places(store: Store) -> None:
    one = profile("甲案", presences=(presence("甲县人民路1号", "09:00", "10:00"),))
    keep(store, [one, profile("乙案", presences=(presence("乙县工业园7号", "09:30", "10:30"),))])
    keep(store, [profile("丙案", presences=(presence("乙县工业园7号", "11:00", "12:00"),))])
    run_all(store)
    assert [message[:14] for message in found(store)["invest.officer_in_two_places"]] == ["疑似同一执法人员同一时间在两"]
    clue = clues(store)[0]
    assert (clue.severity, clue.agency, clue.channel, clue.occurred_on) == ("major", AGENCY, "dossier", DAY)
    assert "“甲案”、“乙案”" in clue.title or "“乙案”、“甲案”" in clue.title
    finding = store.across(clue.source_id)
    assert finding is not None
    assert {side.name for side in finding.sides} == {"甲案", "乙案"}
    assert [one.id for one in store.across_with(key("甲案"))] == [finding.id]
    assert store.across_with(key("丙案")) == []


def test_a_copy_stands_beside_the_earliest_record_like_it(store: Store) -> None:
    days = [DAY + timedelta(days=number) for number in range(4)]
    records = [profile(f"案{i}", statements=(statement(f"王{i}{i}", day, 1, i),)) for i, day in enumerate(days)]
    for one in reversed(records):  # the latest comes first
        keep(store, [one])
        run_all(store)
    sides = [[side.name for side in one.sides] for one in store.all_across()]
    assert sorted(sides) == [["案0", "案1"], ["案0", "案2"], ["案0", "案3"]]
    keep(store, [replace(records[0], statements=())], run="again")
    run_all(store)
    assert sorted([side.name for side in one.sides] for one in store.all_across()) == [["案1", "案2"], ["案1", "案3"]]


def test_one_act_fined_twice(store: Store) -> None:
    fields = {"fine": 1000.0, "party": "甲县云帆商店", "party_kind": "organisation", "identity": "a" * 32, "cause": "销售不合格产品"}
    later = DAY + timedelta(days=40)
    keep(store, [profile("甲案", act=act(), **fields), profile("乙案", act=act(), decided=later, **fields)])
    keep(store, [profile("丙案", act=act("乙县解放路9号"), **fields)])  # another place
    keep(store, [profile("丁案", act=act(), **fields, lawful_repeat="逾期未改正")])
    run_all(store)
    assert [[side.name for side in one.sides] for one in store.all_across() if one.rule == "filing.ne_bis_in_idem"] == [["甲案", "乙案"]]


def test_by_and_by_is_all_at_once(tmp_path: Path) -> None:
    made = office()
    digests = set()
    for number, blocks in enumerate(([made], [made[at : at + 13] for at in range(0, 90, 13)], [[one] for one in reversed(made)])):
        with Store(f"sqlite:///{tmp_path / f'{number}.db'}") as store:
            for block in blocks:
                keep(store, block)
                run_all(store)
            assert set(found(store)) >= {"invest.officer_in_two_places", "invest.record_cloned", "discretion.similar_case_disparity"}
            digests.add(store.content_digest())
    assert len(digests) == 1


def test_again_adds_nothing(store: Store) -> None:
    made = office()
    keep(store, made)
    first = compare(store, local=LocalParameters(), today=TODAY)
    assert first.profiles == len(made)
    assert first.found == len(store.all_across()) == len(clues(store)) > 10
    mark = store.mark()
    keep(store, made, run="again")
    again = compare(store, local=LocalParameters(), today=TODAY)
    assert (again.profiles, again.groups, again.found, again.withdrawn) == (0, 0, 0, 0)
    assert store.mark() == mark


def test_only_the_new_is_compared(store: Store) -> None:
    made = office()
    keep(store, made[:80])
    run_all(store)
    keep(store, made[80:])
    assert compare(store, local=LocalParameters(), today=TODAY).profiles == 10


def test_screened_again_without_it_withdraws(store: Store) -> None:
    made = office()
    keep(store, made)
    run_all(store)
    involved = next(one for one in store.all_across() if one.rule == "invest.officer_in_two_places")
    changed = next(one for one in made if one.dossier == involved.sides[0].key)
    keep(store, [replace(changed, presences=())], run="again")
    run_all(store)
    assert involved.id not in {one.id for one in store.all_across()}
    assert involved.id not in {clue.source_id for clue in clues(store)}


def test_screened_again_is_as_if_it_had_always_been_so(tmp_path: Path) -> None:
    made = office()
    changed = [replace(one, statements=(), fine=1000.0, value=1000.0) if number % 9 == 4 else one for number, one in enumerate(made)]
    digests = set()
    for number, blocks in enumerate(([changed], [made, changed])):
        with Store(f"sqlite:///{tmp_path / f'{number}.db'}") as store:
            for turn, block in enumerate(blocks):
                keep(store, block, run=str(turn))
                run_all(store)
            digests.add(store.content_digest())
    assert len(digests) == 1


def test_a_dossier_that_can_no_longer_be_read_is_forgotten(store: Store) -> None:
    made = office()
    keep(store, made)
    run_all(store)
    gone = store.all_across()[0].sides[0].key
    id = store.begin_or_resume_run("screen", "again").id
    entry = Entry(id, "甲.pdf", "b" * 64, "failed", None, None, gone, 1, datetime.now(UTC))
    store.save_dossiers(id, [([entry], filed(Report(gone, "甲", "failed", "损坏", ())))])
    run_all(store)
    assert store.across_with(gone) == []


def test_a_comparison_that_was_killed_goes_on(store: Store) -> None:
    keep(store, office())

    def killed(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compare(store, local=LocalParameters(), today=TODAY, on_progress=killed)
    left = compare(store, local=LocalParameters(), today=TODAY)
    assert 0 < left.profiles < 90
    assert left.groups > 0


def test_complaints_in_a_cluster_and_without_an_answer(store: Store) -> None:
    texts = ["罚款二百元不开票据。", "收了现金不给收据。", "扫个人码收罚款的。", "罚了钱没有任何票。", "不开发票还骂人的。"]
    for number, text in enumerate(texts):
        complain(store, number, text, day=DAY, signal="sig.no_receipt", user=f"用户{number}", reply="" if number else "已转相关部门。")
    run_all(store)
    assert set(found(store)) == {"risk.repeat_complaints", "risk.complaint_not_closed"}
    assert [message for message in found(store)["risk.complaint_not_closed"] if "形式办结" in message]
    local = LocalParameters.model_validate({"complaint_sla": {"其他": {"days": 5}}})
    compare(store, local=local, today=TODAY)
    assert len(found(store)["risk.complaint_not_closed"]) == 5
    assert {clue.channel for clue in clues(store)} == {"complaint"}


@pytest.mark.parametrize("order", [("dossier", "complaint"), ("complaint", "dossier")])
def test_a_complaint_contradicts_a_dossier_whichever_comes_first(store: Store, order: Sequence[str]) -> None:
    shown = Evidence("《现场笔录》载明", "向当事人出示执法证件", 3)
    dossier = profile("甲案", party="甲县渔歌小馆", recorded=False, asserted=(Assertion("credentials", shown),))
    for kind in order:
        if kind == "dossier":
            keep(store, [dossier])
        else:
            complain(store, 1, "没有出示证件就来检查渔歌小馆。", day=DAY + timedelta(days=3), signal="sig.no_credentials", user="李甲")
        run_all(store)
    assert [[side.kind for side in one.sides] for one in store.all_across()] == [["dossier", "complaint"]]
    assert clues(store)[0].severity == "info"


def test_complaints_with_one_claim_are_one_finding_whatever_their_order(tmp_path: Path) -> None:
    shown = Evidence("《现场笔录》载明", "向当事人出示执法证件", 3)
    dossier = profile("甲案", party="甲县渔歌小馆", recorded=False, asserted=(Assertion("credentials", shown),))
    texts = {1: "没有出示证件就来检查渔歌小馆。", 2: "没人出示证件就来查渔歌小馆。"}
    digests = set()
    for order in ("d12", "1d2", "21d", "2d1"):
        with Store(f"sqlite:///{tmp_path / f'{order}.db'}") as store:
            for step in order:
                if step == "d":
                    keep(store, [dossier])
                else:
                    number = int(step)
                    complain(
                        store, number, texts[number], day=DAY + timedelta(days=number), signal="sig.no_credentials", user=f"用户{number}"
                    )
                run_all(store)
            (finding,) = store.all_across()
            assert [side.name for side in finding.sides] == ["甲案", "留言1", "留言2"]
            digests.add(finding.to_json())
    assert len(digests) == 1
