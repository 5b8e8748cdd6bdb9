"""Unified social credit codes (统一社会信用代码, GB 32100-2015) and citizen identity numbers (GB 11643-1999), with their check digits."""

from __future__ import annotations

import re
from datetime import date

from nlp.fact import Found
from nlp.sought import sought

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100: no I, O, S, V, Z
_USCC_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_ID_WEIGHTS = tuple(pow(2, 17 - i, 11) for i in range(17))
_ID_CHECK = "10X98765432"
_GAP = r"[ \n]?"
_USCC = sought(
    rf"(?<![0-9A-Za-z])[1-9AN-Y](?:{_GAP}[0-9A-HJ-NP-RTUW-Y])(?:{_GAP}\d){{6}}(?:{_GAP}[0-9A-HJ-NP-RTUW-Y]){{10}}(?![0-9A-Za-z])"
)
_ID = sought(rf"(?<![0-9A-Za-z])[1-9](?:{_GAP}\d){{5}}(?:{_GAP}[\d*×✱＊]){{11}}{_GAP}[\dXx*×✱＊](?![0-9A-Za-z])")
_MASKS = frozenset("*×✱＊")


def find_usccs(text: str) -> list[Found[str]]:
    """Codes of 18 characters, upper case and without white space, whether their check character holds or not."""
    found = []
    for match in _USCC.finditer(text):
        code = "".join(match[0].split())
        # eighteen digits are an account or identity number unless the check character or a label says otherwise
        labelled = "信用代码" in re.sub(r"\s", "", text[max(0, match.start() - 16) : match.start()])
        if not code[:-1].isdigit() or valid_uscc(code) or labelled:
            found.append(Found(code, *match.span(), match[0]))
    return found


def valid_uscc(code: str) -> bool:
    """Whether the check character of an 18-character code holds (GB 32100-2015, weights 3^i mod 31)."""
    if len(code) != 18 or any(char not in _ALPHABET for char in code):
        return False
    total = sum(_ALPHABET.index(char) * weight for char, weight in zip(code, _USCC_WEIGHTS, strict=False))
    return _ALPHABET[-total % 31] == code[17]


def find_id_numbers(text: str) -> list[Found[str]]:
    """Identity numbers of 18 places, upper case, without white space; masks become ``*``. Wrong check digits are returned too."""
    found = []
    for match in _ID.finditer(text):
        number = re.sub(r"[×✱＊]", "*", "".join(match[0].split())).upper()
        masked = not _MASKS.isdisjoint(number)
        if masked or _born(number):
            found.append(Found(number, *match.span(), match[0]))
    return found


def valid_id_number(number: str) -> bool | None:
    """Whether date of birth and check digit hold; None for a masked number, which cannot be checked."""
    if not _MASKS.isdisjoint(number):
        return None
    if not re.fullmatch(r"[1-9]\d{16}[\dX]", number.upper()) or not _born(number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _ID_WEIGHTS, strict=False))
    return _ID_CHECK[total % 11] == number[17].upper()


def _born(number: str) -> bool:
    """Whether places 7 to 14 are a date a living person may be born on."""
    if not "1880" <= number[6:10] <= "2100":
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return True
