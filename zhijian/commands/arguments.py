"""What commands are given to work on, checked before they begin: exit status 2 where it is not there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from ingest.names import printable


def existing(paths: Sequence[Path]) -> list[Path]:
    """The paths, where all of them exist. Whether they can be read shows later, file by file."""
    missing = [printable(path) for path in paths if not _there(path)]
    if missing:
        raise typer.BadParameter(f"文件或文件夹不存在：{'、'.join(missing)}。请检查路径是否写错。")
    return list(paths)


def _there(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True  # there may be something that we have no right to see
    return True
