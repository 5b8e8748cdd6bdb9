"""A dossier packed into one file: ZIP, 7z, a mail, a PDF that holds files.

Expanded with care: such files come from outside and may be hostile or broken.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ingest import sniff
from ingest.errors import InputError, RejectedInput
from ingest.names import natural_key
from ingest.readers.mail import open_mail
from ingest.readers.shelf import Limits, Member, Shelf
from ingest.readers.un7z import un7z
from ingest.readers.unzip import unzip


def _open_pdf(path: Path, shelf: Shelf) -> None:
    from ingest.readers.pdf_attachments import open_attachments  # slow to import; few PDFs hold anything

    open_attachments(path, shelf)


_OPENERS: dict[str, Callable[[Path, Shelf], None]] = {
    sniff.ZIP: unzip,
    sniff.SEVEN_ZIP: un7z,
    sniff.EML: open_mail,
    sniff.PDF: _open_pdf,
}
CONTAINERS = frozenset(_OPENERS) - {sniff.PDF}  # what is no file of a dossier itself
_ATTACHED = "附件"
_EMBEDDED = b"/EmbeddedFile"  # the type of the streams that hold files in a PDF, or the name of their list
_CHUNK = 1 << 20
_HOSTILE = frozenset({"bomb", "unsafe_path"})


def holds_files(path: Path, media_type: str) -> bool:
    """Whether ``expand`` is to be asked for a file: it is a container, or a PDF that seems to hold files beside its pages."""
    return media_type in CONTAINERS or (media_type == sniff.PDF and _seems_to_hold(path))


def expand(path: Path, folder: Path, *, name: str | None = None, limits: Limits | None = None) -> tuple[Member, ...]:
    """Expand a file that ``holds_files`` into ``folder`` (made if missing); its members in natural name order, containers in it opened.

    ``name`` is what users call the file. Files that programs leave behind are skipped. A container inside that is encrypted or damaged
    stays a member, so that it is reported like any other file that cannot be read. A PDF stays a file of the dossier: what it holds
    comes beside it, or one member with the ``problem``; nothing is raised for it. The names on disk are ours, so no member can leave
    the folder. RejectedInput: ``bomb``, ``encrypted``, ``unsafe_path``, ``empty``, ``unsupported``. UnreadableInput: ``damaged``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shelf = Shelf(folder, name or path.name, limits or Limits(), max(path.stat().st_size, 1))
    if sniff.media_type(path) == sniff.PDF:
        members = _attached(path, shelf, 1)
    else:
        members = _opened(path, shelf, 1)
        if not members:
            raise RejectedInput(f"{shelf.name}：压缩包中没有可读取的文件，请检查后重新提交", code="empty")
    return tuple(sorted(members, key=lambda member: natural_key(member.name)))


def _seems_to_hold(path: Path) -> bool:
    """Only the bytes of a PDF are searched, which takes some microseconds a page."""
    with path.open("rb") as stream:
        end = b""
        while chunk := stream.read(_CHUNK):
            if _EMBEDDED in end + chunk:
                return True
            end = chunk[1 - len(_EMBEDDED) :]
    return False


def _opened(path: Path, shelf: Shelf, depth: int) -> list[Member]:
    if depth > shelf.limits.depth:
        raise shelf.bomb(f"压缩包嵌套超过 {shelf.limits.depth} 层")
    opener = _OPENERS.get(sniff.media_type(path))
    if opener is None:
        raise RejectedInput(f"{shelf.name}：不是可展开的压缩包或邮件，请解压后以文件夹提交", code="unsupported")
    opener(path, shelf)
    members: list[Member] = []
    for member in shelf.take():
        members.extend(_with_inner(member, shelf, depth))
    return members


def _with_inner(outer: Member, shelf: Shelf, depth: int) -> list[Member]:
    kind = sniff.media_type(outer.path)
    if outer.problem or not holds_files(outer.path, kind):
        return [outer]
    if kind == sniff.PDF:
        return [outer, *_named(outer, _attached(outer.path, shelf, depth + 1))]
    try:
        found = _opened(outer.path, shelf, depth + 1)
    except InputError as error:
        if error.code in _HOSTILE:
            raise
        _clear(shelf)
        return [outer]
    outer.path.unlink()
    return _named(outer, found)


def _attached(path: Path, shelf: Shelf, depth: int) -> list[Member]:
    """What a PDF holds; its pages are read whatever that is, so that an error becomes a member."""
    try:
        return _opened(path, shelf, depth)
    except InputError as error:
        _clear(shelf)
        return [Member(path, _ATTACHED, error)]


def _clear(shelf: Shelf) -> None:
    for member in shelf.take():
        member.path.unlink()


def _named(outer: Member, found: list[Member]) -> list[Member]:
    return [replace(member, name=f"{outer.name}/{member.name}") for member in found]
