r"""The words of a DOCX paragraph as they read once all changes are accepted, with page breaks as ``\f`` and line breaks as ``\n``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.convert.parts import attr, find, is_on, local, tag

PAGE_NUMBER = "\x02"  # stands where a header or footer shows the number of its page

_HOLDERS = frozenset({"r", "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo", "ruby", "rubyBase"})
_MATHS = frozenset({"oMath", "oMathPara"})
_BREAKS = {"page": "\f", "column": "\n"}


@dataclass(slots=True)
class _Field:
    """A field between its begin and end marks: first its instruction, then what it shows."""

    instruction: str = ""
    shows: bool = False
    replaced: bool = False


def words(paragraph: Any, *, numbered_pages: bool = False) -> str:
    """The text. With ``numbered_pages`` a PAGE field gives PAGE_NUMBER instead of the number it showed last."""
    text: list[str] = []
    fields: list[_Field] = []
    for leaf in _leaves(paragraph):
        kind = tag(leaf)
        if kind == "fldChar":
            _turn(leaf, fields, text, numbered_pages)
        elif kind == "instrText":
            if fields:
                fields[-1].instruction += leaf.text or ""
        elif kind == "fldSimple":
            replaced = numbered_pages and _is_page(attr(leaf, "instr"))
            text.append(PAGE_NUMBER if replaced else words(leaf))
        elif all(field.shows and not field.replaced for field in fields):
            text.append(_piece(leaf, kind))
    return "".join(text)


def notes(paragraph: Any) -> list[tuple[str, str]]:
    """The footnotes and endnotes that a paragraph refers to: (``footnotes`` or ``endnotes``, id)."""
    return [
        (f"{tag(leaf).removesuffix('Reference')}s", attr(leaf, "id") or "")
        for leaf in _leaves(paragraph)
        if tag(leaf) in ("footnoteReference", "endnoteReference")
    ]


def _leaves(element: Any) -> Iterator[Any]:
    for child in element:
        kind = tag(child)
        if kind == "r" and _is_hidden(child):
            continue
        if kind in _HOLDERS:
            yield from _leaves(child)
        else:
            yield child


def _is_hidden(run: Any) -> bool:
    return is_on(find(run, "rPr", "vanish"))


def _turn(mark: Any, fields: list[_Field], text: list[str], numbered_pages: bool) -> None:
    kind = attr(mark, "fldCharType")
    if kind == "begin":
        fields.append(_Field())
        if (box := find(mark, "ffData", "checkBox")) is not None:
            text.append("☑" if _is_ticked(box) else "□")
    elif kind == "separate" and fields:
        fields[-1].shows = True
        if numbered_pages and _is_page(fields[-1].instruction):
            fields[-1].replaced = True
            text.append(PAGE_NUMBER)
    elif kind == "end" and fields:
        fields.pop()


def _is_page(instruction: str | None) -> bool:
    return (instruction or "").split()[:1] == ["PAGE"]


def _is_ticked(box: Any) -> bool:
    """Whether a check box of a form is ticked: as it stands, else as it began."""
    states = local(box, "checked") or local(box, "default")
    return bool(states) and is_on(states[0])


def _piece(leaf: Any, kind: str) -> str:
    if kind == "t":
        return leaf.text or ""
    if kind in ("tab", "ptab"):
        return "    "
    if kind in ("br", "cr"):
        return _BREAKS.get(attr(leaf, "type") or "", "\n")
    if kind == "sym":
        code = attr(leaf, "char") or ""
        return chr(int(code, 16)) if len(code) == 4 and all(digit in "0123456789abcdefABCDEF" for digit in code) else ""
    if kind == "noBreakHyphen":
        return "-"
    if kind in ("footnoteReference", "endnoteReference"):
        return f"[{attr(leaf, 'id')}]"
    if kind in _MATHS:
        return "".join(part.text or "" for part in leaf.iter("{*}t"))
    return ""
