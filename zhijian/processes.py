"""How worker processes come to be: on Linux forked from a server that has loaded the program once, elsewhere spawned.

The server is a fresh process (``multiprocessing``'s forkserver): nothing of the run that asks for workers is in it.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys

if sys.platform == "linux":
    from multiprocessing import forkserver, resource_tracker

    PROCESSES = multiprocessing.get_context("forkserver")
else:
    PROCESSES = multiprocessing.get_context("spawn")

OBJECTS = 100_000  # made between two looks for garbage; pages and findings are many small objects and few of them are garbage


def load_ahead(module: str) -> None:
    """Let the server import ``module`` while the caller goes on. To be called before the first worker starts; later it changes nothing."""
    if sys.platform == "linux":
        PROCESSES.set_forkserver_preload([module])
        resource_tracker.ensure_running()  # the server would start it, and it lets signals through again
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # the server inherits it: Ctrl-C is the parent's to handle
        forkserver.ensure_running()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
