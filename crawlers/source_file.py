"""Source files on disk: one YAML file a source, each mistake told with file, line, key and remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml

from crawlers.source_due import DueSource
from ingest.errors import KnowledgeError

Source = TypeVar("Source", bound=DueSource)
_QUOTED = re.compile(r"'[^']{2,}'")  # of what the file says: a password that begins with * or ! is an alias or a tag to YAML


def parsed(path: Path, pattern: str) -> tuple[dict[str, Any], Any]:
    """The keys and values of a YAML file, none of an empty one, and its composed tree; ``pattern`` is where users see how it is written.

    KnowledgeError, which holds nothing of what the file says.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "不是 UTF-8 文本"
        raise KnowledgeError(f"{path}：无法读取（{why}），请检查权限并保存为 UTF-8") from error
    try:
        values, tree = yaml.safe_load(text), yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f" 第 {mark.line + 1} 行" if mark else ""
        what = _QUOTED.sub("……", getattr(error, "problem", None) or "写法有误")
        raise KnowledgeError(f"{path}{place}：不是有效的 YAML（{what}），请检查缩进和冒号") from None
    values = {} if values is None else values
    if not isinstance(values, dict):
        raise KnowledgeError(f"{path}：应为“键: 值”形式，请参照 {pattern}")
    return values, tree


def loaded(
    folders: Iterable[Path],
    load: Callable[[Path], Source],
    *,
    taken: Mapping[str, str] | None = None,
    on_broken: Callable[[Path, KnowledgeError], None] | None = None,
) -> dict[str, Source]:
    """All sources by id. ``taken``: ids that others have, with who has them.

    A file with a mistake, or with the id of an earlier one, is told to ``on_broken`` and left out; without it KnowledgeError is raised.
    """
    sources: dict[str, Source] = {}
    owners = dict(taken or {})
    for folder in folders:
        for path in sorted((*folder.glob("*.yml"), *folder.glob("*.yaml"))):
            try:
                source = load(path)
                if source.id in owners:
                    raise KnowledgeError(f"{path}：id“{source.id}”与 {owners[source.id]} 重复，请改用另一个 id")
            except KnowledgeError as error:
                if on_broken is None:
                    raise
                on_broken(path, error)
                continue
            sources[source.id], owners[source.id] = source, str(path)
    return sources
