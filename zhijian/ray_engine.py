"""``--engine ray``: the dossiers of a run screened on the nodes of a Ray cluster.

Store, vault and index stay with the run; nodes need nothing but the program, in the same version. A dossier travels with the
bytes of its files (see ``ray_node``), so that no storage has to be shared. A node that dies takes no dossier with it: Ray gives
what it was working on to another, and what was not fetched from it is worked on again.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

from index.store import Store
from ingest.document import Source
from ingest.errors import DamagedProgram, InputError, SettingsError, UnreadableInput
from ingest.page_cache import PageCache
from ingest.vault import Vault
from zhijian.ray_node import Parcel, Returned, screen_there
from zhijian.screen_one import Screened
from zhijian.settings import Settings
from zhijian.task import Outcome, Progress, Task
from zhijian.worker import explained

_RETRIES = 5  # deaths of nodes that a dossier survives; one that brings down node after node must end
_ANSWER = 10.0  # seconds for a cluster to answer
_AHEAD = 2  # dossiers a processor, in work and on their way


class RayEngine:
    """The connection to a cluster, to be used as a context. SettingsError where Ray is not installed or does not answer.

    A cluster that has no processors is waited for ``patience`` seconds: one that grows as needed starts with none.
    """

    def __init__(self, settings: Settings, store: Store, address: str, *, patience: float = 300.0) -> None:
        self._settings, self._store, self._address, self._patience = settings, store, address, patience
        self._vault, self._cache = Vault(settings.vault), PageCache(settings.pages)

    def __enter__(self) -> Self:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is reported to anyone
        try:
            import ray
        except ImportError as error:
            raise SettingsError(
                "--engine ray 需要安装扩展：pip install 'zhijian[ray]'。未安装时请用本机进程（--engine local）。"
            ) from error
        self._ray: Any = ray
        try:
            _knock(self._address)
            ray.init(address=self._address, log_to_driver=False, logging_level="ERROR")
        except (OSError, ValueError, RuntimeError) as error:
            reason = str(error).strip().partition("\n")[0]
            where = "本机没有加入正在运行的 Ray 集群" if self._address == "auto" else f"Ray 集群 {self._address} 连接失败（{reason}）"
            remedy = "请先在主节点运行 ray start --head，在其他节点运行 ray start --address=主节点:6379，并检查 ZHIJIAN_RAY_ADDRESS"
            raise SettingsError(f"{where}。{remedy}。") from error
        return self

    def __exit__(self, *_: object) -> None:
        self._ray.shutdown()

    def run(self, tasks: Iterator[Task], on_page: Callable[[Progress], None]) -> Iterator[Outcome[Task, Screened]]:
        """Every task with its outcome, as ``run_tasks`` gives them; progress is told dossier by dossier."""
        ray = self._ray
        there = ray.remote(num_cpus=1, max_retries=_RETRIES)(screen_there)
        flying: dict[Any, Task] = {}
        try:
            manned = time.monotonic()
            while True:
                processors = ray.cluster_resources().get("CPU", 0)
                manned = time.monotonic() if processors else manned
                if time.monotonic() - manned > self._patience:
                    raise SettingsError("Ray 集群中已没有可用的计算节点。已完成的部分都已保存；节点恢复后再次运行同一命令即可继续。")
                room = max(1, int(_AHEAD * processors))
                while len(flying) < room and (task := next(tasks, None)) is not None:
                    try:
                        flying[there.remote(self._parcel(task))] = task
                    except InputError as error:
                        yield Outcome(task, error=error)
                if not flying:
                    return
                for reference in ray.wait(list(flying), timeout=1.0)[0]:
                    yield self._landed(reference, flying.pop(reference), on_page)
        finally:
            for reference in flying:
                ray.cancel(reference, force=True)

    def _parcel(self, task: Task) -> Parcel:
        earlier = self._store.report(task.key)
        hashes = {source.sha256 for _, source in task.files} | {part.sha256 for part in (earlier.files if earlier else ())}
        return Parcel(
            task,
            self._settings.limits,
            tuple(self._original(source) for _, source in task.files),
            {} if task.cache is None else self._cache.exported(hashes),
            _bytes(task.local_parameters),
            _bytes(task.local_laws),
        )

    def _original(self, source: Source) -> bytes:
        try:
            return self._vault.path(source.sha256).read_bytes()
        except OSError as error:
            raise UnreadableInput(f"原件读取失败（{error.strerror or error}），请检查存储介质后重试", code="io") from error

    def _landed(self, reference: Any, task: Task, on_page: Callable[[Progress], None]) -> Outcome[Task, Screened]:
        errors = self._ray.exceptions
        try:
            returned: Returned | str = self._ray.get(reference)
        except errors.RayTaskError as error:
            if isinstance(error.cause, ImportError | DamagedProgram):
                raise SettingsError(f"Ray 节点上不能运行执鉴（{error.cause}），请在每个节点安装同一版本。") from error
            return Outcome(task, error=UnreadableInput(explained(error.cause), code="bug"))
        except errors.RayError as error:
            reason = f"处理该卷的计算节点先后中断（{type(error).__name__}），请检查集群后加 --again 重试"
            return Outcome(task, error=UnreadableInput(reason, code="crash"))
        if isinstance(returned, str):
            raise SettingsError(f"Ray 节点上的执鉴版本是 {returned}，与本机不同，请在每个节点安装同一版本。")
        for data in returned.originals:
            self._vault.put_bytes(data, media_type="")
        self._cache.imported(returned.pages)
        for step in returned.progress:
            on_page(step)
        return returned.outcome


def _bytes(path: Path | None) -> bytes | None:
    return path.read_bytes() if path is not None and path.exists() else None


def _knock(address: str) -> None:
    """OSError where nobody listens at a ``host:port``: Ray itself would try for minutes."""
    host, _, port = address.rpartition(":")
    if port.isdecimal() and "/" not in host:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_ANSWER).close()
