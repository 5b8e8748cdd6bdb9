"""Reading cases/*.yml."""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from zhijian.demo.case import Clause, FineRange, Scenario

FOLDER = Path(__file__).parent / "cases"
FURTHER = FOLDER / "further"  # of the departments that the demo leaves out: ``samples`` draws from all


@lru_cache(maxsize=1)
def scenarios() -> tuple[Scenario, ...]:
    """All scenarios: the bundled ones, then the further ones, in the order of their file names.

    Raises ValueError that names the file where a key is unknown or missing.
    """
    return tuple(_scenario(path) for folder in (FOLDER, FURTHER) for path in sorted(folder.glob("*.yml")))


def _scenario(path: Path) -> Scenario:
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key in ("violated", "penalty", "coercion", "revoked", "revoked_penalty"):
        if raw.get(key):
            raw[key] = Clause(**raw[key])
    fine = raw["fine"]
    raw["fine"] = FineRange(**{**fine, "pick": tuple(fine.get("pick", (0, 0)))})
    for key in ("trade", "scene", "photos", "facts", "proofs", "rulings"):
        raw[key] = tuple(raw.get(key, ()))
    for key in ("inquiry", "second", "copies", "goods"):
        raw[key] = tuple(tuple(str(part) for part in row) for row in raw.get(key, ()))
    for key in ("numbers", "products"):
        raw[key] = {name: tuple(value) for name, value in raw.get(key, {}).items()}
    raw["features"] = frozenset(raw.get("features", ()))
    raw.setdefault("second_role", "")
    raw["bundled"] = path.parent == FOLDER
    unknown = raw.keys() - {field.name for field in fields(Scenario)}
    if unknown:
        raise ValueError(f"{path.name}: unknown keys {sorted(unknown)}")
    try:
        return Scenario(**raw)
    except TypeError as error:
        raise ValueError(f"{path.name}: {error}") from error
