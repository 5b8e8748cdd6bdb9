"""Hotline records out of files: those that are new or changed since they were read last, told by size and time, then by their content."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from os import stat_result
from pathlib import Path

from crawlers.hotline import Hotline
from crawlers.hotline_batch import Batch, Growing, Look, Piece, Unchanged, Unread, lacking
from ingest.complaints import Records, read_records
from ingest.discover import each_file
from ingest.errors import InputError, UnreadableInput
from ingest.names import printable
from ingest.vault import Vault

QUIET = 10.0  # seconds in which a file that was just written to is watched


def file_batches(hotline: Hotline, home: Path, vault: Vault, states: Mapping[str, str], *, quiet: float = QUIET) -> Iterator[Piece]:
    """What is new in the files of a source; ``states``: what was remembered of each place.

    A file written to in the last ``quiet`` seconds is looked at twice, so long apart, and left if it grows; so is one that changes while
    it is read. UnreadableInput where the file, or the folder, is not there.
    """
    waiting: list[tuple[Path, stat_result]] = []
    for path in files_of(hotline, home):
        if isinstance(path, Unread):
            yield path
            continue
        try:
            seen = path.stat()
        except OSError:
            name = printable(path)
            yield Unread(name, UnreadableInput(f"{name}：文件不存在或无法访问，请检查路径和权限", code="missing"))
            continue
        if not _known(states.get(printable(path)), seen, hotline):
            waiting.append((path, seen))
    if any(time.time() - seen.st_mtime < quiet for _, seen in waiting):
        time.sleep(quiet)
    for path, seen in waiting:
        yield Growing(printable(path)) if _changed(path, seen) else _read(hotline, path, seen, vault, states.get(printable(path)))


def look_at_files(hotline: Hotline, home: Path, *, most: int) -> Look:
    """What is in the newest ``most`` files of a source; UnreadableInput where the file, or the folder, is not there."""
    found = list(files_of(hotline, home))
    files = sorted((path for path in found if isinstance(path, Path)), key=_age)
    problems = [str(path.error) for path in found if isinstance(path, Unread)]
    held: dict[str, Records] = {}
    unrecognised = False
    for path in files[:most]:
        name = printable(path)
        try:
            held[name] = records = read_records(path, name=name, how=hotline.form)
            warning = lacking(hotline.form, records.columns, name) if _has_columns(records) else None
        except InputError as error:
            warning = str(error)
            unrecognised |= error.code == "columns"
        except Exception as error:
            warning = str(_unforeseen(name, error))
        problems += [warning] if warning else []
    counts = {name: len(records.documents) for name, records in held.items()}
    return Look(len(files), counts, _together(held.values()), tuple(problems), unrecognised)


def files_of(hotline: Hotline, home: Path) -> Iterator[Path | Unread]:
    """The files of a source, in natural order of their names. UnreadableInput where there is no such file or folder."""
    if hotline.folder is None:
        assert hotline.file is not None
        yield home / hotline.file
        return
    root, patterns = home / hotline.folder.path, [pattern.lower() for pattern in hotline.folder.files]
    if not root.is_dir():
        raise UnreadableInput(f"文件夹 {printable(root)} 不存在。请检查 folder.path；网络文件夹请确认已连接", code="missing")
    for name, taken in each_file([root]):
        if isinstance(taken, InputError):
            if taken.code != "empty":
                yield Unread(name, taken)
        elif any(fnmatchcase(taken.name.lower(), pattern) for pattern in patterns):
            yield taken


def _read(hotline: Hotline, path: Path, seen: stat_result, vault: Vault, before: str | None) -> Piece:
    name = printable(path)
    try:
        source = vault.put(path)
        if before is not None and _same(before, hotline, sha256=source.sha256):
            return Growing(name) if _changed(path, seen) else Unchanged(name, _state(seen, source.sha256, hotline))
        records = read_records(path, name=name, how=hotline.form)
        warning = lacking(hotline.form, records.columns, name) if _has_columns(records) else None
    except InputError as error:
        return Growing(name) if _changed(path, seen) else Unread(name, error)
    except Exception as error:  # nobody foresaw it: it costs this file, not those behind it
        return Unread(name, _unforeseen(name, error))
    if _changed(path, seen):
        return Growing(name)
    return Batch(name, name, records, source, _state(seen, source.sha256, hotline), warning)


def _unforeseen(name: str, error: Exception) -> UnreadableInput:
    said = f"{name}：读取时程序出错（{type(error).__name__}：{error}）。其他文件不受影响；请把文件和这条信息交给维护人员"
    return UnreadableInput(said, code="bug")


def _has_columns(records: Records) -> bool:
    """Whether a file says which columns it has; a list of JSON objects without any does not."""
    return bool(records.documents or records.columns)


def _together(some: Iterable[Records]) -> Records:
    """The records of several files as those of one, with the columns that all of them have."""
    files = list(some)
    first = files[0].columns if files else {}
    columns = {field: heading for field, heading in first.items() if all(one.columns.get(field) == heading for one in files)}
    return Records(
        tuple(document for one in files for document in one.documents),
        tuple(rejected for one in files for rejected in one.rejected),
        tuple(note for one in files for note in one.notes),
        columns,
        tuple(dict.fromkeys(heading for one in files for heading in one.ignored_columns)),
    )


def _age(path: Path) -> float:
    """For sorting, the newest first; a file that is gone tells so when it is read."""
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0


def _changed(path: Path, seen: stat_result) -> bool:
    """Whether a file is another than it was; one that is gone tells so itself when it is read."""
    try:
        now = path.stat()
    except OSError:
        return False
    return (now.st_size, now.st_mtime_ns) != (seen.st_size, seen.st_mtime_ns)


def _state(seen: stat_result, sha256: str, hotline: Hotline) -> str:
    return json.dumps({"form": hotline.fingerprint, "size": seen.st_size, "mtime": seen.st_mtime_ns, "sha256": sha256})


def _known(state: str | None, seen: stat_result, hotline: Hotline) -> bool:
    return state is not None and _same(state, hotline, size=seen.st_size, mtime=seen.st_mtime_ns)


def _same(state: str, hotline: Hotline, **facts: object) -> bool:
    remembered = json.loads(state)
    return all(remembered.get(name) == value for name, value in {"form": hotline.fingerprint, **facts}.items())
