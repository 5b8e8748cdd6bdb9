"""How worker processes come to be: on Linux forked from a server that has loaded the program once, elsewhere spawned.

The server is a fresh process (``multiprocessing``'s forkserver): nothing of the run that asks for workers is in it.
"""

from __future__ import annotations

import multiprocessing
import sys

if sys.platform == "linux":
    from multiprocessing import forkserver

    PROCESSES = multiprocessing.get_context("forkserver")
else:
    PROCESSES = multiprocessing.get_context("spawn")


def load_ahead(module: str) -> None:
    """Let the server import ``module`` while the caller goes on. To be called before the first worker starts; later it changes nothing."""
    if sys.platform == "linux":
        PROCESSES.set_forkserver_preload([module])
        forkserver.ensure_running()
