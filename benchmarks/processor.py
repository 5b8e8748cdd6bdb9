"""Processor time a page of reading and of screening in one process beside plain pdfplumber ``extract_text``, file by file in turn.

usage: python -m benchmarks.processor [FOLDER …] [--seeds N]

Without FOLDER, generated digital dossiers are read, each once: what a process remembers of one it may use for the next, as in a run.
Storing, indexing and the start of a process are not in it. On a machine that does other work, wall times say little; these hold better.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks.pdf import ours as reading
from benchmarks.pdf import pdf_files
from benchmarks.screening import plain
from ingest.vault import Vault
from zhijian.demo import generate
from zhijian.screen_one import screen_one
from zhijian.task import Task


def screening(path: Path, home: Path) -> int:
    """What a worker does with a dossier of one file: read, keep its pages, split, check."""
    vault = Vault(home / "vault")
    source = vault.put(path)
    task = Task(source.sha256, path.stem, ((str(path), source),), vault.root, home / "local.yml", date.today(), cache=home / "pages")
    return len(screen_one(task, lambda _: None).report.pages)


def timed(work: Callable[[], int]) -> tuple[int, float]:
    """Pages, and seconds of processor time."""
    began = time.process_time()
    pages = work()
    return pages, time.process_time() - began


def main() -> None:
    """Print milliseconds a page of each and both ratios."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folders", nargs="*", type=Path)
    args.add_argument("--seeds", type=int, default=2)
    chosen = args.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home, warm = Path(scratch) / "home", Path(scratch) / "warm"
        generate(warm, seed=3, count=1)
        for path in warm.rglob("*.pdf"):  # models, rules and patterns are loaded once a process
            plain(path)
            screening(path, home)
        folders = chosen.folders or [Path(scratch) / "dossiers" / str(seed) for seed in range(chosen.seeds)]
        if not chosen.folders:
            for seed, folder in enumerate(folders):
                generate(folder, seed=seed + 5)
        files = pdf_files(folders)
        spent = {"pdfplumber extract_text": 0.0, "zhijian reading": 0.0, "zhijian whole": 0.0}
        pages = 0
        for path in files:
            works = (lambda path=path: plain(path), lambda path=path: reading(path), lambda path=path: screening(path, home))
            for name, work in zip(spent, works, strict=True):
                count, seconds = timed(work)
                spent[name] += seconds
            pages += count
    print(f"files {len(files)}, pages {pages}, one process, processor time")
    for name, seconds in spent.items():
        print(f"{name}: {seconds / pages * 1000:.2f} ms a page, {spent['pdfplumber extract_text'] / seconds:.2f} times the peer's speed")


if __name__ == "__main__":
    main()
