"""The agency (执法机关) of a case, as it signs its writs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ingest.dossier import Writ

if TYPE_CHECKING:
    from nlp.procedure.case import CaseFile

_NAME = r"[\u4e00-\u9fa5]{2,28}(?:局|委员会|厅|人民政府|街道办事处|支队|大队|总队|执法队|海关|管理处|监督所|管理所|派出所|分局)"
_CAPTION = r"(?:[\u4e00-\u9fa5]{2,6}执法(?:部门|机关)[（(](?:印章|公章|印)[)）]\s*)?"  # 交通运输执法部门（印章） before the name
_LINE = re.compile(rf"^[\s（(]*{_CAPTION}(?P<name>{_NAME})(?:[（(](?:印章|公章|盖章|印|章)[)）])?[）)]?\s*$", re.M)
_DATE_LINE = re.compile(r"^\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*$")
_NOT_AGENCY = re.compile(r"(?:审核|承办|办案|负责|签名|意见|复议|起诉|证明|检验|我局|本局|该局)")


def agency_of(case: CaseFile) -> str | None:
    """The name under the decision, else under the notice or another writ, else the one heading most writs; None where nothing says."""
    votes = Counter(name for writ in case.dossier.writs for name in _headings(case.text(writ).text))
    for writ in _signed_first(case):
        field = writ.get("issuer")
        if field.state == "value" and (match := re.search(_NAME, "".join(field.text.split()))):
            name = match.group()
        elif not (name := signature_above_date(case.text(writ).text) or ""):
            continue
        return _as_headed(name, votes) if case.recognised(writ) else name
    return votes.most_common(1)[0][0] if votes else None


def _as_headed(name: str, votes: Counter[str]) -> str:
    """The heading that differs from a recognised signature by one character: seals lie over signatures, not over headings."""
    return max([name, *(heading for heading in votes if _one_apart(name, heading))], key=votes.__getitem__)


def _one_apart(one: str, other: str) -> bool:
    """Whether one character is wrong, missing or too many."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def signature_above_date(text: str) -> str | None:
    """The agency that stands on the line above (or on the line of) the last date on a line of its own."""
    lines = [line for line in text.split("\n") if line.strip()]
    for i in range(len(lines) - 1, 0, -1):
        if _DATE_LINE.match(lines[i]):
            match = _LINE.match(lines[i - 1])
            if match and not _NOT_AGENCY.search(match["name"]):
                return match["name"]
    return None


def _signed_first(case: CaseFile) -> Iterable[Writ]:
    if case.decision:
        yield case.decision
    yield from case.notices
    for type in ("correction_notice", "seizure_doc", "hearing_doc", "filing_approval"):
        yield from case.writs(type)


def _headings(text: str) -> list[str]:
    top = "\n".join(text.split("\n")[:4])
    return [match["name"] for match in _LINE.finditer(top) if not _NOT_AGENCY.search(match["name"])]
