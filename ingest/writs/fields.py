"""The fields of one writ: label and value pairs of its pages under the names of its kind, and what stands without a label.

Names and meanings: docs/fields.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.document import Page, Span
from ingest.dossier import Field
from ingest.passage import Passage
from ingest.writs.catalogue import WritKind, kinds
from ingest.writs.pairs import Pair, pairs_of
from ingest.writs.titles import Title

_NUMBER = re.compile(
    r"(?:[（(][\u4e00-\u9fa5]{1,6}[）)])?[\u4e00-\u9fa5]{1,14}(?:字)?[（(〔\[【](?:19|20)\d{2}[）)〕\]】](?:第)?\d{1,6}(?:-\d{1,4})?号"
    r"|No\.?[：:]?\s?\d{4,14}"
)
_NUMBER_LABEL = re.compile(r"^(?:文号|编号|案号|文书编号|决定书文号|号)[：:]?")
_LEADER = re.compile(
    r"(?:机关|单位|部门|局|行政机关)*(?:主要)?(?:负责人|领导|局长|主管领导|分管领导)(?:审批|批示|审核|签批)*(?:意见)?$|^审批意见$|^批准意见$"
)
_UNIT = re.compile(r"(?:办案|承办)(?:机构|部门|单位)(?:负责人)?(?:审核)?意见$|部门负责人意见$|^审核意见$")
_HANDLER = re.compile(r"(?:承办人|办案人员|经办人|承办人员)(?:处理)?(?:意见|建议)$")
_SIGNED = re.compile(
    r"(?:签名|签字|签章|审批人|负责人)[（(]?(?:盖章)?[）)]?[：:]\s*(?P<name>[\u4e00-\u9fa5·]{2,4}(?:[\s、，][\u4e00-\u9fa5·]{2,4})*)?"
)
_DAY = re.compile(
    r"(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}|二[〇○零]\S{2}年\S{1,3}月\S{1,3}日"
)
# where the day of approval goes, by kind
_APPROVED = {
    "filing_approval": "approved_date",
    "closing_doc": "approval_date",
    "internal_approval": "approved_at",
    "transfer_doc": "approved_date",
}
_LETTERS = frozenset(
    {
        "prior_notice",
        "penalty_decision",
        "no_penalty_decision",
        "correction_notice",
        "reg_preserve_doc",
        "seizure_doc",
        "hearing_doc",
        "enforcement_doc",
    }
)
_ADDRESSED = re.compile(r"^(?P<name>[\u4e00-\u9fa5A-Za-z0-9（）()·]{2,40})[：:]$")


def read_fields(title: Title, pages: Sequence[Page]) -> tuple[tuple[Field, ...], str | None]:
    """The fields of a writ in page order, and its number (文号) where it has one."""
    kind = kinds()[title.kind]
    pairs = [pair for page in pages for pair in pairs_of(page)]
    fields = [field for pair in pairs for field in _named(kind, pair)]
    number = _number(pages[0], title)
    if number is not None:
        fields.append(number)
    if title.kind in _LETTERS and not any(field.name == "party_name" and field.state == "value" for field in fields):
        fields.extend(_addressee(pages[0], title))
    return tuple(fields), number.text if number else None


def _named(kind: WritKind, pair: Pair) -> Iterator[Field]:
    """The fields a pair stands for: by its label, and for approvals the opinion, who signed it and when."""
    bare = re.sub(r"[（(][^）)]*[）)]", "", pair.label)
    name = kind.by_label.get(pair.label) or kind.by_label.get(bare)
    spans = tuple(Span(pair.page.number, a, b) for a, b in pair.ranges)
    text = pair.text
    state = "value" if text else "empty"
    if name is not None:
        yield Field(name, state, text, spans)  # type: ignore[arg-type]
    for pattern, opinion in ((_LEADER, "leader"), (_UNIT, "unit"), (_HANDLER, "handler")):
        if pattern.search(pair.label):
            yield Field(f"{opinion}_opinion", state, text, spans)  # type: ignore[arg-type]
            yield from _signature(kind, pair, opinion, text, spans)
            return


def _signature(kind: WritKind, pair: Pair, who: str, text: str, spans: tuple[Span, ...]) -> Iterator[Field]:
    """Name and day under an opinion. A place for the signature with nothing in it is an empty field."""
    signed = _SIGNED.search(text)
    day = [match for match in _DAY.finditer(text)]
    if signed and signed["name"]:
        yield Field(f"{who}_sign", "value", signed["name"], spans)
    elif not text or (signed and not signed["name"]):
        yield Field(f"{who}_sign", "empty", "", spans)
    if day:
        yield Field(f"{who}_date", "value", day[-1].group(), spans)
        if who == "leader":
            yield Field(_APPROVED.get(kind.id, "date"), "value", day[-1].group(), spans)
    elif not text:
        yield Field(f"{who}_date", "empty", "", spans)
        if who == "leader":
            yield Field(_APPROVED.get(kind.id, "date"), "empty", "", spans)


def _number(page: Page, title: Title) -> Field | None:
    """The number under the title, on a line of its own or behind its label."""
    passage = Passage.of([page])
    lines = 0
    at = 0
    for line in passage.text.split("\n"):
        start, at = at, at + len(line) + 1
        bare = _NUMBER_LABEL.sub("", re.sub(r"\s", "", line))
        if not bare:
            continue
        lines += 1
        if lines > 9:
            return None
        if passage.offsets[start] < title.end:
            continue
        match = _NUMBER.search(re.sub(r"\s", "", line))
        if match and len(bare) <= len(match.group()) + 6:
            return Field("number", "value", match.group(), passage.spans(start, start + len(line)))
    return None


def _addressee(page: Page, title: Title) -> Iterator[Field]:
    """Letters address the party on a line of its own that ends with a colon."""
    for line in page.lines:
        if line.start < title.end:
            continue
        text = re.sub(r"\s", "", page.text[line.start : line.end])
        match = _ADDRESSED.match(text)
        if match and not re.search(r"如下|决定|内容|事项|依据|理由", match["name"]):
            yield Field("party_name", "value", match["name"], (Span(page.number, line.start, line.end - 1),))
            return
