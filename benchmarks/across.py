"""Seconds to cross-check stored dossiers beside comparing every pair of them on a sample in the same run.

usage: python -m benchmarks.across [--dossiers N] [--sample N] [--template SHARE]

Made dossiers: 60 agencies, five officers each with records at real hours, statements from a bank of answers by cause, fines around a
middle, some copies, double fines, officers in two places and outliers among them. The peer is the judges over every pair of the
sample; the figure that counts is the time a pair takes there, times the pairs of the whole, against the time of the whole here.
"""

import argparse
import random
import tempfile
import time
import zlib
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path

from index.across import compare
from index.filed import filed
from index.store import Store
from ingest.ledger import Entry
from nlp.across import clones, officers, sketch, twice
from nlp.across.profile import Act, Profile, Statement
from nlp.procedure.finding import Evidence
from nlp.procedure.local import LocalParameters
from nlp.procedure.presence import Presence
from nlp.procedure.report import FilePart, PageRow, Report
from nlp.procedure.rules import rules

CAUSES = ("未按规定明码标价", "销售不合格产品", "占道经营", "露天烧烤", "超标排放油烟", "未取得许可证从事经营")
PLACES = ("人民路", "解放路", "工业园", "农贸市场", "学府路", "滨江路")
LETTERS = (
    "这批货是上个月从外地进的一共多少箱价钱谈好了才发过来店里平时由我爱人照看账本放在柜台下面剩下的都在仓库没有动过你们来检查以后就停了卖"
)


def bank(cause: int, chance: random.Random) -> list[str]:
    """Answers as people give them to the questions of one cause: forty wordings of each of eight."""
    return ["".join(chance.choice(LETTERS) for _ in range(chance.randrange(18, 40))) for _ in range(320)]


def dossiers(count: int, template: float = 0.0) -> list[Profile]:
    chance = random.Random(20260302)
    banks = [bank(number, chance) for number in range(len(CAUSES))]
    made: list[Profile] = []
    for number in range(count):
        agency, cause = chance.randrange(60), chance.randrange(len(CAUSES))
        day = date(2023, 1, 3) + timedelta(days=chance.randrange(1000))
        fine = float(round(chance.gauss(3000, 400), -1)) * (8 if number % 500 == 7 else 1)
        answers = "".join(chance.choice(banks[cause][40 * i : 40 * i + 40]) for i in range(8))
        place = f"第{agency}县{chance.choice(PLACES)}{chance.randrange(300)}号"
        party, held = f"第{agency}县第{chance.randrange(4000)}商店", day
        if chance.random() < template:  # written from the template of the office, a few words changed
            answers = "".join(banks[cause][40 * i + agency % 40] for i in range(8))[:-4] + "".join(chance.sample(LETTERS, 4))
        if number % 400 == 3:  # a copy with a few words changed, of a record of the same agency
            source = next((one for one in reversed(made) if one.agency == f"第{agency}县市场监督管理局"), None)
            answers = source.statements[0].answers[:-6] + "就是这样的了" if source else answers
        if number % 600 == 5 and made:  # the act of another dossier, fined again
            other = made[-1]
            agency, cause, held = int(str(other.agency).strip("第县市场监督管理局")), CAUSES.index(str(other.cause)), other.act.start or day
            place, party = other.act.places[0], str(other.party)
        start = datetime(day.year, day.month, day.day, chance.randrange(8, 18), chance.randrange(60))
        made.append(
            Profile(
                dossier=f"{number:064x}",
                name=f"案卷{number}",
                agency=f"第{agency}县市场监督管理局",
                department="市场监管",
                region=f"第{agency}县",
                party=party,
                party_kind="organisation",
                identity=f"{zlib.crc32(party.encode()):032x}",
                cause=CAUSES[cause],
                decided=day + timedelta(days=30),
                fine=fine,
                value=fine,
                level="一般",
                fine_evidence=Evidence(f"罚款 {fine:,.0f} 元", f"罚款{fine:.0f}元", 20),
                act=Act(answers[:80], held, held, (place,), (), Evidence("违法事实", answers[:80], 19)),
                elsewhere=False,
                presences=tuple(
                    Presence(
                        "张建国", f"37{agency:04}{officer:05}", place, start, start + timedelta(minutes=40), 9, Evidence(place, place, 9)
                    )
                    for officer in chance.sample(range(5), 2)
                ),
                statements=(Statement(f"王{number}", day, answers, sketch.sketch(answers), Evidence("答", answers[:30], 12)),),
            )
        )
    return made


def kept(store: Store, profiles: list[Profile]) -> float:
    run = store.begin_or_resume_run("screen", "benchmark").id
    began = time.perf_counter()
    for one in profiles:
        report = Report(one.dossier, one.name, "done", None, (FilePart("卷.pdf", "b" * 64, 1, 1),), (PageRow(1, 595, 842, "text"),))
        entry = Entry(run, f"{one.name}.pdf", "b" * 64, "done", None, None, one.dossier, 1, datetime.now(UTC))
        store.save_dossiers(run, [([entry], filed(report, None, one))])
    return time.perf_counter() - began


def every_pair(profiles: list[Profile]) -> float:
    """The peer: the judges over every pair."""
    known = rules()
    began = time.perf_counter()
    for one, other in combinations(profiles, 2):
        list(officers.in_two_places(one, other, known[officers.RULE]))
        if twice.RULE in known:
            twice.fined_twice(one, other, known[twice.RULE])
        if one.agency == other.agency:
            clones.copied(one, one.statements[0], other, other.statements[0], known[clones.RULE])
    return time.perf_counter() - began


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--dossiers", type=int, default=10_000)
    args.add_argument("--sample", type=int, default=400)
    args.add_argument("--template", type=float, default=0.0, help="share of the statements written from an office's template")
    chosen = args.parse_args()
    profiles = dossiers(chosen.dossiers, chosen.template)
    with tempfile.TemporaryDirectory() as scratch, Store(f"sqlite:///{Path(scratch) / 'zhijian.db'}") as store:
        stored = kept(store, profiles[:-1])
        began = time.perf_counter()
        whole = compare(store, local=LocalParameters(), today=date(2026, 3, 2))
        seconds = time.perf_counter() - began
        kept(store, profiles[-1:])
        began = time.perf_counter()
        compare(store, local=LocalParameters(), today=date(2026, 3, 2))
        one_more = time.perf_counter() - began
        counts: dict[str, int] = {}
        for finding in store.all_across():
            counts[finding.rule] = counts.get(finding.rule, 0) + 1
    print(f"{chosen.dossiers - 1:,} dossiers stored in {stored:.1f} s with reports and profiles; compared in {seconds:.1f} s, {whole}")
    print(f"one more dossier: {1000 * one_more:.0f} ms")
    print(f"findings: {counts}")
    sample = random.Random(1).sample(profiles, chosen.sample)
    pairs, pair_seconds = chosen.sample * (chosen.sample - 1) // 2, every_pair(sample)
    brute = pair_seconds / pairs * chosen.dossiers * (chosen.dossiers - 1) / 2
    print(f"every pair: {pairs:,} pairs of {chosen.sample} dossiers in {pair_seconds:.1f} s, so {brute:,.0f} s for all")
    print(f"ratio: {brute / seconds:,.0f}")


if __name__ == "__main__":
    main()
