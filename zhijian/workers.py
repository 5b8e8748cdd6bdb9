"""Worker processes that cannot take the run down with them.

Each worker holds one task at a time and reports every step over its own pipe. A worker that reports nothing for
``stall`` seconds, or works on one file for longer than ``limit`` seconds, is killed; the file it was on is blamed,
the task is tried again without that file, and the run goes on. The same happens when a worker dies (a crash in native
code, the operating system's memory killer). Processes are spawned, not forked, so that Windows behaves alike.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from ingest.errors import UnreadableInput
from zhijian.task import Blame, Finished, Message, Outcome, Progress, Task, Work

_SPAWN = multiprocessing.get_context("spawn")


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: Task | None = None
    current: str | None = None
    heard: float = 0.0
    file_since: float = 0.0

    def give(self, task: Task) -> None:
        self.task, self.current = task, None
        self.heard = self.file_since = time.monotonic()
        self.pipe.send(task)

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def run_tasks(
    tasks: Iterable[Task],
    work: Work,
    *,
    workers: int,
    stall: float,
    limit: float,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> Iterator[Outcome]:
    """Run every task and yield its outcome as it ends. ``tasks`` is read lazily, a task when a worker is free.

    ``work`` must be importable by name (it is pickled). Closing the generator ends all workers.
    """
    waiting: deque[Task] = deque()
    source = iter(tasks)
    pool: list[_Worker] = []
    try:
        while True:
            for worker in pool:
                if worker.task is None:
                    task = _next(waiting, source)
                    if task is None:
                        break
                    worker.give(task)
            while len(pool) < workers and (task := _next(waiting, source)) is not None:
                pool.append(_start(work))
                pool[-1].give(task)
            busy = [worker for worker in pool if worker.task is not None]
            if not busy:
                return
            ready = wait([worker.pipe for worker in busy], timeout=0.2)
            for worker in busy:
                outcome = _hear(worker, on_progress) if worker.pipe in ready else None
                outcome = outcome or _overdue(worker, stall, limit)
                if isinstance(outcome, Blame):
                    pool.remove(worker)
                    worker.kill()
                    assert worker.task is not None
                    retry, outcome = _without(worker.task, outcome)
                    if retry is not None:
                        waiting.appendleft(retry)
                if outcome is not None:
                    worker.task = None
                    yield outcome
    finally:
        for worker in pool:
            worker.kill()


def _next(waiting: deque[Task], source: Iterator[Task]) -> Task | None:
    return waiting.popleft() if waiting else next(source, None)


def _start(work: Work) -> _Worker:
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_loop, args=(theirs, work), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours, heard=time.monotonic())


def _hear(worker: _Worker, on_progress: Callable[[Progress], None]) -> Outcome | Blame | None:
    try:
        message: Message = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join(5)
        code = worker.process.exitcode
        return Blame(worker.current, UnreadableInput(f"处理进程意外退出（退出码 {code}），文件可能已损坏或过大", code="crash"))
    worker.heard = time.monotonic()
    if isinstance(message, Progress):
        if message.file != worker.current:
            worker.current, worker.file_since = message.file, worker.heard
        on_progress(message)
        return None
    assert worker.task is not None
    return Outcome(worker.task, message)


def _overdue(worker: _Worker, stall: float, limit: float) -> Blame | None:
    now = time.monotonic()
    if now - worker.heard > stall:
        return Blame(worker.current, UnreadableInput(f"读取停滞超过 {stall:g} 秒，已跳过", code="timeout"))
    if now - worker.file_since > limit:
        return Blame(worker.current, UnreadableInput(f"读取超过 {limit:g} 秒上限，已跳过", code="timeout"))
    return None


def _without(task: Task, blame: Blame) -> tuple[Task | None, Outcome | None]:
    """Try again without the blamed file; a task that is to blame as a whole ends here."""
    if blame.file is None or blame.file in task.skip:
        return None, Outcome(task, Finished(error=blame.error))
    return replace(task, skip={**task.skip, blame.file: blame.error}), None


def _loop(pipe: Connection, work: Work) -> None:
    """What a worker process does: tasks in, progress and results out, until the parent goes away."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    while True:
        try:
            task: Task = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            result = Finished(result=work(task, pipe.send))
        except (BrokenPipeError, ConnectionError):
            return
        except MemoryError:
            result = Finished(error=UnreadableInput("内存不足，未能处理完本卷。请关闭其他程序或减少并行进程后重试", code="memory"))
        try:
            pipe.send(result)
        except (BrokenPipeError, OSError):
            return
