"""Worker processes that cannot take the run down with them.

Each worker holds one task at a time and reports every step over its own pipe. A worker that reports nothing for
``stall`` seconds, or works on one part for longer than ``limit`` seconds, is killed; the part it was on (a file, a text)
is blamed, the task is tried again without that part, and the run goes on. The same happens when a worker dies (a crash in
native code, the operating system's memory killer) or meets an error nobody foresaw. Processes are spawned, not forked, so
that Windows behaves alike; they end with the run that started them, however that ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic

from ingest.errors import UnreadableInput
from zhijian.task import Outcome, Progress, R, T, Work

_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class _Done(Generic[R]):
    """The worker's result."""

    result: R


@dataclass(frozen=True, slots=True)
class _Broken:
    """What the worker could not go on after."""

    error: UnreadableInput


@dataclass(slots=True)
class _Worker(Generic[T]):
    process: BaseProcess
    pipe: Connection
    task: T | None = None
    part: str | None = None
    heard: float = 0.0
    part_since: float = 0.0

    def give(self, task: T) -> bool:
        """Hand over a task; False where the worker died while it had nothing to do."""
        try:
            self.pipe.send(task)
        except OSError:
            return False
        self.task, self.part = task, None
        self.heard = self.part_since = time.monotonic()
        return True

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def run_tasks(
    tasks: Iterable[T],
    work: Work[T, R],
    *,
    workers: int,
    stall: float,
    limit: float,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> Iterator[Outcome[T, R]]:
    """Run every task and yield its outcome as it ends. ``tasks`` is read lazily, a task when a worker is free.

    ``work`` must be importable by name (it is pickled). Closing the generator ends all workers.
    """
    waiting: deque[T] = deque()
    source = iter(tasks)
    pool: list[_Worker[T]] = []
    try:
        while True:
            for worker in [worker for worker in pool if worker.task is None]:
                task = _next(waiting, source)
                if task is None:
                    break
                if not worker.give(task):
                    waiting.appendleft(task)
                    pool.remove(worker)
                    worker.kill()
            while len(pool) < workers and (task := _next(waiting, source)) is not None:
                pool.append(_start(work))
                if not pool[-1].give(task):
                    raise RuntimeError("a new worker process takes no task")
            busy = [worker for worker in pool if worker.task is not None]
            if not busy:
                return
            ready = wait([worker.pipe for worker in busy], timeout=0.2)
            for worker in busy:
                assert worker.task is not None
                heard = _hear(worker) if worker.pipe in ready else None
                if isinstance(heard, Progress):
                    on_progress(heard)
                if isinstance(heard, _Done):
                    outcome: Outcome[T, R] = Outcome(worker.task, heard.result)
                    worker.task = None
                    yield outcome
                    continue
                broken = heard if isinstance(heard, _Broken) else _overdue(worker, stall, limit)
                if broken is None:
                    continue
                pool.remove(worker)
                worker.kill()
                retry = worker.task.without(worker.part, broken.error) if worker.part is not None else None
                if retry is not None:
                    waiting.appendleft(retry)
                else:
                    yield Outcome(worker.task, error=broken.error)
    finally:
        for worker in pool:
            worker.kill()


def _next(waiting: deque[T], source: Iterator[T]) -> T | None:
    return waiting.popleft() if waiting else next(source, None)


def _start(work: Work[T, R]) -> _Worker[T]:
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_loop, args=(theirs, work), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _hear(worker: _Worker[T]) -> Progress | _Done[Any] | _Broken:
    try:
        message: Progress | _Done[Any] | _Broken = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join(5)
        code = worker.process.exitcode
        return _Broken(UnreadableInput(f"处理进程意外退出（退出码 {code}），文件可能已损坏或过大", code="crash"))
    worker.heard = time.monotonic()
    if isinstance(message, Progress) and message.part != worker.part:
        worker.part, worker.part_since = message.part, worker.heard
    return message


def _overdue(worker: _Worker[T], stall: float, limit: float) -> _Broken | None:
    now = time.monotonic()
    if now - worker.heard > stall:
        return _Broken(UnreadableInput(f"读取停滞超过 {stall:g} 秒，已跳过", code="timeout"))
    if now - worker.part_since > limit:
        return _Broken(UnreadableInput(f"读取超过 {limit:g} 秒上限，已跳过", code="timeout"))
    return None


def _loop(pipe: Connection, work: Work[T, R]) -> None:
    """What a worker process does: tasks in, progress and results out, until the parent goes away."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        task: T = pipe.recv()
        message: _Done[R] | _Broken
        try:
            message = _Done(work(task, pipe.send))
        except MemoryError:
            message = _Broken(UnreadableInput("内存不足，未能处理完。请关闭其他程序或减少并行进程（ZHIJIAN_WORKERS）后重试", code="memory"))
        except Exception as error:
            message = _Broken(UnreadableInput(explained(error), code="bug"))
        pipe.send(message)


def _end_with_parent() -> None:
    """Without this, a worker that hangs in native code would outlive a run that was killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def explained(error: Exception) -> str:
    """An error nobody foresaw, for a clerk to hand on."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name} 第 {last.lineno} 行"
    return f"程序处理时出错（{type(error).__name__}：{error}；{place}），已跳过。请把文件和这条信息交给维护人员"
