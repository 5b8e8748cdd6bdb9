from __future__ import annotations

from datetime import UTC, datetime

from ingest.errors import RejectedInput, UnreadableInput
from ingest.ledger import Entry, refused, totals

AT = datetime(2025, 1, 2, tzinfo=UTC)


def test_who_must_act_decides_between_rejected_and_failed() -> None:
    rejected = refused("r1", "a.pdf", RejectedInput("a.pdf：文件已加密", code="encrypted"), at=AT, sha256="0" * 64)
    failed = refused("r1", "b.pdf", UnreadableInput("b.pdf：已损坏", code="damaged"), at=AT, dossier="b")
    assert (rejected.status, rejected.code, rejected.reason, rejected.pages) == ("rejected", "encrypted", "a.pdf：文件已加密", 0)
    assert (failed.status, failed.code, failed.dossier, failed.sha256) == ("failed", "damaged", "b", None)


def test_the_sum_of_all_totals_is_what_came_in() -> None:
    entries = [Entry("r", f"{i}.pdf", None, status, None, None, None, 0, AT) for i, status in enumerate(["done", "done", "failed"])]  # type: ignore[arg-type]
    counted = totals(entries)
    assert counted == {"done": 2, "duplicate": 0, "rejected": 0, "failed": 1}
    assert sum(counted.values()) == len(entries)
