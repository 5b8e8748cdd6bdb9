"""A dossier packed into one file: ZIP, 7z, a mail. Expanded with care: such files come from outside and may be hostile or broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest import sniff
from ingest.errors import InputError, RejectedInput
from ingest.names import natural_key
from ingest.readers.mail import open_mail
from ingest.readers.shelf import Limits, Member, Shelf
from ingest.readers.un7z import un7z
from ingest.readers.unzip import unzip

_OPENERS: dict[str, Callable[[Path, Shelf], None]] = {sniff.ZIP: unzip, sniff.SEVEN_ZIP: un7z, sniff.EML: open_mail}
CONTAINERS = frozenset(_OPENERS)
_HOSTILE = frozenset({"bomb", "unsafe_path"})


def expand(path: Path, folder: Path, *, name: str | None = None, limits: Limits | None = None) -> tuple[Member, ...]:
    """Expand a file of one of the CONTAINERS into ``folder`` (made if missing); its members in natural name order, containers in it opened.

    ``name`` is what users call the file. Files that programs leave behind are skipped. A container inside that is encrypted or damaged
    stays a member, so that it is reported like any other file that cannot be read. The names on disk are ours, so no member can leave
    the folder. RejectedInput: ``bomb``, ``encrypted``, ``unsafe_path``, ``empty``, ``unsupported``. UnreadableInput: ``damaged``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shelf = Shelf(folder, name or path.name, limits or Limits(), max(path.stat().st_size, 1))
    members = _opened(path, shelf, 1)
    if not members:
        raise RejectedInput(f"{shelf.name}：压缩包中没有可读取的文件，请检查后重新提交", code="empty")
    return tuple(sorted(members, key=lambda member: natural_key(member.name)))


def _opened(path: Path, shelf: Shelf, depth: int) -> list[Member]:
    if depth > shelf.limits.depth:
        raise shelf.bomb(f"压缩包嵌套超过 {shelf.limits.depth} 层")
    opener = _OPENERS.get(sniff.media_type(path))
    if opener is None:
        raise RejectedInput(f"{shelf.name}：不是可展开的压缩包或邮件，请解压后以文件夹提交", code="unsupported")
    opener(path, shelf)
    members: list[Member] = []
    for member in shelf.take():
        members.extend(_inner(member, shelf, depth) if sniff.media_type(member.path) in CONTAINERS else [member])
    return members


def _inner(outer: Member, shelf: Shelf, depth: int) -> list[Member]:
    try:
        found = _opened(outer.path, shelf, depth + 1)
    except InputError as error:
        if error.code in _HOSTILE:
            raise
        for member in shelf.take():
            member.path.unlink()
        return [outer]
    outer.path.unlink()
    return [Member(member.path, f"{outer.name}/{member.name}") for member in found]
