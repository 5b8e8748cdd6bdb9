"""Texts and characters per second of ``read`` in one process beside jieba's segmentation of the same texts, in processor time.

usage: python -m benchmarks.opinion [FILE.xlsx|csv|jsonl]

Without FILE, the sample complaints are repeated to 4,000 texts. The peer is ``jieba.lcut``, what any reader of Chinese pays at least.
Both take turns, a hundred texts each, so that other work on the machine slows both alike. No model is loaded.
"""

import argparse
import tempfile
import time
from pathlib import Path

import jieba

from ingest.complaints import read_records
from nlp.opinion.reader import Reader
from zhijian.demo.texts import samples

_TURN = 100  # texts


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

    reader = Reader()
    reader.read(id="warm-up", kind="complaint", title=None, text="城管队员没有出示证件就扣了三轮车。")
    peer = ours = 0.0
    clues = 0
    with tempfile.TemporaryDirectory() as scratch:
        tokenizer = jieba.Tokenizer()
        tokenizer.tmp_dir = scratch
        tokenizer.initialize()
        for first in range(0, len(given), _TURN):
            turn = given[first : first + _TURN]
            began = time.process_time()
            for title, text in turn:
                tokenizer.lcut(f"{title}\n{text}")
            cut = time.process_time()
            clues += sum(reader.read(id="", kind="complaint", title=title, text=text).is_clue for title, text in turn)
            peer += cut - began
            ours += time.process_time() - cut

    print(f"{len(given)} texts, {characters:,} characters, {clues} clues, one process, processor time")
    print(f"jieba.lcut: {characters / peer:,.0f} characters/s, {len(given) / peer:,.0f} texts/s")
    print(f"zhijian read: {characters / ours:,.0f} characters/s, {len(given) / ours:,.0f} texts/s")
    print(f"ratio: {peer / ours:.2f}")


if __name__ == "__main__":
    main()
