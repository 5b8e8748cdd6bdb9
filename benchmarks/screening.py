"""Pages per second of ``zhijian screen`` beside plain pdfplumber ``extract_text`` on the same files in the same run.

usage: python -m benchmarks.screening [FOLDER] [--workers N] [--sets N]

Without FOLDER, generated dossiers are screened, 18 a set; a run's start takes some seconds, so a batch should take minutes.
Both sides use the same number of processes; the figure that counts is the ratio, because machines differ and time is noisy.
"""

import argparse
import logging
import multiprocessing
import tempfile
import time
from datetime import date
from pathlib import Path

import pdfplumber

from index.search import open_engine
from index.store import Store
from zhijian.demo import generate
from zhijian.screen import Screening
from zhijian.settings import Settings


def plain(path: Path) -> int:
    """The peer: text of every page, nothing else."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it warns once a glyph
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()
        return len(pdf.pages)


def peer(files: list[Path], workers: int) -> tuple[int, float]:
    began = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        pages = sum(pool.imap_unordered(plain, files))
    return pages, time.perf_counter() - began


def ours(files: list[Path], workers: int, home: Path) -> tuple[int, float]:
    began = time.perf_counter()
    settings = Settings(home, f"sqlite:///{home / 'zhijian.db'}", None, workers, 60, 1800)
    with Store(settings.database_url) as store:
        job = Screening(settings, store, open_engine(home, None), today=date.today())
        job.run(files)
    return job.report.read, time.perf_counter() - began


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folder", nargs="?", type=Path)
    args.add_argument("--workers", type=int, default=2)
    args.add_argument("--sets", type=int, default=5)
    chosen = args.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.folder or Path(scratch) / "dossiers"
        if chosen.folder is None:
            for seed in range(chosen.sets):
                generate(folder / str(seed), seed=seed + 5)
        files = sorted(folder.rglob("*.pdf"))
        home = Path(scratch) / "home"
        home.mkdir()
        theirs, their_time = peer(files, chosen.workers)
        pages, our_time = ours(files, chosen.workers, home)
    print(f"files {len(files)}, processes {chosen.workers}, both with start-up of their processes")
    print(f"pdfplumber extract_text: {theirs} pages, {theirs / their_time:.1f} pages/s")
    print(f"zhijian screen (read, split, check, store, index): {pages} pages, {pages / our_time:.1f} pages/s")
    print(f"ratio: {(pages / our_time) / (theirs / their_time):.2f}")


if __name__ == "__main__":
    main()
