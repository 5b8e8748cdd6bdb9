from __future__ import annotations

import hashlib
import os
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.errors import UnreadableInput
from ingest.vault import Vault


def test_a_file_is_stored_once_under_its_hash_and_read_only(tmp_path: Path) -> None:
    data = os.urandom(3 << 20)
    (tmp_path / "a.bin").write_bytes(data)
    (tmp_path / "b.bin").write_bytes(data)
    vault = Vault(tmp_path / "vault")
    first, second = vault.put(tmp_path / "a.bin"), vault.put(tmp_path / "b.bin")
    sha256 = hashlib.sha256(data).hexdigest()
    assert first.sha256 == second.sha256 == sha256
    assert (first.size, first.path) == (len(data), str(tmp_path / "a.bin"))
    place = vault.path(sha256)
    assert place == tmp_path / "vault" / sha256[:2] / sha256
    assert place.read_bytes() == data
    assert not place.stat().st_mode & 0o222
    assert [p for p in (tmp_path / "vault").rglob("*") if p.is_file()] == [place]


def test_fetched_bytes_keep_their_url(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault")
    at = datetime(2025, 3, 1, 8, tzinfo=UTC)
    source = vault.put_bytes(b"<html>", media_type="text/html", url="http://127.0.0.1/a", fetched_at=at)
    assert vault.has(source.sha256)
    assert (source.url, source.fetched_at, source.size, source.path) == ("http://127.0.0.1/a", at, 6, None)
    assert vault.put_bytes(b"<html>", media_type="text/html").sha256 == source.sha256


def test_changed_bytes_are_found_out(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    sha256 = vault.put_bytes(b"original", media_type="text/plain").sha256
    assert vault.verify(sha256)
    vault.path(sha256).chmod(0o600)
    vault.path(sha256).write_bytes(b"forged")
    assert not vault.verify(sha256)


def test_missing_things_are_said_to_be_missing(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    with pytest.raises(UnreadableInput, match="重新提交") as error:
        vault.path("0" * 64)
    assert error.value.code == "missing"
    with pytest.raises(UnreadableInput, match=r"没有\.pdf：文件不存在"):
        vault.put(tmp_path / "没有.pdf")
    with pytest.raises(UnreadableInput) as folder:
        vault.put(tmp_path)
    assert folder.value.code in ("io", "no_permission")
    assert not vault.has("1" * 64)
    with pytest.raises(ValueError, match="SHA-256"):
        vault.path("../../etc/passwd")


def test_an_interrupted_put_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Breaks:
        def read(self, size: int) -> bytes:
            raise OSError("disk gone")

    vault = Vault(tmp_path / "vault")
    with pytest.raises(OSError, match="disk gone"):
        vault._store(Breaks())  # type: ignore[arg-type]
    assert list((tmp_path / "vault").rglob("*")) == []


def test_many_threads_may_put_the_same_bytes(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault")
    threads = [threading.Thread(target=vault.put_bytes, args=(b"same" * 1000,), kwargs={"media_type": "text/plain"}) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([p for p in (tmp_path / "vault").rglob("*") if p.is_file()]) == 1
