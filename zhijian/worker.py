"""One worker process: its pipe, what it is on, how long and with how much memory; and what it does, until its parent goes away."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic

import psutil

from ingest.errors import DamagedProgram, UnreadableInput
from zhijian.processes import OBJECTS, PROCESSES
from zhijian.task import Limits, Progress, R, Ready, T, Work

_TELL = 0.1  # seconds
_START = 600.0  # seconds that a process may take until it is ready for work; a busy machine is no fault of a file
_LOOK = 0.2  # seconds between two looks at the memory of a worker
_SEARCH = 2.0  # seconds between two searches for the programs it has started, which go through all processes of the machine


class Started:
    """The worker has loaded what it needs; from here on its time counts as that of its task."""


@dataclass(frozen=True, slots=True)
class Unready:
    """What the worker cannot load."""

    fault: str


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """The worker's result."""

    result: R


@dataclass(frozen=True, slots=True)
class Broken:
    """What the worker could not go on after. ``blameless`` where earlier work may be the reason: the task deserves a fresh worker."""

    error: UnreadableInput
    blameless: bool = False


@dataclass(slots=True)
class Worker(Generic[T]):
    """The run's side of a worker process. ``task`` is None while it has nothing to do, ``part`` what it says it is on."""

    process: BaseProcess
    pipe: Connection
    task: T | None = None
    part: str | None = None
    started: bool = False
    finished: int = 0
    heard: float = 0.0
    part_since: float = 0.0
    looked: float = 0.0
    searched: float = 0.0
    family: list[psutil.Process] = field(default_factory=list)

    @classmethod
    def start(cls, work: Work[T, R], ready: Ready) -> Worker[T]:
        """A new process that does ``work`` once it has done ``ready``; both must be importable by name."""
        ours, theirs = PROCESSES.Pipe()
        process = PROCESSES.Process(target=_loop, args=(theirs, work, ready), daemon=True)
        process.start()
        theirs.close()
        return cls(process, ours)

    def give(self, task: T) -> bool:
        """Hand over a task; False where the worker died while it had nothing to do."""
        try:
            self.pipe.send(task)
        except OSError:
            return False
        self.task, self.part = task, None
        self.heard = self.part_since = time.monotonic()
        return True

    def hear(self) -> Progress | Started | Done[Any] | Broken | None:
        """The next message, None where there is none yet; Broken where the worker has died.

        Raises DamagedProgram where it could not even begin: it looks at its task only when it is ready.
        """
        try:
            if not self.pipe.poll():
                return None
            message: Progress | Started | Unready | Done[Any] | Broken = self.pipe.recv()
        except (EOFError, OSError):
            self.process.join(5)
            if not self.started:
                raise _not_whole(f"退出码 {self.process.exitcode}") from None
            return Broken(UnreadableInput(f"处理进程意外退出（退出码 {self.process.exitcode}），文件可能已损坏或过大", code="crash"))
        self.heard = time.monotonic()
        if isinstance(message, Unready):
            raise _not_whole(message.fault)
        if isinstance(message, Started):
            self.started, self.part_since = True, self.heard
        if isinstance(message, Progress) and message.part != self.part:
            self.part, self.part_since = message.part, self.heard
        if isinstance(message, Done):
            self.task, self.finished = None, self.finished + 1
        return message

    def overdue(self, limits: Limits) -> Broken | None:
        """Why the worker must not go on: it stands still, takes too long or takes too much."""
        now = time.monotonic()
        if not self.started:
            late = now - self.heard > _START
            return Broken(UnreadableInput(f"处理进程 {_START:g} 秒内未能启动，请关闭其他程序后重试", code="timeout")) if late else None
        if now - self.heard > limits.stall:
            return Broken(UnreadableInput(f"读取停滞超过 {limits.stall:g} 秒，已跳过", code="timeout"))
        if now - self.part_since > limits.seconds:
            return Broken(UnreadableInput(f"读取超过 {limits.seconds:g} 秒上限，已跳过", code="timeout"))
        if now - self.looked > _LOOK:
            self.looked = now
            if now - self.searched > _SEARCH:
                self.searched = now
                self.family = list(self._family())
            if sum(map(_resident, self.family)) > limits.megabytes * (1 << 20):
                remedy = "请拆分文件，或调大环境变量 ZHIJIAN_WORKER_MB 后加 --again 重试"
                reason = f"读取所需内存超过 {limits.megabytes:g} MB 上限，已跳过；{remedy}"
                return Broken(UnreadableInput(reason, code="memory"), blameless=self.finished > 0)
        return None

    def kill(self) -> None:
        """End the process and the programs it has started, such as a converter."""
        family = list(self._family())
        self.process.kill()
        self.process.join()
        self.pipe.close()
        for process in family:
            with contextlib.suppress(psutil.Error):
                process.kill()

    def _family(self) -> Iterator[psutil.Process]:
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(self.process.pid)
            yield process
            yield from process.children(recursive=True)


def _resident(process: psutil.Process) -> int:
    with contextlib.suppress(psutil.Error):  # it has just ended
        return int(process.memory_info().rss)
    return 0


def _loop(pipe: Connection, work: Work[T, R], ready: Ready) -> None:
    """What a worker process does: tasks in, progress and results out, until the parent goes away."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        get_ready(ready)
    except Exception as error:
        pipe.send(Unready(fault(error)))
        return
    pipe.send(Started())
    while True:
        task: T = pipe.recv()
        message: Done[R] | Broken
        try:
            message = Done(work(task, _teller(pipe)))
        except MemoryError:
            message = Broken(UnreadableInput("内存不足，未能处理完。请关闭其他程序或减少并行进程（ZHIJIAN_WORKERS）后重试", code="memory"))
        except Exception as error:
            message = Broken(UnreadableInput(explained(error), code="bug"))
        pipe.send(message)


def _teller(pipe: Connection) -> Callable[[Progress], None]:
    """Sends progress, of pages in between at most every ``_TELL`` seconds: a message costs both sides as much as a fifth of a page."""
    last: Progress | None = None
    sent = 0.0

    def tell(progress: Progress) -> None:
        nonlocal last, sent
        now = time.monotonic()
        between = last and (progress.key, progress.part) == (last.key, last.part) and progress.page < progress.pages
        if between and now - sent < _TELL:
            return
        last, sent = progress, now
        pipe.send(progress)

    return tell


def get_ready(ready: Ready) -> None:
    """Load what is needed. It stays, so no time goes into looking for garbage in it."""
    gc.set_threshold(OBJECTS)
    ready()
    gc.freeze()


def _not_whole(what: str) -> DamagedProgram:
    remedy = "程序可能没有装好或者文件缺失，请重新安装后再次运行同一命令；已完成的部分都已保存，各卷文件没有问题"
    return DamagedProgram(f"处理进程无法启动（{what}）。{remedy}")


def _end_with_parent() -> None:
    """Without this, a worker that hangs in native code would outlive a run that was killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def fault(error: Exception) -> str:
    """What an error nobody foresaw is, and where."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name} 第 {last.lineno} 行"
    return f"{type(error).__name__}：{error}；{place}"


def explained(error: Exception) -> str:
    """An error nobody foresaw that cost a file or a text, for a clerk to hand on."""
    return f"程序处理时出错（{fault(error)}），已跳过。请把文件和这条信息交给维护人员"
