"""Worker processes that cannot take the run down with them.

Each worker holds one task at a time and reports every step over its own pipe. A worker that stands still, works on one part
for too long or takes too much memory (``Limits``) is killed; the part it was on (a file, a text) is blamed, the task is tried
again without that part, and the run goes on. The same happens when a worker dies (a crash in native code, the operating
system's memory killer) or meets an error nobody foresaw. Workers are forked from a server that has loaded the program, or
spawned where there is none (``processes``); they end with the run that started them, however that ends.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import wait

from zhijian.task import Limits, Outcome, Progress, R, Ready, T, Work
from zhijian.worker import Broken, Done, Started, Worker


def nothing() -> None:
    """There is nothing to load."""


def run_tasks(
    tasks: Iterable[T | None],
    work: Work[T, R],
    *,
    workers: int,
    limits: Limits,
    on_progress: Callable[[Progress], None] = lambda _: None,
    ready: Ready = nothing,
) -> Iterator[Outcome[T, R]]:
    """Run every task and yield its outcome as it ends. ``tasks`` is read lazily, one ahead of the workers; None: none for now.

    ``work`` and ``ready``, what it needs loaded, must be importable by name (they are pickled). Closing the generator ends all workers.
    Raises DamagedProgram where no worker can begin.
    """
    waiting: deque[T] = deque()
    source = iter(tasks)
    pool: list[Worker[T]] = []
    try:
        while True:
            for worker in [worker for worker in pool if worker.task is None]:
                _employ(worker, pool, waiting, source)
            while len(pool) < workers and (task := _next(waiting, source)) is not None:
                pool.append(Worker.start(work, ready))
                if not pool[-1].give(task):
                    pool[-1].hear()  # it says what it could not load
                    raise RuntimeError("a new worker process takes no task")
            busy = [worker for worker in pool if worker.task is not None]
            if not busy:
                return
            if not waiting and (task := next(source, None)) is not None:
                waiting.append(task)  # at hand when a worker is free
            wait([worker.pipe for worker in busy], timeout=0.2)
            for worker in busy:
                task = worker.task
                assert task is not None
                while isinstance(heard := worker.hear(), Progress | Started):  # all it has said, before it is called slow
                    if isinstance(heard, Progress):
                        on_progress(heard)
                if isinstance(heard, Done):
                    _employ(worker, pool, waiting, source)  # it works on while what it found is stored
                    yield Outcome(task, heard.result)
                    continue
                broken = heard if isinstance(heard, Broken) else worker.overdue(limits)
                if broken is None:
                    continue
                pool.remove(worker)
                worker.kill()
                retry = task if broken.blameless else task.without(worker.part, broken.error) if worker.part is not None else None
                if retry is not None:
                    waiting.appendleft(retry)
                else:
                    yield Outcome(task, error=broken.error)
    finally:
        for worker in pool:
            worker.kill()


def _employ(worker: Worker[T], pool: list[Worker[T]], waiting: deque[T], source: Iterator[T | None]) -> None:
    """Give an idle worker the next task, if there is one; a worker that died while it was idle leaves the pool."""
    task = _next(waiting, source)
    if task is not None and not worker.give(task):
        waiting.appendleft(task)
        pool.remove(worker)
        worker.kill()


def _next(waiting: deque[T], source: Iterator[T | None]) -> T | None:
    return waiting.popleft() if waiting else next(source, None)
