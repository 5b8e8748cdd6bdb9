"""Word lists and rules as YAML files: read, checked, and told by name where they are wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from ingest.errors import KnowledgeError

# libyaml where it is compiled in: ten times faster, in every process that reads texts
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Shape = TypeVar("Shape")


def parsed(path: Path) -> object:
    """What a file holds. Raises ``yaml.YAMLError``."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)


def known(path: Path, shape: type[Shape], what: str) -> Shape:
    """A file checked against ``shape``. Raises ``KnowledgeError`` naming the file, ``what`` it is in Chinese, and the remedy."""
    try:
        return TypeAdapter(shape).validate_python(parsed(path))
    except (yaml.YAMLError, ValidationError) as error:
        raise KnowledgeError(f"{path.name}：{what}有误，请按提示改正后重试。{error}") from error
