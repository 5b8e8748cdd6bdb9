"""The dossier that a worker has in hand. Slow to import: it is all of reading and checking."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.document import Document, Source
from ingest.dossier import Dossier
from ingest.errors import InputError
from ingest.page_cache import PageCache
from ingest.readers import read
from ingest.readers.archive import CONTAINERS, expand, holds_files
from ingest.readers.version import READER_VERSION
from ingest.sniff import CSV, TEXT
from ingest.vault import Vault
from nlp.across.profile import Profile
from nlp.across.profiling import profile_of
from nlp.procedure.case import CaseFile
from nlp.procedure.local import LocalParameters
from nlp.procedure.report import FilePart, Report
from nlp.procedure.screening import examined
from nlp.statutes.library import use_local_texts
from zhijian.screen_one import Screened, failed_report, screened, unread_part
from zhijian.task import Progress, Task

_LOG = logging.getLogger(__name__)
_Held = tuple[str, Source, InputError | None]  # path, file, why it is not to be read


class Desk:
    """One dossier in hand: what was read so far, and what became of its files."""

    def __init__(self, task: Task, tell: Callable[[Progress], None]) -> None:
        self._task, self._tell = task, tell
        self._vault = Vault(task.vault)
        self._documents: list[Document] = []
        self._parts = [unread_part(path, "", error) for path, error in task.lost]
        self._kept = 0

    def screened(self) -> Screened:
        """Read everything, then check it."""
        task = self._task
        for path, source in task.files:
            try:
                self._file(path, source)
            except InputError as error:
                self._parts.append(unread_part(path, source.sha256, error))
        self._tell(Progress(task.key, None))
        if not self._documents:
            return screened(failed_report(task.key, task.name, self._parts))
        use_local_texts(task.local_laws)
        dossier = Dossier(key=task.key, name=task.name, documents=tuple(self._documents))
        case, report = examined(dossier, self._parts, local=LocalParameters.load(task.local_parameters), today=task.today)
        return screened(report, _profile(case, report), kept=self._kept)

    def _pages(self) -> int:
        return sum(len(document.pages) for document in self._documents)

    def _file(self, path: str, source: Source) -> None:
        if path in self._task.skip:
            raise self._task.skip[path]
        self._tell(Progress(self._task.key, path))
        before = self._pages()

        def tell(page: int, pages: int) -> None:
            """Pages of an archive count through its members."""
            done = self._pages() - before
            self._tell(Progress(self._task.key, path, done + page, done + pages, source.size))

        with self._members(path, source) as members:
            for name, member, problem in members:
                if problem:
                    self._parts.append(unread_part(name, member.sha256, problem))
                else:
                    self._read(name, member, tell)

    def _read(self, name: str, source: Source, tell: Callable[[int, int], None]) -> None:
        first = 1 + self._pages()
        try:
            document = self._document(source, first, tell)
        except InputError as error:
            self._parts.append(unread_part(name, source.sha256, error))
        else:
            self._documents.append(document)
            self._parts.append(FilePart(name, source.sha256, first, len(document.pages)))

    def _document(self, source: Source, first: int, progress: Callable[[int, int], None]) -> Document:
        """The file as read now, or as it was read before by the same readers."""
        place = self._vault.path(source.sha256)
        if self._task.cache is None or source.media_type in (TEXT, CSV):  # a text is read in a moment, or not, as its name demands
            return read(place, source, first_page=first, engine=self._task.reader, progress=progress)
        kept = PageCache(self._task.cache).open(source.sha256, f"{READER_VERSION}.{self._task.reader}")
        if kept.whole:
            pages = kept.pages(first_page=first)
            progress(len(pages), len(pages))
            self._kept += len(pages)
            return Document(source=source, kind="dossier", title=Path(source.path or "").stem, pages=pages)
        known = kept.count
        document = read(place, source, first_page=first, engine=self._task.reader, progress=progress, kept=kept)
        self._kept += known
        kept.complete(document.pages)
        return document

    @contextmanager
    def _members(self, path: str, source: Source) -> Iterator[list[_Held]]:
        """The file itself unless it is an archive, and what it holds, each put into the vault under its name in it."""
        own: list[_Held] = [] if source.media_type in CONTAINERS else [(path, source, None)]
        place = self._vault.path(source.sha256)
        if not holds_files(place, source.media_type):
            yield own
            return
        with TemporaryDirectory() as folder:
            for member in expand(place, Path(folder), name=Path(path).name):
                put = replace(self._vault.put(member.path), path=member.name)
                own.append((f"{path}!/{member.name}", put, member.problem))
            yield own


def _profile(case: CaseFile, report: Report) -> Profile | None:
    """The profile; a mistake in making it costs the comparison, not the report."""
    try:
        return profile_of(case, report.fields)
    except Exception:
        _LOG.exception("profile of dossier %s", report.name)
        return None
