"""All sources of an office, those on the web and its hotlines: no two have one id."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from crawlers.hotline import Hotline, load_hotlines
from crawlers.source import CrawlSource, load_sources
from ingest.errors import KnowledgeError


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A source file that is left out, and why."""

    kind: Literal["site", "hotline"]
    path: Path
    error: KnowledgeError


@dataclass(frozen=True, slots=True)
class OfficeSources:
    """The sources by id, and the files with a mistake or an id that another has."""

    sites: dict[str, CrawlSource]
    hotlines: dict[str, Hotline]
    broken: tuple[BrokenFile, ...]

    @property
    def owners(self) -> dict[str, str]:
        """Every id that is taken, with who has it, in Chinese."""
        return _owners(self.sites) | {id: f"热线来源“{hotline.name}”" for id, hotline in self.hotlines.items()}

    def broken_of(self, kind: Literal["site", "hotline"]) -> list[BrokenFile]:
        """The broken files of one kind."""
        return [one for one in self.broken if one.kind == kind]


def office_sources(sites: Path, hotlines: Path) -> OfficeSources:
    """The sources of two folders, which need not exist, and those of the package. A mistake in one file costs no other."""
    broken: list[BrokenFile] = []
    web = load_sources(sites, on_broken=lambda path, error: broken.append(BrokenFile("site", path, error)))
    lines = load_hotlines(hotlines, taken=_owners(web), on_broken=lambda path, error: broken.append(BrokenFile("hotline", path, error)))
    return OfficeSources(web, lines, tuple(broken))


def _owners(sites: dict[str, CrawlSource]) -> dict[str, str]:
    return {id: f"新闻来源“{source.name}”" for id, source in sites.items()}
