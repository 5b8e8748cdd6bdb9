"""Importing this loads all that screens dossiers: only the server that workers are forked from does, while its parent gets ready."""

from __future__ import annotations

import gc
from contextlib import suppress

from zhijian.screen_one import load

gc.disable()
with suppress(Exception):  # a worker meets the same error when it gets ready, and tells it
    load()
gc.freeze()
gc.enable()
