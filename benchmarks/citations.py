"""Characters a second of finding citations, beside a plain pattern of the standard library that finds 《…》第…条 and nothing else.

The texts are the decisions, notices and records of generated cases, as their writs print them.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence

from nlp.citations import find_citations
from zhijian.demo.assembly import writs
from zhijian.demo.dossiers import plan_offices

CASES, SEED, ROUNDS = 60, 20260201, 5
_PLAIN = re.compile(r"《[^》]{2,60}》第[〇零一二三四五六七八九十百千\d]{1,9}条")


def texts() -> list[str]:
    """The words of every writ of the cases."""
    found = []
    for case, _ in plan_offices(SEED, CASES):
        for writ in writs(case):
            words = [word for block in writ.blocks for word in (getattr(block, "text", ""), getattr(block, "value", "")) if word]
            found.append("\n".join(words))
    return found


def speed(find: Callable[[str], Sequence[object]], given: Sequence[str]) -> tuple[float, int]:
    """Characters a second of processor time, best of some rounds, and how many were found."""
    best, count = 0.0, 0
    for _ in range(ROUNDS):
        start = time.process_time()
        count = sum(len(find(text)) for text in given)
        best = max(best, sum(map(len, given)) / (time.process_time() - start))
    return best, count


def main() -> None:
    """Print both speeds and their ratio."""
    given = texts()
    ours, found = speed(find_citations, given)
    plain, fewer = speed(_PLAIN.findall, given)
    print(f"{sum(map(len, given)):,} characters in {len(given):,} writs")
    print(f"find_citations {ours / 1e6:.1f} million characters/s, {found:,} citations")
    print(f"plain pattern  {plain / 1e6:.1f} million characters/s, {fewer:,} matches; ratio {ours / plain:.2f}")


if __name__ == "__main__":
    main()
