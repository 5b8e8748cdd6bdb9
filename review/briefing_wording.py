"""How a briefing reads: its head line, the days it covers, what makes an old clue worth telling again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from index.briefing import Briefing, Item, Part, Severities, Share, by_severity
from nlp.procedure.finding import SEVERITY_ZH

UNKNOWN = "未识别"  # the field or the place of a clue that has none
_AVERAGED = 7  # days before that a briefing is compared with
_NUMERALS = "一二三四五六七八九十"
_BARS = 14  # days in a trend
_ISSUES = 3  # named of one clue
_SHARES = 10  # rows of a distribution
_UNITS: dict[Part, str] = {"new": "条", "grew": "条", "together": "项", "answered": "件", "decided": "条", "overdue": "件"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One day of a trend: ``height`` from 0 to 100, the fullest day being 100."""

    day: str
    count: int
    height: int


def span(briefing: Briefing) -> str:
    """2026-11-27, or all days that it catches up with: 含 11 月 25 日至 27 日."""
    last, first = date.fromisoformat(briefing.day), date.fromisoformat(briefing.first_day)
    if first == last:
        return f"{last.year} 年 {last.month} 月 {last.day} 日"
    begins = f"{first.month} 月 {first.day} 日" if first.year == last.year else f"{first.year} 年 {first.month} 月 {first.day} 日"
    ends = f"{last.day} 日" if (first.year, first.month) == (last.year, last.month) else f"{last.month} 月 {last.day} 日"
    return f"{last.year} 年 {last.month} 月 {last.day} 日，含 {begins}至 {ends}"


def head_line(briefing: Briefing) -> str:
    """The counts in a sentence."""
    figures = briefing.figures
    received = f"本期为首期，汇总已有的 {figures.texts:,} 条信息" if briefing.is_first else f"本期收到 {figures.texts:,} 条信息"
    weighed = "；".join(filter(None, (severities(briefing.severities), compared(briefing))))
    told = [received, f"新增线索 {figures.new:,} 条{f'（{weighed}）' if weighed else ''}"]
    told += [f"持续增长 {figures.grew:,} 条"] if figures.grew else []
    told += [f"聚集与印证 {figures.together:,} 项"] if figures.together else []
    told += [f"已有答复 {figures.answered:,} 件"] if figures.answered else []
    told += [f"研判 {figures.decided:,} 条"] if figures.decided else []
    told += [f"逾期未答复或形式办结 {figures.overdue:,} 件"] if figures.overdue else []
    waiting = f"；此前已提示的逾期件仍有 {figures.standing:,} 件未答复" if figures.standing else ""
    broken = f"；{figures.sources} 个来源中 {figures.broken} 个不正常" if figures.broken else ""
    mended = sum(source.news == "recovered" for source in briefing.sources)
    return f"{'，'.join(told)}{waiting}{broken}{f'；{mended} 个来源恢复正常' if mended else ''}。"


def in_brief(briefing: Briefing) -> str:
    """：新增 12 条，致命 2 条, for a subject line; nothing where nothing is new."""
    if not briefing.figures.new:
        return ""
    fatal = dict(briefing.severities).get("fatal", 0)
    return f"：新增 {briefing.figures.new:,} 条{f'，致命 {fatal:,} 条' if fatal else ''}"


def to_do(briefing: Briefing) -> tuple[tuple[str, str], ...]:
    """What the briefing asks people to do, each with the section that tells of it."""
    figures, counts = briefing.figures, dict(briefing.severities)
    worst = next((severity for severity in ("fatal", "major") if counts.get(severity)), None)
    late = figures.overdue + figures.standing
    wanted = (
        ("new", f"研判{SEVERITY_ZH[worst]}线索 {counts[worst]:,} 条" if worst else ""),
        ("grew", f"复核增长的线索 {figures.grew:,} 条" if figures.grew else ""),
        ("together", f"核查聚集与印证 {figures.together:,} 项" if figures.together else ""),
        ("answered", f"核对答复 {figures.answered:,} 件" if figures.answered else ""),
        ("overdue", f"督办逾期未答复与形式办结 {late:,} 件" if late else ""),
        ("sources", f"检查不正常的来源 {figures.broken:,} 个" if figures.broken else ""),
    )
    return tuple((section, said) for section, said in wanted if said)


def severities(counts: Severities) -> str:
    """致命 2、严重 10; nothing where there are none."""
    return "、".join(f"{SEVERITY_ZH[severity]} {count:,}" for severity, count in counts)


def left_out(briefing: Briefing, part: Part) -> str:
    """其余 12 件未逐条列出; nothing where every one is told."""
    left = briefing.left(part)
    return f"其余 {left:,} {_UNITS[part]}{'风险较低，' if part == 'new' else ''}未逐条列出" if left else ""


def shares(all_of_them: Sequence[Share]) -> tuple[tuple[Share, ...], Share | None]:
    """The largest shares, and the others together as one; its name says how many."""
    shown, others = tuple(all_of_them[:_SHARES]), all_of_them[_SHARES:]
    if len(others) < 2:
        return tuple(all_of_them), None
    counts = Counter[str]()
    for share in others:
        counts.update(dict(share.severities))
    return shown, Share(f"其他 {len(others)} 个", sum(counts.values()), by_severity(counts))


def listed(all_of_them: Sequence[Share]) -> str:
    """城管 79、住建 32、其他 40."""
    shown, others = shares(all_of_them)
    more = [f"其他 {others.count:,}"] if others else []
    return "、".join([*(f"{share.name or UNKNOWN} {share.count:,}" for share in shown), *more])


def issues(item: Item) -> str:
    """The suspected problems, the first by name: their names hold 、 themselves."""
    more = f"等 {len(item.issues)} 项" if len(item.issues) > _ISSUES else ""
    return "；".join(item.issues[:_ISSUES]) + more


def who(item: Item) -> tuple[str, ...]:
    """The agency and the place, as far as the title does not say them."""
    agency = item.agency if item.agency and item.agency not in item.title else None
    region = item.region if item.region and item.region not in f"{item.agency} {item.title}" else None
    return tuple(filter(None, (agency, region)))


def compared(briefing: Briefing) -> str:
    """How the new clues compare with the days before; nothing where there were none."""
    before = [count for _, count in briefing.history[-_AVERAGED:]]
    if not before:
        return ""
    mean = sum(before) / len(before)
    days = (date.fromisoformat(briefing.day) - date.fromisoformat(briefing.first_day)).days + 1
    each = briefing.figures.new / days
    way = "持平" if abs(each - mean) < 0.05 else f"{'增加' if each > mean else '减少'} {abs(each - mean):.1f} 条"
    return f"{'日均' if days > 1 else ''}较前 {len(before)} 日日均 {mean:.1f} 条{way}"


def why_told(item: Item) -> str:
    """由 2 条增至 5 条."""
    return f"由 {item.before} 条增至 {item.reports} 条"


def spread(item: Item) -> str:
    """红网 3 条、12345 热线 2 条."""
    return "、".join(f"{place} {count} 条" for place, count in item.places)


def trend(counts: Sequence[tuple[str, int]], last: str) -> tuple[Bar, ...]:
    """The days up to ``last``, empty ones among them, so that a gap is seen as one."""
    known = dict(counts)
    end = date.fromisoformat(last)
    days = [(end - timedelta(days=back)).isoformat() for back in reversed(range(_BARS))]
    most = max((known.get(day, 0) for day in days), default=0) or 1
    return tuple(Bar(day, known.get(day, 0), round(100 * known.get(day, 0) / most)) for day in days)


def trend_of_clues(briefing: Briefing) -> tuple[Bar, ...]:
    """New clues by day, this briefing's at the end; nothing where it is the first."""
    return trend((*briefing.history, (briefing.day, briefing.figures.new)), briefing.day) if briefing.history else ()


def trend_of_reports(item: Item) -> tuple[Bar, ...]:
    """Reports of one event by day of publication, up to the last; nothing for one that nobody else told."""
    return trend(item.days, item.days[-1][0]) if item.reports > 1 and item.days else ()


def numeral(n: int) -> str:
    """1 → 一, for headings."""
    return _NUMERALS[n - 1]
