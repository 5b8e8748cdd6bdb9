"""Peak memory of a process that reads one long PDF: a scan, and a text PDF beside plain pdfplumber ``extract_text`` on the same file.

usage: python -m benchmarks.memory [--scanned 500] [--digital 1000]

The files are pages of generated dossiers, repeated; a scanned page takes a third of a second to read.
"""

import argparse
import multiprocessing
import tempfile
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import psutil
import pypdfium2

from benchmarks.pdf import ours, pdf_files
from benchmarks.screening import plain
from zhijian.demo import generate
from zhijian.demo.scans import scanned

_OFTEN = 0.05  # seconds between two looks at the memory


def long_pdf(folder: Path, pages: int, *, scan: bool) -> Path:
    """A PDF of so many pages."""
    generate(folder / "dossiers", seed=41, count=4)
    sources = pdf_files([folder / "dossiers"])
    if scan:
        for source in sources:
            scanned(source, source.with_suffix(".scan.pdf"), seed=41, form="scanned")
        sources = [source.with_suffix(".scan.pdf") for source in sources]
    made, read = pypdfium2.PdfDocument.new(), [pypdfium2.PdfDocument(source) for source in sources]
    while len(made) < pages:
        for document in read:
            made.import_pages(document)
    while len(made) > pages:
        made.del_page(len(made) - 1)
    path = folder / f"{pages}.pdf"
    made.save(path)
    return path


def peak(work: Callable[[Path], int], path: Path) -> tuple[int, float, float]:
    """Pages, most megabytes at once of a fresh process, and its seconds."""
    processes = multiprocessing.get_context("spawn")
    here, there = processes.Pipe(duplex=False)
    process = processes.Process(target=_watched, args=(work, path, there))
    process.start()
    found: tuple[int, float, float] = here.recv()
    process.join()
    return found


def _watched(work: Callable[[Path], int], path: Path, out: Connection) -> None:
    seen = [0]
    threading.Thread(target=_watch, args=(seen,), daemon=True).start()
    began = time.perf_counter()
    pages = work(path)
    out.send((pages, seen[0] / 2**20, time.perf_counter() - began))


def _watch(seen: list[int]) -> None:
    process = psutil.Process()
    while True:
        seen[0] = max(seen[0], process.memory_info().rss)
        time.sleep(_OFTEN)


def main() -> None:
    """Print the peaks and the ratio to the peer's."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--scanned", type=int, default=500)
    args.add_argument("--digital", type=int, default=1000)
    chosen = args.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        digital = long_pdf(Path(scratch) / "digital", chosen.digital, scan=False)
        pages, theirs, seconds = peak(plain, digital)
        print(f"pdfplumber extract_text, text: {pages} pages, {theirs:.0f} MB, {pages / seconds:.1f} pages/s")
        pages, mine, seconds = peak(ours, digital)
        print(f"zhijian reading, text: {pages} pages, {mine:.0f} MB, {pages / seconds:.1f} pages/s")
        print(f"ratio: {mine / theirs:.2f}")
        pages, mine, seconds = peak(ours, long_pdf(Path(scratch) / "scan", chosen.scanned, scan=True))
        print(f"zhijian reading, scan of 200 dpi: {pages} pages, {mine:.0f} MB, {pages / seconds:.1f} pages/s")


if __name__ == "__main__":
    main()
