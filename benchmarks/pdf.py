"""Pages per second of reading PDF files (text, boxes, lines, ruled tables) beside plain pdfplumber ``extract_text`` in the same run.

usage: python -m benchmarks.pdf [FOLDER …] [--workers N]

Without FOLDER, a generated set of digital dossiers is read. Both sides use the same number of processes, already started; files are read
once before the clock runs, so that both find them in memory.
"""

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.screening import plain
from ingest.document import Source
from ingest.readers import read
from zhijian.demo import generate


def ours(path: Path) -> int:
    """What screening reads."""
    return len(read(path, Source("0" * 64, "application/pdf", path.stat().st_size, str(path))).pages)


def measured(work: Callable[[Path], int], files: list[Path], workers: int) -> float:
    """Pages per second."""
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        pool.map(work, files[:1] * workers, chunksize=1)
        began = time.perf_counter()
        pages = sum(pool.imap_unordered(work, files))
        return pages / (time.perf_counter() - began)


def pdf_files(given: Iterable[Path]) -> list[Path]:
    """The files given and those in the folders given, by path."""
    return sorted(path for one in given for path in ([one] if one.is_file() else one.rglob("*.pdf")))


def main() -> None:
    """Print both speeds and their ratio."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folders", nargs="*", type=Path)
    args.add_argument("--workers", type=int, default=2)
    chosen = args.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folders = chosen.folders or [Path(scratch)]
        if not chosen.folders:
            generate(Path(scratch), seed=5)
        files = pdf_files(folders)
        theirs, mine = measured(plain, files, chosen.workers), measured(ours, files, chosen.workers)
    print(f"files {len(files)}, processes {chosen.workers}")
    print(f"pdfplumber extract_text: {theirs:.1f} pages/s")
    print(f"zhijian reading (text, boxes, tables): {mine:.1f} pages/s")
    print(f"ratio: {mine / theirs:.2f}")


if __name__ == "__main__":
    main()
