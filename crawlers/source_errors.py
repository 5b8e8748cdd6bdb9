"""What is wrong in a source file, in the user's words: file, line, key, remedy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

_TAGS = ("selectors", "word")  # pydantic names the branch of a union beside the key


def explained(path: Path, tree: Any, problem: Mapping[str, Any], model: type[BaseModel]) -> str:
    """One pydantic error; ``tree`` is the composed YAML, ``model`` what it was validated as."""
    loc: Sequence[str | int] = [step for step in problem["loc"] if step not in _TAGS]
    key = ".".join(map(str, loc)) or "来源"
    line = _line(tree, loc)
    place = f"{path} 第 {line} 行" if line else f"{path}"
    kind = problem["type"]
    if kind == "extra_forbidden":
        return f"{place}：不认识的键“{key}”，可用的键：{'、'.join(_keys(model, loc[:-1]))}"
    if kind == "missing":
        return f"{place}：缺少“{key}”，请补上"
    if kind == "value_error":
        return f"{place}：“{key}”：{problem['ctx']['error']}"
    if kind == "literal_error":
        return f"{place}：“{key}”的值“{problem['input']}”不合要求，可写：{problem['ctx']['expected'].replace(' or ', '、')}"
    if kind == "string_type":  # YAML reads 22:00 and yes as something else
        return f"{place}：“{key}”应为文字，请给它的值加上引号"
    return f"{place}：“{key}”的值“{problem['input']}”不合要求（{problem['msg']}），请修改"


def _keys(model: type[BaseModel], loc: Sequence[str | int]) -> list[str]:
    """The keys allowed where ``loc`` leads."""
    for step in loc:
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        model = next(part for part in _models(fields[str(step)].annotation) if issubclass(part, BaseModel))
    return [field.alias or name for name, field in model.model_fields.items()]


def _models(annotation: Any) -> list[type[BaseModel]]:
    """The models in an annotation such as ``Annotated[ListPage, …] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models(part)]


def _line(node: Any, loc: Sequence[str | int]) -> int | None:
    """The line of a key in the file; that of the nearest parent where the key is missing."""
    line = None
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            if found is None:
                return line
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line
