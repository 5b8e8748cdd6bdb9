"""From the paths a user names to dossiers: a file is one dossier; in a folder each file and each sub-folder is one.

Everything named is accounted for: what cannot be taken in becomes a bundle with a problem, what is left out on purpose is listed.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import InputError, RejectedInput, UnreadableInput
from ingest.names import left_behind, natural_key, printable


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of one dossier in page order. With a ``problem``, ``files`` names the file or folder that has it."""

    name: str
    files: tuple[Path, ...]
    problem: InputError | None = None


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found, and what was ignored on purpose: hidden files, lock files, folders already visited through a link."""

    bundles: tuple[Bundle, ...]
    ignored: tuple[Path, ...]


def discover(paths: Sequence[Path]) -> list[Bundle]:
    """The dossiers below some paths, in the order given and in natural name order below each."""
    return list(survey(paths).bundles)


def survey(paths: Sequence[Path]) -> Discovery:
    """The same, with the files that were ignored. A path named twice counts once."""
    walk = _Walk()
    bundles = [bundle for path in paths for bundle in walk.bundles(path)]
    seen: set[tuple[Path, ...]] = set()
    kept = []
    for bundle in bundles:
        identity = tuple(file.resolve() for file in bundle.files)
        if bundle.problem is None and identity in seen:
            continue
        seen.add(identity)
        kept.append(bundle)
    return Discovery(tuple(_told_apart(kept)), tuple(walk.ignored))


def each_file(paths: Sequence[Path]) -> Iterator[tuple[str, Path | InputError]]:
    """The files named, and those in the folders named, one by one; what cannot be taken in comes with the reason."""
    for bundle in discover(paths):
        if bundle.problem is not None:
            yield printable(bundle.files[0]), bundle.problem
        else:
            yield from ((printable(file), file) for file in bundle.files)


class _Walk:
    """One walk over the file system; remembers folders, so that links cannot make it go round."""

    def __init__(self) -> None:
        self.ignored: list[Path] = []

    def bundles(self, path: Path) -> Iterator[Bundle]:
        if not path.is_dir():
            yield _single(path)
            return
        entries = self._entries(path)
        if isinstance(entries, InputError):
            yield Bundle(printable(path.name or path), (path,), entries)
            return
        if not entries:
            yield Bundle(printable(path.name or path), (path,), _empty(path))
        for entry in entries:
            if entry.is_dir():
                yield self._folder(entry, {path.resolve()})
            else:
                yield _single(entry)

    def _folder(self, folder: Path, above: set[Path]) -> Bundle:
        """One dossier: all files of a folder and of the folders below it."""
        files: list[Path] = []
        problem = self._collect(folder, above, files)
        if problem is None and not files:
            problem = _empty(folder)
        ordered = sorted(files, key=lambda file: natural_key(str(file.relative_to(folder))))
        return Bundle(printable(folder.name), tuple(ordered) if problem is None else (folder,), problem)

    def _collect(self, folder: Path, above: set[Path], files: list[Path]) -> InputError | None:
        """Add the files of a folder; the first problem with a folder is the dossier's, since pages would be missing."""
        here = folder.resolve()
        if here in above:  # a link back up
            self.ignored.append(folder)
            return None
        entries = self._entries(folder)
        if isinstance(entries, InputError):
            return entries
        for entry in entries:
            if entry.is_dir():
                problem = self._collect(entry, above | {here}, files)
                if problem:
                    return problem
            else:
                files.append(entry)
        return None

    def _entries(self, folder: Path) -> list[Path] | InputError:
        try:
            entries = sorted(folder.iterdir(), key=lambda entry: natural_key(entry.name))
        except PermissionError:
            return UnreadableInput(f"{printable(folder)}：没有读取该文件夹的权限，请授权后重试", code="no_permission")
        except OSError as error:
            return UnreadableInput(f"{printable(folder)}：无法读取文件夹（{error.strerror or error}），请检查后重试", code="io")
        self.ignored.extend(entry for entry in entries if left_behind(entry.name))
        return [entry for entry in entries if not left_behind(entry.name)]


def _single(path: Path) -> Bundle:
    return Bundle(printable(path.stem or path.name), (path,), _problem(path))


def _problem(path: Path) -> InputError | None:
    try:
        if path.is_file():
            if not os.access(path, os.R_OK):
                return UnreadableInput(f"{printable(path)}：没有读取权限，请授权后重试", code="no_permission")
            return None
        if path.is_symlink() and not path.exists():
            return UnreadableInput(f"{printable(path)}：快捷链接指向的文件不存在，请提交原文件", code="missing")
        if path.exists():
            return RejectedInput(f"{printable(path)}：不是普通文件，无法读取", code="unsupported")
    except OSError as error:  # a name that is too long, a link loop
        return UnreadableInput(f"{printable(path)}：无法访问（{error.strerror or error}），请检查路径", code="io")
    return UnreadableInput(f"{printable(path)}：文件或文件夹不存在，请检查路径", code="missing")


def _empty(folder: Path) -> RejectedInput:
    return RejectedInput(f"{printable(folder)}：文件夹中没有可读取的文件，请检查是否选错文件夹", code="empty")


def _told_apart(bundles: list[Bundle]) -> Iterator[Bundle]:
    """``A.pdf`` and ``A.zip`` side by side keep their full names, so that results do not mix."""
    names = Counter(bundle.name for bundle in bundles)
    for bundle in bundles:
        single = len(bundle.files) == 1 and bundle.name == printable(bundle.files[0].stem)
        yield replace(bundle, name=printable(bundle.files[0].name)) if single and names[bundle.name] > 1 else bundle
