"""The part of a decision or report that says what was found (查明的事实), on text without white space."""

from __future__ import annotations

import re

_BEGIN = re.compile(r"(?:现已?查明|经查明?|查明|经调查(?:核实)?)[：:，,]|违法事实[：:]")
_END = re.compile(
    r"(?:以上|上述)(?:违法)?(?:事实|行为)|证据(?:如下|证明|证实)|主要证据|本(?:机关|局|大队|单位|委|厅)认为"
    r"|(?:本(?:机关|局)|我局)于\d{4}年[^。]{0,24}(?:送达|告知)|依据《|根据《"
)


def found_facts(text: str) -> tuple[int, int] | None:
    """Where the facts begin and end; None where no words open them."""
    begin = _BEGIN.search(text)
    if begin is None:
        return None
    end = _END.search(text, begin.end())
    return begin.end(), end.start() if end else len(text)
