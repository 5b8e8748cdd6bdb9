"""The sample dossiers: choose scenarios, plant defects, render, write truth."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

from zhijian.demo.assembly import render
from zhijian.demo.case import Case
from zhijian.demo.defects import plant
from zhijian.demo.layouts import LAYOUTS
from zhijian.demo.near_misses import CLEAN
from zhijian.demo.plan import build
from zhijian.demo.scenario import scenarios
from zhijian.demo.truth import truth

SEED = 20260201


def generate(folder: Path, *, seed: int = SEED, count: int | None = None) -> list[dict[str, Any]]:
    """Write sample dossiers below ``folder``, each as ``ID/ID.pdf`` with ``ID/truth.json``; give the truth records.

    ``count`` dossiers (by default one for every scenario and the clean ones). The same seed and count give the same bytes.
    Every defect of the catalogue is planted at least once where the number of dossiers allows it.
    """
    cases = plan_cases(seed, count)
    records = []
    for number, case in enumerate(cases):
        place = folder / case.id
        place.mkdir(parents=True, exist_ok=True)
        layout = LAYOUTS[(number + Random(f"{seed}/layout").randrange(4)) % len(LAYOUTS)]
        numbered = render(case, layout, str(place / f"{case.id}.pdf"), f"{seed}/{case.id}")
        record = truth(case, layout, numbered)
        (place / "truth.json").write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
        records.append(record)
    return records


def plan_cases(seed: int, count: int | None = None) -> list[Case]:
    """The case models: lawful ones, of which all but the clean ones then get their defects."""
    known = {scenario.id: scenario for scenario in scenarios()}
    default = len(known) + len(CLEAN)
    total = default if count is None else count
    if total < 1:
        raise ValueError("count must be at least 1")
    order = sorted(known)
    Random(f"{seed}/order").shuffle(order)
    kept = min(len(CLEAN), total // 4)
    defective = [
        build(f"S{number + 1:02d}", known[order[number % len(order)]], Random(f"{seed}/{number}")) for number in range(total - kept)
    ]
    plant(defective, Random(f"{seed}/defects"))
    clean = [make(f"S{total - kept + number + 1:02d}", known, Random(f"{seed}/clean/{number}")) for number, make in enumerate(CLEAN[:kept])]
    return [*defective, *clean]
