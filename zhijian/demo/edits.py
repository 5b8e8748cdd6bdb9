"""Changes of single writs: rows taken out, words replaced, boxes left empty, other people signing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from zhijian.demo.blocks import Block, Field, Grid, Opinion, Para, Sign, Writ

Edit = Callable[[Writ], Writ]


def _each(change: Callable[[Block], Block | None]) -> Edit:
    """``change`` applied to every block; None takes it out."""
    return lambda writ: replace(writ, blocks=[after for block in writ.blocks if (after := change(block)) is not None])


def _opens(block: Block, words: tuple[str, ...]) -> bool:
    """Whether a block's label, or else its text, begins with one of ``words``."""
    return (getattr(block, "label", "") or getattr(block, "text", "")).startswith(words)


def without(*words: str) -> Edit:
    """The blocks that begin with one of ``words`` are taken out."""
    return _each(lambda block: None if _opens(block, words) else block)


def reworded(old: str, new: str) -> Edit:
    """``old`` becomes ``new`` wherever it is printed in running text or a row."""

    def change(block: Block) -> Block:
        if isinstance(block, Para | Opinion | Sign):
            return replace(block, text=block.text.replace(old, new))
        return replace(block, value=block.value.replace(old, new)) if isinstance(block, Field) else block

    return _each(change)


def altered(words: str, **changes: Any) -> Edit:
    """The blocks that begin with ``words`` and have such parts: another text, value, day, other signers."""

    def change(block: Block) -> Block:
        fits = _opens(block, (words,)) and all(hasattr(block, part) for part in changes)
        return replace(block, **changes) if fits else block

    return _each(change)


def behind(words: str, *added: Block) -> Edit:
    """``added`` stands behind the last block that begins with ``words``."""

    def change(writ: Writ) -> Writ:
        last = max(place for place, block in enumerate(writ.blocks) if _opens(block, (words,)))
        return replace(writ, blocks=[*writ.blocks[: last + 1], *added, *writ.blocks[last + 1 :]])

    return change


def rows(change: Callable[[Grid], tuple[tuple[str, ...], ...]]) -> Edit:
    """Other rows in the writ's table."""
    return _each(lambda block: replace(block, rows=change(block)) if isinstance(block, Grid) else block)


def counted(by: int) -> Edit:
    """Cover or note with another number of pages (本卷共 88 页)."""

    def told(text: str) -> str:
        return re.sub(r"(?<=本卷共 )\d+", lambda found: str(int(found.group()) + by), text)

    def change(block: Block) -> Block:
        if isinstance(block, Para):
            return replace(block, text=told(block.text))
        return replace(block, value=told(block.value)) if isinstance(block, Field) else block

    return _each(change)
