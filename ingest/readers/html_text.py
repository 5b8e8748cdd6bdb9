"""The words of a piece of HTML, as they would be read aloud: blocks on lines of their own, scripts and styles left out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    ("address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li")
) | {"ol", "p", "pre", "section", "table", "tr", "ul"}
_SILENT = frozenset({"script", "style", "head", "title", "template"})


def html_text(html: str) -> str:
    """The visible text; cells of a row are parted by a tab, blank lines are left out."""
    parser = _Reader()
    parser.feed(html)
    parser.close()
    lines = ("\t".join(" ".join(cell.split()) for cell in line.split("\t")).strip() for line in "".join(parser.found).split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in ("td", "th"):
            self.found.append("\t")
        elif tag in _BLOCKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in _BLOCKS:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(re.sub(r"[\t\r\n]+", " ", data))
