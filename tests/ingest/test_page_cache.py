"""Kept pages come back as they were, survive kills and damage, and stay within their limit."""

from __future__ import annotations

import multiprocessing
import os
from dataclasses import fields, replace
from pathlib import Path

import msgspec
import pytest

from ingest.document import Box, Cell, Line, Origin, Page, Seal
from ingest.page_cache import PageCache
from ingest.page_rows import packed, unpacked, zstd

A, B = "a" * 64, "b" * 64
RICH = Page(
    number=3,
    text="罚款 \U00020000\ud800\n第二行",
    lines=(Line(0, 5, Box(1.25, 2.0, 30.1, 14.33), (1.25, 7.0, 12.999999999, 20.5, 25.0, 30.1)),),
    width=595.276,
    height=841.89,
    origin="none",
    confidence=0.517,
    tables=((Cell(0, 1, Box(0.1, 0.2, 0.3, 0.4), ((0, 2), (3, 5))),), ()),
    problem="本页无法读取",
    blank=True,
    pictures=(Box(9.0, 8.0, 7.0, 6.0),),
    seals=(Seal(Box(1.5, 2.0, 3.25, 4.0), 0.97, "某某市城市管理局", b"\x89PNG\x00"), Seal(Box(0.0, 0.1, 0.2, 0.3), 0.4)),
)


def pages(count: int, origin: Origin = "text") -> tuple[Page, ...]:
    return tuple(Page(number, f"第{number}页", origin=origin) for number in range(1, count + 1))


def files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


def test_a_page_comes_back_without_loss() -> None:
    plain = Page(1, "")
    assert all(getattr(RICH, field.name) != getattr(plain, field.name) for field in fields(Page))  # nothing is left to its default
    assert unpacked(packed([RICH, plain])) == [RICH, plain]


def test_pages_are_found_by_content_and_version_and_numbered_anew(tmp_path: Path) -> None:
    cache = PageCache(tmp_path)
    cache.open(A, "1").complete((replace(RICH, number=41), Page(42, "末页")))
    kept = PageCache(tmp_path).open(A, "1")
    assert kept.whole
    assert kept.pages(first_page=7) == (replace(RICH, number=7), Page(8, "末页"))
    assert not cache.open(A, "2").whole
    assert not cache.open(B, "1").whole


@pytest.mark.parametrize(("origin", "least"), [("ocr", 490), ("text", 430)])  # what is recognised takes long and is lost for fewer pages
def test_a_file_of_which_not_all_was_read_goes_on_where_it_stopped(tmp_path: Path, origin: Origin, least: int) -> None:
    everything = pages(1000, origin)
    first = PageCache(tmp_path).open(A, "1")
    for page in everything[:500]:
        first.add(page.number, replace(page, number=page.number + 100))
    second = PageCache(tmp_path).open(A, "1")
    assert not second.whole
    assert least <= second.count <= 500
    assert second.page(1, as_number=5) == replace(everything[0], number=5)
    assert second.page(501, as_number=501) is None
    for page in everything:
        if second.page(page.number, as_number=page.number) is None:
            second.add(page.number, page)
    assert PageCache(tmp_path).open(A, "1").count >= least + 500 - 64
    second.complete(everything)
    assert len(files(tmp_path)) == 1  # the parts are gone
    assert PageCache(tmp_path).open(A, "1").pages(first_page=1) == everything


DAMAGED = [b"", b"nothing", packed([])[:-1], packed(pages(2))[:-3], packed([Page(1, "a")])[:5] + bytes(40)]
NO_PAGES = [
    zstd.compress(content)
    for content in (
        b"",
        '[[1,"第1页"]]'.encode(),
        msgspec.msgpack.encode([[{"number": "1", "text": ""}], {}]),  # a wrong type
        msgspec.msgpack.encode([[{"number": 1}], {}]),  # no text
        msgspec.msgpack.encode([[], {7: b"text of no page"}]),
        b"\x91" * 1_000_000,  # deep
    )
]


@pytest.mark.parametrize("damage", [*DAMAGED, *NO_PAGES])
def test_damaged_entries_are_as_if_absent_and_written_anew(tmp_path: Path, damage: bytes) -> None:
    cache = PageCache(tmp_path)
    cache.open(A, "1").complete(pages(2))
    (place,) = files(tmp_path)
    place.write_bytes(damage)
    kept = cache.open(A, "1")
    assert not kept.whole
    assert kept.count == 0
    kept.complete(pages(2))
    assert cache.open(A, "1").pages(first_page=1) == pages(2)


def test_a_damaged_part_costs_its_own_pages_only(tmp_path: Path) -> None:
    kept = PageCache(tmp_path).open(A, "1")
    for page in pages(64, "ocr"):
        kept.add(page.number, page)
    files(tmp_path)[2].write_bytes(b"damaged")
    again = PageCache(tmp_path).open(A, "1")
    missing = [page.number for page in pages(64, "ocr") if again.page(page.number, as_number=1) is None]
    assert missing == list(range(17, 25))


def test_what_was_not_used_for_longest_makes_room(tmp_path: Path) -> None:
    cache = PageCache(tmp_path)
    names = [f"{n:064x}" for n in range(20)]
    for n, name in enumerate(names):
        cache.open(name, "1").complete((Page(1, os.urandom(5000).hex()),))
        os.utime(tmp_path / "1" / name[:2] / name, (n, n))
    size = files(tmp_path)[0].stat().st_size
    assert cache.open(names[0], "1").whole  # used just now, though written first
    cache.trim(size * 30)
    assert len(files(tmp_path)) == 20
    cache.trim(size * 10)
    assert sum(file.stat().st_size for file in files(tmp_path)) <= size * 10
    left = [name for name in names if cache.open(name, "1").whole]
    assert left == [names[0], *names[-len(left) + 1 :]]
    assert len(left) >= 8
    cache.trim(0)
    assert not files(tmp_path)


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    cache = PageCache(tmp_path / "file")
    cache.open(A, "1").complete(pages(3))
    assert not cache.open(A, "1").whole
    cache.trim(10)


def test_processes_share_the_folder(tmp_path: Path) -> None:
    """Several keep and read the same file at once; none ever meets half of it."""
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=_keep_and_read, args=(tmp_path,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
        assert worker.exitcode == 0
    assert PageCache(tmp_path).open(A, "1").pages(first_page=1) == pages(60)
    assert len(files(tmp_path)) == 1


def _keep_and_read(root: Path) -> None:
    for turn in range(30):
        kept = PageCache(root).open(A, "1")
        assert all(kept.page(page.number, as_number=page.number) in (page, None) for page in pages(60))
        for page in pages(60):
            kept.add(page.number, page)
        kept.complete(pages(60))
        assert PageCache(root).open(A, "1").whole
        if turn % 10 == 0:
            PageCache(root).trim(1 << 30)


def test_entries_travel_to_the_cache_of_another_machine(tmp_path: Path) -> None:
    here, there = PageCache(tmp_path / "here"), PageCache(tmp_path / "there")
    for name in (A, B):
        here.open(name, "1").complete(pages(3))
    there.imported(here.exported({A}))
    assert there.open(A, "1").pages(first_page=1) == pages(3)
    assert not there.open(B, "1").whole
    assert there.exported() == here.exported({A})
    there.imported({f"1/../../{A}": b"outside", "1/aa/short": b"no hash"})
    assert len(files(tmp_path)) == 3
