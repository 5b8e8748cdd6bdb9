"""Files cut off and altered at random, read in a process of their own: what becomes of each.

usage: python -m tests.ingest.readers.damage FOLDER    every PDF file of a folder, each cut off at five points and with twenty bytes altered
"""

from __future__ import annotations

import json
import queue
import random
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
CUTS, FLIPS = 5, 20
SECONDS = 120.0  # for one file; recognising its pages included

CHILD = [sys.executable, "-m", "tests.ingest.readers.reading_child"]


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of a damaged file: ``Document``, the name of an InputError, or ``crash`` or ``hang`` of the process that read it."""

    name: str
    end: str
    said: str = ""
    accounted: bool = True


def damaged(path: Path, seed: int) -> Iterator[tuple[str, bytes]]:
    """A file cut off at five points, and one with twenty bytes altered."""
    data, draw = path.read_bytes(), random.Random(f"{seed} {path.name}")
    for _ in range(CUTS):
        at = draw.randrange(1, len(data))
        yield f"cut-{at}-{path.name}", data[:at]
    altered = bytearray(data)
    for _ in range(FLIPS):
        altered[draw.randrange(len(altered))] = draw.randrange(256)
    yield f"altered-{path.name}", bytes(altered)


def endings(paths: Iterable[Path], seed: int) -> Iterator[Ending]:
    """What becomes of every damaged version of some files."""
    with tempfile.TemporaryDirectory() as folder:
        child = None
        for path in paths:
            for name, data in damaged(path, seed):
                place = Path(folder) / name
                place.write_bytes(data)
                child = child or _Child()
                ending = child.read(place)
                if ending.end in ("crash", "hang"):
                    child.close()
                    child = None
                place.unlink()
                yield ending
        if child:
            child.close()


class _Child:
    def __init__(self) -> None:
        self._process = subprocess.Popen(
            CHILD, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT, text=True
        )
        self._answers: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._answers.put(line)
        self._answers.put("")  # it has ended

    def read(self, place: Path) -> Ending:
        assert self._process.stdin is not None
        print(place, file=self._process.stdin, flush=True)
        try:
            answer = self._answers.get(timeout=SECONDS)
        except queue.Empty:
            return Ending(place.name, "hang")
        if not answer:
            return Ending(place.name, "crash", f"exit code {self._process.wait()}")
        row = json.loads(answer)
        accounted = row["agree"] and not row["silent"] if row["end"] == "Document" else place.name in row["message"]
        return Ending(place.name, row["end"], row.get("message", ""), accounted)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()


def main() -> None:
    """Print what becomes of every file, and how many end how."""
    counts: Counter[str] = Counter()
    for ending in endings(sorted(Path(sys.argv[1]).rglob("*.pdf")), seed=1):
        counts[ending.end if ending.accounted else f"{ending.end}, not accounted for"] += 1
        if ending.end in ("crash", "hang") or not ending.accounted:
            print(ending, flush=True)
    print(dict(counts))


if __name__ == "__main__":
    main()
