"""Sketch of a text's wording: MinHash over its rows of characters, so that copies are found without comparing every pair.

64 numbers of 32 bits (rensa, MIT). Two texts share as many of them as they share rows of four characters; bands of four numbers in a
row are the keys: of two texts alike in 70 % of their rows some band agrees in 99 of 100 cases, of two alike in 20 % in one of 40.
"""

from __future__ import annotations

from rensa import RMinHash

NUMBERS, BAND = 64, 4
SHINGLE = 4  # characters
_SEED = 20200101
_WIDTH = 8  # hexadecimal digits of a number
_VERSION = f"{RMinHash.ALGORITHM_VERSION}:"  # another algorithm gives numbers that cannot be compared


def sketch(letters: str) -> str:
    """The sketch in hexadecimal of a text without blanks and punctuation; empty where it is shorter than a row."""
    rows = {letters[at : at + SHINGLE] for at in range(len(letters) - SHINGLE + 1)}
    if not rows:
        return ""
    made = RMinHash(num_perm=NUMBERS, seed=_SEED)
    made.update([row.encode("utf-8", "surrogatepass").hex() for row in rows])
    return _VERSION + "".join(f"{number:08x}" for number in made.digest())


def bands(made: str) -> list[str]:
    """The keys by which texts of like wording are found."""
    body = made.removeprefix(_VERSION)
    width = BAND * _WIDTH
    return [f"{number:x}-{body[at : at + width]}" for number, at in enumerate(range(0, len(body), width))] if body else []


def agreement(one: str, other: str) -> float:
    """The share of rows of characters that two texts have in common (Jaccard), as far as the sketches tell, 0 to 1."""
    if not one or not other or not (one.startswith(_VERSION) and other.startswith(_VERSION)):
        return 0.0
    at = len(_VERSION)
    numbers = range(at, at + NUMBERS * _WIDTH, _WIDTH)
    return sum(one[i : i + _WIDTH] == other[i : i + _WIDTH] for i in numbers) / NUMBERS
