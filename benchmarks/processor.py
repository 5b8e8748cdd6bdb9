"""Processor time a page of reading and of screening beside plain pdfplumber ``extract_text``, file by file in turn.

usage: python -m benchmarks.processor [FOLDER …] [--seeds N]

Each of the three works in a process of its own, started and warmed before, ours set up as a worker of ``screen`` is and pdfplumber as
Python comes: none pays for the objects of another or gains from what another remembers. Without FOLDER, generated digital dossiers are
read, each once: what a process remembers of one it may use for the next, as in a run. Storing, indexing and the start of a process are
not in it. On a machine that does other work, wall times say little; these hold better.
"""

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.pdf import ours as reading
from benchmarks.pdf import pdf_files
from benchmarks.screening import plain
from ingest.document import Source
from ingest.readers import read
from ingest.vault import Vault
from zhijian.demo import generate
from zhijian.screen_one import load, screen_one
from zhijian.task import Task
from zhijian.worker import get_ready


def screening(path: Path, home: Path) -> int:
    """What a worker does with a dossier of one file: read, keep its pages, split, check."""
    vault = Vault(home / "vault")
    source = vault.put(path)
    task = Task(source.sha256, path.stem, ((str(path), source),), vault.root, home / "local.yml", date.today(), cache=home / "pages")
    return screen_one(task, lambda _: None).sums.total


def timed(work: Callable[[Path], int], path: Path) -> tuple[int, float]:
    """Pages, and seconds of processor time of the process that calls it."""
    began = time.process_time()
    pages = work(path)
    return pages, time.process_time() - began


def characters(path: Path) -> int:
    """Characters of the text of a file."""
    return sum(len(page.text) for page in read(path, Source("0" * 64, "application/pdf", path.stat().st_size, str(path))).pages)


def main() -> None:
    """Print milliseconds a page of each and both ratios."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folders", nargs="*", type=Path)
    args.add_argument("--seeds", type=int, default=2)
    chosen = args.parse_args()
    spawn = multiprocessing.get_context("spawn")
    with (
        tempfile.TemporaryDirectory() as scratch,
        ProcessPoolExecutor(1, spawn) as peer,
        ProcessPoolExecutor(1, spawn, get_ready, (load,)) as reader,
        ProcessPoolExecutor(1, spawn, get_ready, (load,)) as screener,
    ):
        folder = Path(scratch)
        generate(folder / "warm", seed=3, count=1)
        folders = chosen.folders or [folder / "dossiers" / str(seed) for seed in range(chosen.seeds)]
        if not chosen.folders:
            for seed, one in enumerate(folders):
                generate(one, seed=seed + 5)
        files = pdf_files(folders)
        sides = {
            "pdfplumber extract_text": (peer, plain),
            "zhijian reading": (reader, reading),
            "zhijian whole": (screener, partial(screening, home=folder / "home")),
        }
        spent = dict.fromkeys(sides, 0.0)
        pages = 0
        for path in [*(warm := pdf_files([folder / "warm"])), *files]:  # models, rules and patterns are loaded once a process
            for name, (process, work) in sides.items():
                count, seconds = process.submit(timed, work, path).result()
                spent[name] += seconds if path not in warm else 0.0
            pages += count if path not in warm else 0
        letters = sum(map(characters, files))
    theirs = spent["pdfplumber extract_text"]
    print(f"files {len(files)}, pages {pages}, {letters / pages:,.0f} characters a page, a process each, processor time")
    for name, seconds in spent.items():
        print(f"{name}: {seconds / pages * 1000:.2f} ms a page, {theirs / seconds:.2f} times the peer's speed")


if __name__ == "__main__":
    main()
