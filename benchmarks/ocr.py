"""Pages per second and wrong characters of ``ocr_page`` beside the plain RapidOCR pipeline with the tiny model in the same run.

usage: python -m benchmarks.ocr [--pages N] [--seed N] [--workers N] [--without-peer]

Pages of generated dossiers are drawn at 200 dpi and made worse: ``scan`` (grey ground, noise, blur, JPEG), ``skew`` (the same, turned by up
to 3 degrees) and ``seal`` (a scan with red seals over its print). The truth is the text layer of the page. Both sides are compared after
``normalise`` and without blanks; lines that agree are taken out wherever they stand, and what is left is compared in its order.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import cv2
import numpy as np
import pypdfium2

from ingest.document import Page, Source
from ingest.normalise import normalise
from ingest.ocr import models
from ingest.ocr.page import ocr_page
from ingest.readers.pdf import read_pdf
from zhijian.demo import generate

DPI = 200
LEAST = 80  # characters: covers and empty forms tell little about reading
KINDS = ("scan", "skew", "seal")


@dataclass(frozen=True, slots=True)
class Task:
    picture: Path
    kind: str
    width: float
    height: float
    truth: str


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--pages", type=int, default=60)
    args.add_argument("--seed", type=int, default=11)
    args.add_argument("--workers", type=int, default=2)
    args.add_argument("--without-peer", action="store_true")
    args.add_argument("--wrong", action="store_true", help="print the lines that differ")
    chosen = args.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        made = tasks(Path(scratch), chosen.seed, chosen.pages)
        mine = timed("zhijian ocr_page", ours, made, chosen.workers)
        if chosen.wrong:
            for task, text in zip(made, mine[1], strict=True):
                for line in sorted((Counter(plain(task.truth)) - Counter(plain(text))).elements()):
                    print(f"{task.kind} {task.picture.stem} lacks {line}")
                for line in sorted((Counter(plain(text)) - Counter(plain(task.truth))).elements()):
                    print(f"{task.kind} {task.picture.stem} reads {line}")
        if not chosen.without_peer:
            peer = timed("RapidOCR, tiny models", theirs, made, chosen.workers)
            print(f"ratio (processor time): {peer[0] / mine[0]:.2f}")


def tasks(folder: Path, seed: int, count: int) -> list[Task]:
    """Pictures of pages of every dossier in turn, each degraded in one of the ways of ``KINDS``."""
    generate(folder, seed=seed)
    rng = Random(seed)
    texts = []
    for path in sorted(folder.rglob("*.pdf")):
        source = Source(sha256(path.read_bytes()).hexdigest(), "application/pdf", path.stat().st_size, str(path))
        pages = read_pdf(path, source).pages
        texts.extend((path, page) for page in pages if page.origin == "text" and len(page.text) >= LEAST and not page.pictures)
    made = []
    for number, (path, page) in enumerate(rng.sample(texts, min(count, len(texts)))):
        kind = KINDS[number % len(KINDS)]
        document = pypdfium2.PdfDocument(path)
        clean = np.asarray(document[page.number - 1].render(scale=DPI / 72).to_pil().convert("RGB"))
        document.close()
        place = folder / f"{number:04d}.jpg"
        cv2.imwrite(str(place), degraded(clean, page, kind, rng)[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 70])
        made.append(Task(place, kind, page.width, page.height, page.text))
    return made


def degraded(clean: Any, page: Page, kind: str, rng: Random) -> Any:
    """What a scanner makes of a page (H×W×3 bytes): print is soft, paper is grey and uneven."""
    picture = clean.astype(np.float32)
    if kind == "seal":
        for line in rng.sample(page.lines, min(2, len(page.lines))):
            middle = (line.box.x0 + line.box.x1) / 2
            stamp(picture, (int(middle / 72 * DPI), int(line.box.top / 72 * DPI)), rng)
    if kind == "skew":
        high, wide = picture.shape[:2]
        turn = cv2.getRotationMatrix2D((wide / 2, high / 2), rng.choice((-1, 1)) * rng.uniform(0.5, 3), 1.0)
        picture = cv2.warpAffine(picture, turn, (wide, high), borderValue=(255, 255, 255))
    picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.5, 1.0))
    shade = np.linspace(rng.uniform(0.8, 1), rng.uniform(0.8, 1), picture.shape[1], dtype=np.float32)[None, :, None]
    noise = np.random.default_rng(rng.randrange(1 << 30)).normal(0, rng.uniform(3, 9), picture.shape).astype(np.float32)
    return np.clip(picture * shade * 0.93 + 8 + noise, 0, 255).astype(np.uint8)


def stamp(picture: Any, centre: tuple[int, int], rng: Random) -> None:
    """A seal of 42 mm, pressed on the page: ring, star, and strokes in place of the letters along the arc."""
    radius = round(21 / 25.4 * DPI)
    ink = np.zeros(picture.shape[:2], np.float32)
    cv2.circle(ink, centre, radius, 1, 9, cv2.LINE_AA)
    star = [(radius * (0.3 if i % 2 else 0.12) * np.array((np.sin(i * np.pi / 5), np.cos(i * np.pi / 5)))) for i in range(10)]
    cv2.fillPoly(ink, [np.array([np.array(centre) + p for p in star], np.int32)], 1, cv2.LINE_AA)
    for turn in np.linspace(-2.2, 2.2, 14):
        at = np.array(centre) + radius * 0.78 * np.array((np.sin(turn), -np.cos(turn)))
        for _ in range(6):
            ends = [tuple(int(v + rng.uniform(-14, 14)) for v in at) for _ in range(2)]
            cv2.line(ink, ends[0], ends[1], 1, 4, cv2.LINE_AA)
    ink *= rng.uniform(0.55, 0.9)
    red = np.array((215, 35, 45), np.float32)
    picture *= 1 - ink[..., None] * (1 - red / 255)


def timed(name: str, read: Callable[[Task], tuple[str, float]], made: list[Task], workers: int) -> tuple[float, list[str]]:
    """Seconds of processor time and texts; processes are started and models loaded before the clocks run."""
    with multiprocessing.get_context("spawn").Pool(workers, initializer=read, initargs=(made[0],)) as pool:
        pool.map(read, made[: 2 * workers], chunksize=1)
        began = time.perf_counter()
        read_pages = pool.map(read, made, chunksize=1)
        spent = time.perf_counter() - began
    texts, busy = [text for text, _ in read_pages], sum(seconds for _, seconds in read_pages)
    print(
        f"{name}: {len(made)} pages, {workers} processes, {len(made) / spent:.2f} pages/s; {busy / len(made):.2f} s of one processor a page"
    )
    for kind in KINDS:
        pairs = [(task.truth, text) for task, text in zip(made, texts, strict=True) if task.kind == kind]
        wrong, characters = sum(errors(truth, text) for truth, text in pairs), sum(len("".join(plain(truth))) for truth, _ in pairs)
        print(f"  {kind}: {wrong} wrong of {characters:,} characters, {wrong / max(characters, 1):.2%}")
    return busy, texts


def ours(task: Task) -> tuple[str, float]:
    picture, began = _picture(task), time.process_time()
    page = ocr_page(picture, number=1, width=task.width, height=task.height)
    return page.text, time.process_time() - began


def theirs(task: Task) -> tuple[str, float]:
    if "engine" not in _PEER:
        from rapidocr import RapidOCR

        weights = Path(models.__file__).with_name("weights")
        _PEER["engine"] = RapidOCR(
            params={
                "Global.log_level": "critical",
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "Det.model_path": str(weights / "ppocrv6_tiny_det.onnx"),
                "Rec.model_path": str(weights / "ppocrv6_tiny_rec.onnx"),
                "Rec.rec_keys_path": str(weights / "ppocrv6_tiny_dict.txt"),
            }
        )
    picture, began = _picture(task)[..., ::-1], time.process_time()
    found = _PEER["engine"](picture).txts or ()
    return "\n".join(found), time.process_time() - began


_PEER: dict[str, Any] = {}


def _picture(task: Task) -> Any:
    cv2.setNumThreads(1)
    return np.ascontiguousarray(cv2.imread(str(task.picture))[..., ::-1])


def plain(text: str) -> list[str]:
    return [line for line in ("".join(normalise(line).text.split()) for line in text.split("\n")) if line]


def errors(truth: str, text: str) -> int:
    """Characters to put in, take out or change."""
    wanted, found = plain(truth), plain(text)
    same = Counter(wanted) & Counter(found)
    return distance(_without(wanted, same), _without(found, same))


def _without(lines: list[str], same: Counter[str]) -> str:
    left = Counter(same)
    kept = []
    for line in lines:
        if left[line]:
            left[line] -= 1
        else:
            kept.append(line)
    return "".join(kept)


def distance(one: str, other: str) -> int:
    """Levenshtein's distance."""
    codes = np.array([ord(char) for char in other])
    steps = np.arange(len(other) + 1)
    row = steps.copy()
    for char in one:
        best = np.concatenate(([row[0] + 1], np.minimum(row[1:] + 1, row[:-1] + (codes != ord(char)))))
        row = np.minimum.accumulate(best - steps) + steps
    return int(row[-1])


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
