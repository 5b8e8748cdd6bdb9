"""Pages per second of ``zhijian screen`` beside plain pdfplumber ``extract_text`` on the same files in the same run.

usage: python -m benchmarks.screening [FOLDER] [--workers N] [--sets N] [--rounds N]

Without FOLDER, generated dossiers are screened: 16 sets of 18 are 10,000 pages, what a county screens in a season.
Both sides use the same number of processes; the figure that counts is the ratio, because machines differ and time is noisy,
and of several rounds the one in the middle, because a machine's pace drifts between the two.
"""

import argparse
import json
import logging
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import pdfplumber


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
    """The command that users give, with its usual settings, from the start of its program to its end."""
    home.mkdir()
    began, report = time.perf_counter(), home / "report.json"
    usual = {name: value for name, value in os.environ.items() if not name.startswith(("ZHIJIAN_", "PYTHONDONTWRITE"))}
    environment = usual | {"ZHIJIAN_HOME": str(home), "ZHIJIAN_WORKERS": str(workers)}
    command = [sys.executable, "-m", "zhijian", "screen", *map(str, files), "--report", str(report)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - began
    return json.loads(report.read_text(encoding="utf-8"))["pages_read"], seconds


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folder", nargs="?", type=Path)
    args.add_argument("--workers", type=int, default=2)
    args.add_argument("--sets", type=int, default=16)
    args.add_argument("--rounds", type=int, default=3)
    chosen = args.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.folder or Path(scratch) / "dossiers"
        if chosen.folder is None:
            from zhijian.demo import generate  # the processes of the peer import this module anew, and need none of it

            for seed in range(chosen.sets):
                generate(folder / str(seed), seed=seed + 5)
        files = sorted(folder.rglob("*.pdf"))
        ours(files[:1], chosen.workers, Path(scratch) / "first")  # Python compiles a program when it first runs; an installed one is
        print(f"files {len(files)}, processes {chosen.workers}, both with the start of their processes, ours with that of the program")
        ratios = []
        for number in range(chosen.rounds):
            theirs, their_time = peer(files, chosen.workers)
            pages, our_time = ours(files, chosen.workers, Path(scratch) / f"home{number}")
            ratios.append((pages / our_time) / (theirs / their_time))
            print(
                f"pdfplumber extract_text: {theirs} pages, {theirs / their_time:.1f} pages/s; "
                f"zhijian screen (read, split, check, store, index): {pages} pages, {pages / our_time:.1f} pages/s; ratio {ratios[-1]:.2f}"
            )
    print(f"ratio, the middle of {len(ratios)} rounds: {median(ratios):.2f}")


if __name__ == "__main__":
    main()
