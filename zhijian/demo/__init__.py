"""The sample generator: synthetic dossiers with known defects, sample complaints and news."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhijian.demo.dossiers import generate

__all__ = ["generate"]


def __getattr__(name: str) -> object:
    """``generate``, without loading the drawing library for commands that need no samples (PEP 562)."""
    if name == "generate":
        from zhijian.demo.dossiers import generate

        return generate
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
