"""The words of the clauses a writ punishes by (罚则), as in force on a day."""

from __future__ import annotations

from datetime import date

from nlp.citations import Citation
from nlp.procedure.penalties import Imposed, clauses
from nlp.statutes.library import library


def clause_text(citation: Citation, on: date) -> str | None:
    """The words of the clause: the paragraph where one is cited (its items stand in the same paragraph), else the article."""
    if citation.article is None:
        return None
    article = library().article(citation.law, citation.article, on=on, sub=citation.sub)
    if article is None:
        return None
    if citation.paragraph and citation.paragraph <= len(article.paragraphs):
        return str(article.paragraph(citation.paragraph))
    return article.text


def amended_since(citation: Citation, acted: date, on: date) -> bool:
    """Whether a clause reads otherwise on ``on`` than on an earlier day: 处罚法第三十七条 says which of the two governs."""
    version = library().in_force(citation.law, on).version
    if version is None or version.start is None or version.start <= acted:
        return False
    return clause_text(citation, acted) != clause_text(citation, on)


def punished_texts(done: Imposed, on: date) -> list[str | None]:
    """The words of every clause of penalty that a decision cites; None for those the library does not hold."""
    _, punished = clauses(done.passage)
    return [clause_text(found.value, on) for found in punished]
