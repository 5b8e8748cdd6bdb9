"""Result files (``--json``, ``--report``): whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import IO

from ingest.errors import SettingsError


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write a file whole or not at all: readers never see half of it. SettingsError where it cannot be written."""
    part = _part(path)
    try:
        with _opened(path, part) as out:
            out.writelines(f"{line}\n" for line in lines)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def check_writable(path: Path) -> None:
    """SettingsError where a result file could not be written: better told before hours of work than after."""
    part = _part(path)
    _opened(path, part).close()
    part.unlink()


def check_suffix(path: Path) -> None:
    """SettingsError where the suffix names no format of a run report."""
    if path.suffix.lower() not in (".html", ".htm", ".json"):
        raise SettingsError(f"批次报告 {path} 的扩展名应为 .html（供人查看）或 .json（供程序读取），请改写文件名。")


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _opened(path: Path, part: Path) -> IO[str]:
    if path.is_dir():
        raise SettingsError(f"结果文件 {path} 是一个文件夹，请写明文件名，例如 {path / '结果.jsonl'}。")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return part.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise SettingsError(f"结果文件 {path} 不能写入：{error.strerror}。请检查权限，或换一个位置。") from error
