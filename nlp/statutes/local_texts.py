"""Local regulations and rules (地方性法规、规章、规范性文件) as an office imports them: one text, read into an entry for the library.

Nobody has compared such a text with its official publication: it is marked as not verified, and its file is its source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ingest import sniff
from ingest.convert.docx import docx_lines
from ingest.errors import RejectedInput
from ingest.readers.text import decode
from nlp.facts.dates import find_dates
from nlp.statutes.articles import ITEM, Articles, articles_of, begins, is_heading, own_date, repealed_titles
from nlp.statutes.text import encode

SUFFIXES = frozenset({".md", ".markdown", ".txt", ".docx"})
_LARGEST = 20 << 20  # bytes
_ENDS_LIKE_LAW = re.compile(
    r"(?:条例|办法|规定|规则|细则|规程|规范|标准|基准|决定|意见|目录|清单|章程|决议)(?:（[^（）]{1,12}）|\([^()]{1,12}\))?$"
)
_BEGINS = re.compile(r"第[一1]条(?![款项])")
_NO_TITLE = re.compile(
    r"[。；：，]|\d{4}年|第.{1,4}号|^[（(]|目\s*录|第[一二三四五六七八九十]+章|总\s*则|[令号]$|^.{0,4}[长任席][\u4e00-\u9fa5]{2,4}$"
)
_BODY = (
    r"人民代表大会(?:常务委员会)?|人大常委会|人民政府(?:办公厅|办公室)?|委员会"
    r"|[\u4e00-\u9fa5]{1,8}(?:局|厅|部|总署|总局)"
)
_ISSUED = re.compile(
    rf"(?P<place>[\u4e00-\u9fa5]{{2,14}}?)(?:第[〇零一二三四五六七八九十百\d]{{1,4}}届)?(?P<body>{_BODY})"
    r"(?=第|令|公告|发布|公布|通过|批准|印发|关于|$|）)"
)
_ONLY_ISSUER = re.compile(rf"[\u4e00-\u9fa5]{{2,20}}?(?:{_BODY})(?:文件|令)?")
_AMENDED = re.compile(r"修正|修订|修改")
_DECREED = re.compile(r"《([^《》]{4,60})》(?:已|业)?(?:经|于|由)")
_FROM = re.compile(r"自?((?:19|20)\d\d年\d{1,2}月\d{1,2}日)起?\s?(?:施行|实施|生效)")
_STOP = re.compile(r"[。；：！？;:!?”」）)…]$")
_CLOSES = re.compile(r"施行|实施之日|实施日期|生效|废止|负责解释|执行")
_IN_NAME = re.compile(r"[（(](\d{4}-\d{2}-\d{2})[）)]")
_EMPHASIS = re.compile(r"\*\*|__|^>\s?|<!--.*?-->|<br ?/?>")


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of a text himself; None is read from the text."""

    title: str | None = None
    issuer: str | None = None
    published: date | None = None
    in_force: date | None = None


def read_text(path: Path, name: str, given: Given) -> dict[str, Any]:
    """One text as an entry for the store. ``name`` is what users call the file.

    RejectedInput: ``unsupported``, ``too_large``, ``no_articles``, ``gap``, ``cut_off``, ``no_title``, ``no_date``; UnreadableInput:
    ``damaged``.
    """
    lines = _lines(path, name)
    begin = next((i for i, line in enumerate(lines) if _BEGINS.match(line)), None)
    if begin is None:
        raise RejectedInput(
            f"{name}：没有读到以“第一条”开头的行，不能分条。请核对是不是法规全文，条号是否各占一行的开头", code="no_articles"
        )
    head, articles = lines[:begin], articles_of(_unwrapped(lines[begin:]))
    _check_order(name, lines, articles)
    if given.in_force is None and not any(_CLOSES.search(text) for _, _, paragraphs in articles[-3:] for text in paragraphs):
        raise RejectedInput(
            f"{name}：最后读到第{articles[-1][0]}条，没有施行条款，可能不是全文。请补全后导入；确为全文的，请用 --in-force 指定施行日期",
            code="cut_off",
        )
    title = given.title or _title(head) or _named(path)
    if title is None:
        raise RejectedInput(f"{name}：第一条以前没有读到法规名称。请在文首写明名称，或者用 --title 指定", code="no_title")
    adopted, published = _days(head, path)
    published = given.published.isoformat() if given.published else published
    start, basis, certain = _start(head, articles, published, given.in_force)
    if start is None:
        raise RejectedInput(f"{name}：《{title}》没有读到公布日期和施行日期。请用 --in-force 2024-01-01 的形式指定施行日期", code="no_date")
    issuer = given.issuer or _issuer(head)
    return {
        "title": title, "issuer": issuer, "level": _level(title, issuer, head), "adopted": adopted, "published": published,
        "from": start, "basis": basis, "certain": certain, "source": path.name, "repeals": repealed_titles(articles),
        "text": encode(articles),
    }  # fmt: skip


def _lines(path: Path, name: str) -> list[str]:
    """The lines of a file without marks of emphasis; 第一条 under a Markdown heading stands at the head of its line."""
    if path.stat().st_size > _LARGEST:
        raise RejectedInput(f"{name}：超过 {_LARGEST >> 20} MB，不像一部法规。请核对文件", code="too_large")
    kind = sniff.media_type(path)
    if kind == sniff.DOCX:
        raw = docx_lines(path, name)
    elif path.suffix.lower() in SUFFIXES - {".docx"} and kind not in (sniff.PDF, sniff.OLE, sniff.DOC):
        raw = decode(path.read_bytes()).split("\n")
    else:
        raise RejectedInput(
            f"{name}：不能导入{sniff.name_zh(kind)}。请用 Word 或 WPS 另存为 .docx，或者存为文本（.txt、.md）", code="unsupported"
        )
    lines = [_EMPHASIS.sub("", line).strip(" \t\u3000") for line in raw]
    return [re.sub(r"^#+\s*(?=第[^章节编\s]{1,8}条)", "", line) for line in lines]


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """Paragraphs that were broken at the margin, whole again: a paragraph of law ends with a stop."""
    found: list[str] = []
    for line in filter(None, lines):
        new = is_heading(line) or begins(line) or ITEM.match(line) or line.startswith("|")
        if found and not new and not is_heading(found[-1]) and not _STOP.search(found[-1]):
            found[-1] += line
        else:
            found.append(line)
    return found


def _check_order(name: str, lines: Sequence[str], articles: Articles) -> None:
    """Every article after the one before it: a law that lacks one would make right citations look wrong."""
    before = 0
    for number, sub, paragraphs in articles:
        if not sub and number != before + 1:
            at = max(i for i, line in enumerate(lines, 1) if begins(line) == number)
            what = f"第{before}条之后是第{number}条" if number > before + 1 else f"第{number}条重复"
            raise RejectedInput(f"{name}：第{at}行：{what}，缺条或者条号有误。请对照原文补正后再导入", code="gap")
        if not paragraphs:
            raise RejectedInput(f"{name}：第{number}条没有内容。请对照原文补正后再导入", code="gap")
        before = number


def _title(head: Sequence[str]) -> str | None:
    """The heading of a Markdown file, what a decree says it makes public, else the first lines that together end like a law."""
    bare = ["".join(line.split()) for line in head if line]
    for line in bare:
        if line.startswith("#") and (text := line.lstrip("#")):
            return text
    if decreed := _DECREED.search("".join(bare)):
        return decreed[1]
    plain = [line for line in bare if not _NO_TITLE.search(line) and not _ONLY_ISSUER.fullmatch(line)]
    for i in range(len(plain)):
        for joined in ("".join(plain[i : i + n]) for n in (1, 2, 3)):
            if _ENDS_LIKE_LAW.search(joined) and 5 <= len(joined) <= 60:
                return joined
    return None


def _named(path: Path) -> str | None:
    """The title by the name of the file."""
    stem = _IN_NAME.sub("", path.stem).strip()
    return stem if _ENDS_LIKE_LAW.search(stem) else None


def _days(head: Sequence[str], path: Path) -> tuple[str | None, str | None]:
    """The day of the first version and of the last; of a text never amended both are its publication, which the file's name may say."""
    days = [found.value.isoformat() for line in head for found in find_dates(_FROM.sub("", line))]
    named = _IN_NAME.search(path.stem)
    last = named[1] if named else max(days, default=None)
    amended = any(_AMENDED.search(line) for line in head)
    return (min(days, default=last) if amended else last), last


def _start(head: Sequence[str], articles: Articles, published: str | None, given: date | None) -> tuple[str | None, str, bool]:
    """The first day in force, what says so, and whether that is certain: amended texts keep the day of the first version."""
    if given:
        return given.isoformat(), "导入时指定", True
    said = [own_date(articles, published)]
    said += [days[0].value.isoformat() for line in head for match in _FROM.finditer(line) if (days := find_dates(match[1]))]
    known = max((day for day in said if day and (not published or day >= published)), default=None)
    if known:
        return known, "正文", True
    latest = published or max((day for day in said if day), default=None)
    return latest, "公布日，施行日未核", False


def _issuer(head: Sequence[str]) -> str | None:
    for line in head:
        without = re.sub(r"\d{4}年\d{1,2}月\d{1,2}日", " ", line)
        if match := _ISSUED.search("".join(without.split(" "))):
            return re.sub(r"^(?:经|由|已|于)", "", match["place"]) + match["body"]
    return None


def _level(title: str, issuer: str | None, head: Sequence[str]) -> str:
    """地方性法规 by a people's congress, 规章 by a decree of a government or ministry, else a document (规范性文件)."""
    said = f"{issuer or ''}{''.join(head)}"
    if re.search(r"人民代表大会|人大常委会", said) or (title.endswith("条例") and "国务院" not in said):
        return "地方性法规"
    if re.search(r"令", said):
        return "地方政府规章" if "人民政府" in said else "部门规章"
    return "规范性文件"
