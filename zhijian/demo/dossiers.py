"""The sample dossiers: choose scenarios, plant defects, render, write truth."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from random import Random
from typing import Any

from zhijian.demo.assembly import render
from zhijian.demo.case import Case
from zhijian.demo.defects import plant
from zhijian.demo.layouts import LAYOUTS, Layout
from zhijian.demo.near_misses import CLEAN, NEAR_MISSES
from zhijian.demo.offices import office
from zhijian.demo.plan import build
from zhijian.demo.scenario import scenarios
from zhijian.demo.truth import truth

SEED = 20260201


def generate(folder: Path, *, seed: int = SEED, count: int | None = None) -> list[dict[str, Any]]:
    """Write the bundled dossiers below ``folder``, each as ``ID/ID.pdf`` with ``ID/truth.json``; give the truth records.

    ``count`` dossiers (by default one for every bundled scenario and the clean ones). The same seed and count give the same bytes.
    Every defect of the catalogue is planted at least once where the number of dossiers allows it.
    """
    start = Random(f"{seed}/layout").randrange(4)
    cases = plan_cases(seed, count)
    return [_write(folder / case.id, case, LAYOUTS[(number + start) % len(LAYOUTS)], seed) for number, case in enumerate(cases)]


def generate_offices(folder: Path, *, seed: int, count: int, departments: Collection[str] = ()) -> Iterator[dict[str, Any]]:
    """The same for ``samples``: ``count`` dossiers of all scenarios or those of some departments, each as an office of its own prints it.

    Writes one dossier for each record taken. The same arguments give the same bytes.
    """
    for case, layout in plan_offices(seed, count, departments):
        yield _write(folder / case.id, case, layout, seed)


def plan_offices(seed: int, count: int, departments: Collection[str] = ()) -> list[tuple[Case, Layout]]:
    """The cases of ``generate_offices`` with their offices' layouts; every fourth is lawful."""
    chosen = [scenario for scenario in scenarios() if not departments or scenario.dept in departments]
    rng = Random(f"{seed}/order")
    width = max(2, len(str(count)))
    planned = []
    for number in range(count):
        if number % len(chosen) == 0:
            rng.shuffle(chosen)
        case = build(f"S{number + 1:0{width}d}", chosen[number % len(chosen)], Random(f"{seed}/{number}"))
        layout, case.manner = office(Random(f"{seed}/office/{number}"))
        planned.append((case, layout))
    plant([case for number, (case, _) in enumerate(planned) if number % 4 != 3], Random(f"{seed}/defects"))
    return planned


def generate_near_misses(folder: Path, *, seed: int) -> Iterator[dict[str, Any]]:
    """Lawful dossiers that a hasty check would flag, one of each kind, each as an office of its own prints it."""
    known = {scenario.id: scenario for scenario in scenarios()}
    for number, make in enumerate(NEAR_MISSES):
        case = make(f"N{number + 1:02d}", known, Random(f"{seed}/near/{number}"))
        layout, case.manner = office(Random(f"{seed}/near/office/{number}"))
        yield _write(folder / case.id, case, layout, seed)


def _write(place: Path, case: Case, layout: Layout, seed: int) -> dict[str, Any]:
    place.mkdir(parents=True, exist_ok=True)
    numbered = render(case, layout, str(place / f"{case.id}.pdf"), f"{seed}/{case.id}")
    record = truth(case, layout, numbered)
    write_truth(place, record)
    return record


def write_truth(place: Path, record: dict[str, Any]) -> None:
    """Write ``truth.json`` into the dossier's folder."""
    (place / "truth.json").write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def plan_cases(seed: int, count: int | None = None) -> list[Case]:
    """The case models: lawful ones, of which all but the clean ones then get their defects."""
    known = {scenario.id: scenario for scenario in scenarios() if scenario.bundled}
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
