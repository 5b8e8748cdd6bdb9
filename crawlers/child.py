"""Scrapy in a child process: its reactor starts once in a process's life. What happens is sent to the parent."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

_PATIENCE = 5  # seconds a child that is called off may take to end


@contextmanager
def child(work: Callable[..., None], *arguments: Any) -> Iterator[Connection]:
    """A process that does ``work(*arguments, events)``; what it sends. Left before its end, the context ends it."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(work, *arguments, theirs), daemon=True)
    process.start()
    theirs.close()  # else the child's end would never be seen
    try:
        yield ours
    finally:
        ours.close()
        process.terminate()  # without effect on one that has ended
        process.join(_PATIENCE)
        process.kill()
        process.join()


def teller(events: Connection) -> Callable[[Any], None]:
    """Sends to the parent; ends the process where that is gone: nobody wants the rest, and the site is left in peace."""

    def tell(event: Any) -> None:
        try:
            events.send(event)
        except OSError:
            os._exit(1)

    return tell


def _work(work: Callable[..., None], *arguments: Any) -> None:
    import logging

    threading.Thread(target=_end_with_parent, daemon=True).start()
    logging.disable(logging.CRITICAL)  # what users need to know is sent to the parent
    work(*arguments)


def _end_with_parent() -> None:
    """A child that outlived its parent would ask pages that the next crawl asks too."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
