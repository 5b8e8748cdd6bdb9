"""Settings: where things are kept. All from the environment, all with a default that works on one machine."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from ingest.errors import SettingsError
from ingest.readers.engine import Engine
from zhijian.task import Limits


@dataclass(frozen=True, slots=True)
class Settings:
    """``home`` holds vault, store and embedded index. ``search_url`` is None for the embedded engine.

    A file on which nothing moves for ``stall_seconds``, that takes ``file_seconds`` in all or needs more than ``worker_mb`` megabytes
    of memory is given up. ``cache_mb`` megabytes of pages are kept from being read again; 0 keeps none.
    ``reader`` supplies the characters of PDF files: pdfium, or pdfplumber's own pdfminer, which is many times slower.
    ``ray_address`` is the Ray cluster of ``--engine ray``, ``auto`` for the one this machine is part of.
    """

    home: Path
    database_url: str
    search_url: str | None
    workers: int
    stall_seconds: float
    file_seconds: float
    worker_mb: float = 1500.0
    cache_mb: float = 2048.0
    ray_address: str = "auto"
    reader: Engine = "pdfium"

    @classmethod
    def load(cls) -> Settings:
        """Read the environment: each variable is ``ZHIJIAN_`` and the name of its field. SettingsError where one is wrong."""
        home = Path(os.environ.get("ZHIJIAN_HOME") or "zhijian-data").absolute()
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsError(
                f"数据目录 {home} 不能创建：{error.strerror}。请检查权限，或用环境变量 ZHIJIAN_HOME 指定另一个目录。"
            ) from error
        if not os.access(home, os.W_OK):
            raise SettingsError(f"数据目录 {home} 不可写。请检查权限，或用环境变量 ZHIJIAN_HOME 指定另一个目录。")
        return cls(
            home=home,
            database_url=os.environ.get("ZHIJIAN_DATABASE_URL") or f"sqlite:///{(home / 'zhijian.db').as_posix()}",
            search_url=os.environ.get("ZHIJIAN_SEARCH_URL") or None,
            workers=int(_number("ZHIJIAN_WORKERS", default=max(1, min(os.cpu_count() or 1, 16)), least=1)),
            stall_seconds=_number("ZHIJIAN_STALL_SECONDS", default=60.0, least=0.1),
            file_seconds=_number("ZHIJIAN_FILE_SECONDS", default=1800.0, least=0.1),
            worker_mb=_number("ZHIJIAN_WORKER_MB", default=1500.0, least=100.0),
            ray_address=os.environ.get("ZHIJIAN_RAY_ADDRESS") or "auto",
            reader=_reader(),
            cache_mb=_number("ZHIJIAN_CACHE_MB", default=2048.0, least=0.0),
        )

    @property
    def limits(self) -> Limits:
        """What reading one file may take."""
        return Limits(self.stall_seconds, self.file_seconds, self.worker_mb)

    @property
    def vault(self) -> Path:
        """The folder of originals."""
        return self.home / "vault"

    @property
    def pages(self) -> Path:
        """The folder of pages read before."""
        return self.home / "pages"

    @property
    def local_parameters(self) -> Path:
        """The office's own thresholds and names; optional."""
        return self.home / "local.yml"

    @property
    def local_laws(self) -> Path:
        """Regulations and rules of the office's own place, as ``zhijian laws import`` keeps them; optional."""
        return self.home / "local-laws.json.xz"

    @property
    def scan_config(self) -> Path:
        """When the daily scan runs and where its briefings go; optional."""
        return self.home / "scan.yml"

    @property
    def sites(self) -> Path:
        """The office's own crawl sources; optional."""
        return self.home / "sites"

    @property
    def hotlines(self) -> Path:
        """The office's hotline sources; optional."""
        return self.home / "hotlines"


def _reader() -> Engine:
    given = os.environ.get("ZHIJIAN_READER") or "pdfium"
    if given not in get_args(Engine):
        raise SettingsError(f"环境变量 ZHIJIAN_READER={given} 无效，应为 {' 或 '.join(get_args(Engine))}。")
    return cast(Engine, given)


def _number(name: str, *, default: float, least: float) -> float:
    raw = os.environ.get(name)
    if not raw:
        return default
    try:
        value = float(raw)
    except ValueError:
        value = least - 1
    if value < least:
        raise SettingsError(f"环境变量 {name}={raw!r} 无效：应为不小于 {least:g} 的数字。")
    return value
