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


def punished_texts(done: Imposed, on: date) -> list[str | None]:
    """The words of every clause of penalty that a decision cites; None for those the library does not hold."""
    _, punished = clauses(done.passage)
    return [clause_text(found.value, on) for found in punished]
