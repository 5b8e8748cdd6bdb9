"""What letters say without a label: whom they address, and at their end the agency and the day (落款)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.document import Page, Span
from ingest.dossier import Field
from ingest.writs.labels import known_label
from ingest.writs.pair import squeezed
from ingest.writs.signatures import DAY
from ingest.writs.titles import Title

_ADDRESSED = re.compile(
    r"^(?P<name>[\u4e00-\u9fa5A-Za-z0-9（）()·、，*×]{2,48}?)(?:（(?:经营者|负责人|法定代表人|投资人)[：:]?[^（）]{1,12}）)?[：:]$"
)
_AGENCY = re.compile(
    r"(?P<name>[\u4e00-\u9fa5]{2,28}(?:局|委员会|厅|人民政府|街道办事处|支队|大队|总队|执法队|海关|管理处|监督所|管理所|派出所|分局|法院|检察院|部门|机关))"
    r"(?:[（(]?(?:印章|公章|盖章|章)[)）]?)?"
)
_SEAL = re.compile(r"[（(](?:印章|公章|盖章|章|机关印章)[)）]$")
_BLANK_DAY = re.compile(r"年月日")
_NO_NAME = re.compile(r"如下|决定|内容|事项|依据|理由|事实|证据|意见|问题|处罚|情况|本机关|[我本]局|实施|强制")
_MOST_LINES = 5  # between the title and the line that addresses the party


def addressee(page: Page, title: Title) -> Iterator[Field]:
    """``party_name`` from the line under the title that ends with a colon; empty where only the colon stands there."""
    seen = 0
    for start, end in _lines(page):
        text = squeezed(page, start, end)
        if end <= title.end or not text:
            continue
        seen += 1
        if seen > _MOST_LINES:
            return
        if text in ("：", ":"):
            yield Field("party_name", "empty", "", (Span(page.number, start, end),))
            return
        match = _ADDRESSED.match(text)
        if match and _agency(match["name"]) is None and known_label(match["name"]) is None and not _NO_NAME.search(match["name"]):
            at = page.text.rfind(text[-1], start, end)
            yield Field("party_name", "value", match["name"], (Span(page.number, start, at if at > start else end),))
            return


def closing(pages: Sequence[Page]) -> Iterator[Field]:
    """``issuer`` and ``date`` of a letter: the day on a line of its own right under (or beside) the agency."""
    for page in reversed(pages):
        lines = [(start, end, squeezed(page, start, end)) for start, end in _lines(page)]
        lines = [line for line in lines if line[2] and not _SEAL.fullmatch(line[2])]
        for i in range(len(lines) - 1, 0, -1):
            start, end, text = lines[i]
            day = DAY.search(text)
            blank = _BLANK_DAY.search(text) if day is None else None
            match = day or blank
            if match is None:
                continue
            beside = text[: match.start()]
            rest = text[match.end() :]
            above_start, above_end, above = lines[i - 1]
            same_line = bool(beside) and _agency(beside) is not None and not rest
            alone = not beside and not rest
            if not (same_line or (alone and (_agency(above) is not None or _SEAL.search(above)))):
                continue
            name = _agency(beside if same_line else above)
            if name and not name.endswith(("部门", "机关")):
                at = (start, end) if same_line else (above_start, above_end)
                yield Field("issuer", "value", name, (Span(page.number, *at),))
            if day:
                yield Field("date", "value", day.group(), (Span(page.number, start, end),))
            elif not _pictured(page, start, end):
                yield Field("date", "empty", "", (Span(page.number, start, end),))
            return


def names_agency(text: str) -> bool:
    """Whether a clean text is the name of an agency and no more."""
    return _agency(text) is not None


def _pictured(page: Page, start: int, end: int) -> bool:
    """Whether a picture lies over a line: a stamp may bear the day. On a recognised page a seal may hide it as well."""
    over = page.ink if page.origin == "ocr" else page.pictures
    return any(one.meets(box) for box in page.boxes(start, end) for one in over)


def _agency(text: str) -> str | None:
    match = _AGENCY.fullmatch(text)
    return match["name"] if match else None


def _lines(page: Page) -> list[tuple[int, int]]:
    if page.lines:
        return [(line.start, line.end) for line in page.lines]
    return [match.span() for match in re.finditer(r"[^\n]+", page.text)]
