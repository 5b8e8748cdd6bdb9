"""What became of a message (答复) and what it said before (此前版本), dressed for the clue page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from index.briefing_items import callers
from index.store_document_versions import DocumentState, DocumentVersion
from index.store_documents import StoredDocument
from ingest.errors import KnowledgeError
from ingest.personal import masked
from ingest.reply import HANDLING
from nlp.opinion.answer import Answer, answer_in
from nlp.procedure.local import AnswerLimit, LocalParameters
from review.services import Services
from review.wording import CHANGED_ZH, META_ZH


@dataclass(frozen=True, slots=True)
class Earlier:
    """One earlier state, seen until ``until`` (ISO 8601, UTC): ``what`` changed then, and its ``rows`` (heading, what was said before)."""

    until: str
    what: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Handling:
    """The answer to a message and its earlier states, newest first."""

    answer: Answer
    earlier: tuple[Earlier, ...]

    @property
    def wrong(self) -> bool:
        """Whether it was late or is perfunctory, as far as is known."""
        return bool(self.answer.late or self.answer.perfunctory)


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits for answering by channel; ``problem`` says why there are none."""

    by_channel: Mapping[str, AnswerLimit]
    problem: str = ""

    @classmethod
    def of(cls, desk: Services) -> Limits:
        """As the office set them. A mistake in them does not close the page."""
        try:
            return cls(LocalParameters.load(desk.home / "local.yml").complaint_sla)
        except KnowledgeError as error:
            return cls({}, str(error))


def handling_of(desk: Services, document: StoredDocument, limits: Limits) -> Handling:
    """How a stored text was dealt with, by now."""
    answer = answer_in(document.metadata, document.published_at, limits.by_channel, date.today())
    return Handling(answer, tuple(reversed(list(_earlier(desk.store.document_versions(document.id), document)))))


def _earlier(versions: list[DocumentVersion], document: StoredDocument) -> Iterator[Earlier]:
    states = [DocumentState(one.title, one.text, one.metadata) for one in versions]
    states.append(DocumentState(document.title, document.text, document.metadata))
    for version, (before, after) in zip(versions, pairwise(states), strict=True):
        what = "、".join(zh for name, zh in CHANGED_ZH.items() if name in version.what)
        yield Earlier(version.at, what, tuple(_rows(before, after)))


def _rows(before: DocumentState, after: DocumentState) -> Iterator[tuple[str, str]]:
    """What is no longer said, personal data masked; （空） where there was nothing."""
    names = callers([before])
    for name in HANDLING:
        said = before.metadata.get(name, "")
        if said.split() != after.metadata.get(name, "").split():
            yield META_ZH[name], masked(said.strip(), names) or "（空）"
    if "text" in before.changes_to(after):
        yield "正文", masked("\n".join(filter(None, (before.title, before.text))), names)
