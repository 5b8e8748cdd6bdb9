"""Lawful dossiers that a hasty check would flag: each names what is unusual and lawful about it."""

from __future__ import annotations

from zhijian.demo.near_misses.authority import AUTHORITY
from zhijian.demo.near_misses.bundled import CLEAN, Make
from zhijian.demo.near_misses.discretion import DISCRETION
from zhijian.demo.near_misses.evidence import EVIDENCE
from zhijian.demo.near_misses.execution import EXECUTION
from zhijian.demo.near_misses.manner import MANNER
from zhijian.demo.near_misses.measure import MEASURE
from zhijian.demo.near_misses.periods import PERIODS
from zhijian.demo.near_misses.records import RECORDS

NEAR_MISSES: tuple[Make, ...] = (*CLEAN, *PERIODS, *MANNER, *MEASURE, *AUTHORITY, *DISCRETION, *EVIDENCE, *EXECUTION, *RECORDS)

__all__ = ["CLEAN", "NEAR_MISSES", "Make"]
