"""What a worker does: read the files of one dossier, split it, check it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.document import Document, Source
from ingest.dossier import Dossier
from ingest.errors import InputError, RejectedInput
from ingest.readers import read
from ingest.readers.archive import expand
from ingest.sniff import ZIP
from ingest.vault import Vault
from nlp.procedure.local import LocalParameters
from nlp.procedure.report import FilePart, Report, Status
from nlp.procedure.screening import screen
from zhijian.task import Progress, Task


def screen_one(task: Task, tell: Callable[[Progress], None]) -> Report:
    """Screen the dossier of ``task``. Files that cannot be read are kept in the report with their reason."""
    vault = Vault(task.vault)
    documents: list[Document] = []
    parts: list[FilePart] = [_unread(path, "", error) for path, error in task.lost]
    for path, source in task.files:
        try:
            if path in task.skip:
                raise task.skip[path]
            tell(Progress(task.key, path))
            with _members(path, source, vault) as members:
                for name, member in members:
                    _read(task, name, path, member, vault, documents, parts, tell)
        except InputError as error:
            parts.append(_unread(path, source.sha256, error))
    tell(Progress(task.key, None))
    if not documents:
        return Report(key=task.key, name=task.name, status=_worst(parts), error=_reasons(parts), files=tuple(parts))
    dossier = Dossier(key=task.key, name=task.name, documents=tuple(documents))
    return screen(dossier, parts, local=LocalParameters.load(task.local_parameters), today=task.today)


def _read(
    task: Task,
    name: str,
    path: str,
    source: Source,
    vault: Vault,
    documents: list[Document],
    parts: list[FilePart],
    tell: Callable[[Progress], None],
) -> None:
    first = 1 + sum(len(document.pages) for document in documents)
    try:
        document = read(
            vault.path(source.sha256),
            source,
            first_page=first,
            progress=lambda page, pages: tell(Progress(task.key, path, page, pages)),
        )
    except InputError as error:
        parts.append(_unread(name, source.sha256, error))
    else:
        documents.append(document)
        parts.append(FilePart(name, source.sha256, first, len(document.pages)))


@contextmanager
def _members(path: str, source: Source, vault: Vault) -> Iterator[list[tuple[str, Source]]]:
    """The file itself, or the members of an archive, each put into the vault under its name in the archive."""
    if source.media_type != ZIP:
        yield [(path, source)]
        return
    with TemporaryDirectory() as folder:
        members = expand(vault.path(source.sha256), Path(folder), name=Path(path).name)
        yield [(f"{path}!/{member.name}", replace(vault.put(member.path), path=member.name)) for member in members]


def _unread(path: str, sha256: str, error: InputError) -> FilePart:
    status: Status = "rejected" if isinstance(error, RejectedInput) else "failed"
    return FilePart(path, sha256, 0, 0, status, str(error), carries_pages=error.code != "no_pages")


def _worst(parts: list[FilePart]) -> Status:
    return "failed" if any(part.status == "failed" for part in parts) else "rejected"


def _reasons(parts: list[FilePart]) -> str:
    return "；".join(dict.fromkeys(part.reason for part in parts if part.reason)) or "没有可以读取的文件"
