"""Text normalisation with an offset map (placeholder signature; see the tests for what it promises)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clean:
    """Cleaned text. ``offsets[i]`` is the offset in the original of ``text[i]``; one more entry marks the end."""

    text: str
    offsets: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that ``text[start:end]`` was made from."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


def normalise(text: str) -> Clean:
    """Full width to half width, spaces inside Chinese, traditional to simplified, pinyin notes: all removed or mapped."""
    return Clean(text, tuple(range(len(text) + 1)))
