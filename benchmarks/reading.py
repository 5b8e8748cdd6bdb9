"""Characters and texts per second of ``read`` in one process beside jieba's segmentation of the same texts in the same run.

usage: python -m benchmarks.reading [FILE.xlsx|csv|jsonl]

Without FILE, the sample complaints are repeated to 4,000 texts. The peer is ``jieba.lcut``, what any reader of Chinese pays at least.
"""

import argparse
import tempfile
import time
from pathlib import Path

import jieba

from ingest.complaints import read_records
from nlp.opinion.reader import Reader
from zhijian.demo.texts import samples


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("file", nargs="?", type=Path)
    chosen = args.parse_args()
    if chosen.file is not None:
        given = [(document.title or "", document.text) for document in read_records(chosen.file).documents]
    else:
        shipped = [(sample.title, sample.text) for channel in ("hotline", "mailbox", "news") for sample in samples(channel)]
        given = (shipped * (4000 // len(shipped) + 1))[:4000]
    characters = sum(len(title) + len(text) for title, text in given)

    with tempfile.TemporaryDirectory() as scratch:
        tokenizer = jieba.Tokenizer()
        tokenizer.tmp_dir = scratch
        tokenizer.initialize()
        began = time.perf_counter()
        for title, text in given:
            tokenizer.lcut(f"{title}\n{text}")
        peer = time.perf_counter() - began

    reader = Reader()
    reader.read(id="warm-up", kind="complaint", title=None, text="城管队员没有出示证件就扣了三轮车。")
    began = time.perf_counter()
    clues = sum(reader.read(id=str(n), kind="complaint", title=title, text=text).is_clue for n, (title, text) in enumerate(given))
    ours = time.perf_counter() - began

    print(f"{len(given)} texts, {characters:,} characters, {clues} clues, one process")
    print(f"jieba.lcut: {characters / peer:,.0f} characters/s")
    print(f"zhijian read: {characters / ours:,.0f} characters/s, {len(given) / ours:,.0f} texts/s")
    print(f"ratio: {peer / ours:.2f}")


if __name__ == "__main__":
    main()
