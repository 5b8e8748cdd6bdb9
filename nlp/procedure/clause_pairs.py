"""What a clause of penalty says is punished by it (违反本法第N条), and citations whose numbers fit another edition of the law."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from nlp.citations import Citation, find_citations
from nlp.fact import Found
from nlp.procedure.clause_text import clause_text
from nlp.statutes.library import library

_OWN = re.compile(r"(?:违反(?:了)?|有)本(?:法|条例|办法|规定|规则|细则)(?P<refs>(?:的)?[^，。；：:]{0,80})")
_REF = re.compile(r"第[一二三四五六七八九十百零〇]+条")
_FAR = 3  # articles by which a revision shifts the numbers of others
_FRESH = timedelta(days=3 * 365)  # a text held that is younger is hardly behind


@dataclass(frozen=True, slots=True)
class Pair:
    """One clause of penalty and what it says is punished by it: articles of the same law, or all of it in general."""

    found: Found[Citation]
    articles: frozenset[tuple[int, int | None]]  # with the paragraph where one is named
    general: bool


def clause_pair(found: Found[Citation], on: date) -> Pair | None:
    """A clause of penalty; None where the library does not hold it. Of a list of acts only the lead and the item cited count."""
    text = clause_text(found.value, on)
    if text is None:
        return None
    lead, *rest = text.split("\n")
    items = items_of(found.value, on)
    if found.value.item is not None and 1 <= found.value.item <= len(items):
        rest = [items[found.value.item - 1]]
    parts = ["".join(part.split()) for part in (lead, *rest)]
    articles: set[tuple[int, int | None]] = set()
    general = False
    for match in (match for part in parts for match in _OWN.finditer(part)):
        if not _REF.match(match["refs"]):
            general = True
            continue
        cited = [one.value for one in find_citations(f"《{found.value.law}》{match['refs']}")]
        articles |= {(one.article, one.paragraph) for one in cited if one.article}
    unnamed = any(not _OWN.search(part) for part in parts[1:]) and not _OWN.search(parts[0])
    return Pair(found, frozenset(articles), general or unnamed or not articles)


def same_place(violated: Citation, article: int, paragraph: int | None) -> bool:
    """Whether the article violated is the one named; of paragraphs only where both say which."""
    return violated.article == article and (None in (paragraph, violated.paragraph) or violated.paragraph == paragraph)


def items_of(cited: Citation, on: date) -> tuple[str, ...]:
    """The items of the paragraph cited, as in force on a day."""
    article = library().article(cited.law, cited.article or 0, on=on, sub=cited.sub)
    return article.items(cited.paragraph or 1) if article else ()


def law_of(citation: Citation) -> str:
    """The full title of the law cited, as written where it is not known."""
    statute = library().resolve(citation.law)
    return statute.title if statute else citation.law


def of_another_edition(violated: Sequence[Found[Citation]], punished: Sequence[Found[Citation]], on: date) -> str | None:
    """Why the numbers cited may be those of an edition that the library does not hold; None where they fit, or fit none.

    The clauses cited do not name what was violated, but those as many numbers on, all by the same step, do: articles before them were
    added or taken out. Asked about old texts only, and not about laws of the National People's Congress, which are held up to date.
    """
    for law in dict.fromkeys(law_of(one.value) for one in punished):
        statute = library().resolve(law)
        broken = [one.value for one in violated if law_of(one.value) == law and one.value.article]
        own = [one for one in punished if law_of(one.value) == law and one.value.article]
        version = library().in_force(law, on).version
        old = version is not None and version.start is not None and version.start + _FRESH < on
        if statute is None or statute.level == "法律" or not old or not broken or not own or _fit(broken, own, 0, on):
            continue
        step = next((step for far in range(1, _FAR + 1) for step in (far, -far) if _fit(broken, own, step, on)), None)
        if version is not None and step is not None:
            return f"所引《{law}》的条号与法规库的{version.label}文本整体相差{abs(step)}条，可能引自另一次修订的文本，请核对"
    return None


def _fit(broken: Sequence[Citation], own: Sequence[Found[Citation]], step: int, on: date) -> bool:
    """Whether every clause of penalty names an article that was violated, all numbers ``step`` further on."""
    moved = {(one.article or 0) + step for one in broken}
    pairs = [clause_pair(replace(one, value=_moved(one.value, step)), on) for one in own]
    return all(pair is not None and any(article in moved for article, _ in pair.articles) for pair in pairs)


def _moved(citation: Citation, step: int) -> Citation:
    return replace(citation, article=(citation.article or 0) + step)
