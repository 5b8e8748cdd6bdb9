"""Money in the two ways writs print it: 12000元 and 壹万贰仟元整."""

from __future__ import annotations

DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = ("", "拾", "佰", "仟")


def capitals(yuan: int) -> str:
    """大写: ``yuan`` whole yuan below one hundred million."""
    if not 0 < yuan < 100_000_000:
        raise ValueError(f"amount out of range: {yuan}")
    high, low = divmod(yuan, 10_000)
    text = f"{_group(high)}万" if high else ""
    if low:
        text += "零" if high and low < 1000 else ""
        text += _group(low)
    return f"{text}元整"


def _group(value: int) -> str:
    text, pending = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit:
            text += ("零" if pending and text else "") + DIGITS[digit] + UNITS[power]
            pending = False
        else:
            pending = True
    return text


def both(yuan: int) -> str:
    """12000元（大写：壹万贰仟元整）."""
    return f"{yuan}元（大写：{capitals(yuan)}）"
