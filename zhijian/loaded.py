"""Importing this loads all that screens dossiers: only the server that workers are forked from does, while its parent gets ready."""

from __future__ import annotations

import gc
import signal
from contextlib import suppress

from zhijian.screen_one import load
from zhijian.worker import OBJECTS

signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
gc.set_threshold(OBJECTS)
with suppress(Exception):  # a worker meets the same error when it gets ready, and tells it
    load()
gc.freeze()
