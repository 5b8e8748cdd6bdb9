"""MinHash: like texts agree, others do not, and every machine makes the same numbers."""

import random

from nlp.across.sketch import HASHES, agreement, bands, sketch

LETTERS = "这批货是上个月从外地进的一共多少箱价钱谈好了才发过来店里平时由我爱人照看账本放在柜台下面剩下都仓库没有动"


def text(seed: int, changed: int = 0, length: int = 300) -> str:
    chance = random.Random(seed)
    letters = [chance.choice(LETTERS) for _ in range(length)]
    for at in random.Random(seed + 1).sample(range(length), changed):
        letters[at] = "甲"
    return "".join(letters)


def test_one_text_has_one_sketch() -> None:
    assert sketch(text(1)) == sketch(text(1))
    assert len(bytes.fromhex(sketch(text(1)))) == HASHES
    assert sketch("甲乙") == ""
    assert bands("") == []


def test_texts_nine_tenths_alike_share_a_band() -> None:
    missed = [seed for seed in range(200) if not set(bands(sketch(text(seed)))) & set(bands(sketch(text(seed, changed=30))))]
    assert len(missed) <= 6


def test_other_texts_share_none() -> None:
    made = [bands(sketch(text(seed))) for seed in range(60)]
    shared = sum(bool(set(a) & set(b)) for i, a in enumerate(made) for b in made[:i])
    assert shared <= 20


def test_agreement_follows_how_much_is_alike() -> None:
    same, near, far = (agreement(sketch(text(3)), other) for other in (sketch(text(3)), sketch(text(3, changed=15)), sketch(text(4))))
    assert same == 1.0
    assert far < 0.2 < 0.45 < near < 1.0
    assert agreement("", sketch(text(3))) == 0.0
