"""The text of a statute, line by line, as articles (条) with their paragraphs (款) and items (项); what its closing articles say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlp.facts.dates import find_dates
from nlp.facts.numerals import parse_numeral

_ARTICLE = re.compile(r"第([〇零一二三四五六七八九十百千]+)条(?:之([一二三四五六七八九十]+))?[\s\u3000]*(.*)")
_HEADING = re.compile(r"第[〇零一二三四五六七八九十百\d]+[编章节](?:[\s\u3000].{0,30})?|[总附]\s*则|目\s*录")
ITEM = re.compile(r"[（(][一二三四五六七八九十]+[）)]|\d+[.．、]")
_FROM = re.compile(r"自(.{6,16}?日)起(?:施行|实施|生效)")
_ENDS = re.compile(r"同时废止")

Articles = list[tuple[int, int | None, list[str]]]


def articles_of(lines: Iterable[str]) -> Articles:
    """Every article as (number, 之 number, paragraphs). Headings of chapters belong to none."""
    articles: Articles = []
    raw: list[str] = []
    for line in (line.strip().strip("\u3000") for line in lines):
        match = _ARTICLE.match(line)
        number = parse_numeral(match[1]) if match else None
        # an article of a law quoted inside another does not restart the count
        if match and number and (not articles or articles[-1][0] <= number <= articles[-1][0] + 3):
            sub = parse_numeral(match[2]) if match[2] else None
            raw = [match[3]] if match[3] else []
            articles.append((number, sub, raw))
        elif line and articles and not line.startswith(("#", "<!--", "|", "---")) and not _HEADING.fullmatch(line):
            raw.append(line)
    return [(number, sub, paragraphs_of(lines)) for number, sub, lines in articles]


def is_heading(line: str) -> bool:
    """Whether a line is the heading of a part, chapter or section."""
    return line.startswith("#") or _HEADING.fullmatch(line) is not None


def begins(line: str) -> int | None:
    """The number of the article that begins on a line; None where none does."""
    match = _ARTICLE.match(line)
    return parse_numeral(match[1]) if match else None


def paragraphs_of(lines: Iterable[str]) -> list[str]:
    """款, each with its 项 as further lines."""
    paragraphs: list[str] = []
    for line in lines:
        if paragraphs and ITEM.match(line):
            paragraphs[-1] += "\n" + line
        elif line:
            paragraphs.append(line)
    return paragraphs


def own_date(articles: Articles, published: str | None) -> str | None:
    """The day from which the text says it applies."""
    for _, _, paragraphs in articles[-1:-4:-1]:
        for paragraph in paragraphs:
            said = _FROM.search(paragraph)
            if said and "公布之日" not in said[0]:
                days = find_dates(said[1])
                if days:
                    return days[0].value.isoformat()
            if re.search(r"本[^，。]{1,4}自(?:公布|发布)之日起", paragraph):
                return published
    return None


def repealed_titles(articles: Articles) -> list[str]:
    """Titles that the closing articles say end with this text's start."""
    found: list[str] = []
    for _, _, paragraphs in articles[-1:-3:-1]:
        for paragraph in paragraphs:
            if not _FROM.search(paragraph) and not re.search(r"自(?:公布|发布)之日起", paragraph):
                continue
            for sentence in re.split("[。；]", paragraph):
                if _ENDS.search(sentence):
                    found += [title for title, rest in re.findall(r"《([^《》]+)》(第[^、《]*条)?", sentence) if not rest]
    return found
