"""What a scanner, a binding and handling do to a sheet: skew, blur, noise, grey corners, fold lines, punch holes, sheets fed the wrong way.

Colours stay: seals are red on a scan, and the readers under test look for them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from typing import Any

import cv2
import numpy as np

SKEW = 2.0  # degrees at most
_PAPER = 246  # grey of a white sheet under the lamp


@dataclass(frozen=True, slots=True)
class Scanner:
    """One device and one binding: what all scanned pages of a dossier have in common."""

    quality: int  # of the JPEG
    blur: float  # sigma in pixels at 200 dpi
    noise: float  # sigma in grey levels
    tint: tuple[float, float, float]  # the lamp's colour, as shares of white (RGB)
    holes: tuple[float, ...]  # where the sheets are punched, as shares of the height; none for dossiers bound afterwards
    careless: float  # how likely a sheet is fed the wrong way


def scanner(rng: Random) -> Scanner:
    """A device as offices have them: from a good one to one that has seen many sheets."""
    worn = rng.random()
    warm = rng.uniform(0.0, 0.03)
    return Scanner(
        quality=round(82 - 30 * worn),
        blur=0.3 + 0.5 * worn,
        noise=2.0 + 5.0 * worn,
        tint=(1.0, 1.0 - warm / 3, 1.0 - warm),
        holes=rng.choice(((), (0.28, 0.5, 0.72), (0.36, 0.64))),
        careless=rng.choice((0.0, 0.03, 0.06)),
    )


def worn(picture: Any, device: Scanner, rng: Random, *, dpi: int) -> tuple[Any, int]:
    """The page as ``device`` scans it, and by how many degrees it lies turned to the right (0, 90, 180 or 270).

    ``picture`` is H×W×3 bytes (RGB) at ``dpi``; the result is of the same kind, W×H where the sheet lies across.
    """
    noise = np.random.default_rng(rng.randrange(2**63))
    page = picture.astype(np.float32)
    if rng.random() < 0.12:
        _fold(page, rng)
    for share in device.holes:
        _hole(page, share, rng, dpi)
    page = _askew(page, rng)
    page = cv2.GaussianBlur(page, (0, 0), device.blur * dpi / 200)
    page *= _light(page.shape[0], page.shape[1], noise)[:, :, None] * np.array(device.tint, np.float32) * (_PAPER / 255)
    page += noise.standard_normal(page.shape[:2], np.float32)[:, :, None] * device.noise
    turn = rng.choice((90, 180, 270)) if rng.random() < device.careless else 0
    scanned = np.clip(page, 0, 255).astype(np.uint8)
    return np.ascontiguousarray(np.rot90(scanned, -turn // 90)), turn


def _askew(page: Any, rng: Random) -> Any:
    """Turned a little around the middle; what comes into view is the lid, nearly white."""
    angle = max(-SKEW, min(SKEW, rng.gauss(0, 0.6)))
    high, wide = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
    matrix[:, 2] += np.array([rng.uniform(-4, 4), rng.uniform(-4, 4)])
    return cv2.warpAffine(page, matrix, (wide, high), flags=cv2.INTER_LINEAR, borderValue=(235, 235, 235))


def _light(high: int, wide: int, noise: np.random.Generator) -> Any:
    """Uneven light as shares of full light: slow waves, and a shadow along the bound edge."""
    coarse = 1 - noise.uniform(0, 0.05, (6, 5)).astype(np.float32)
    light = cv2.resize(coarse, (wide, high), interpolation=cv2.INTER_CUBIC)
    reach = wide * 0.04
    shadow = 1 - 0.22 * np.exp(-np.arange(wide, dtype=np.float32) / reach)
    return light * shadow


def _fold(page: Any, rng: Random) -> None:
    """A faint line across, light on one side and dark on the other, where the sheet was folded for the post."""
    high, wide = page.shape[:2]
    middle = round(high * rng.choice((1 / 3, 0.5, 2 / 3)) + rng.uniform(-0.01, 0.01) * high)
    slope = rng.uniform(-0.004, 0.004)
    for column in range(0, wide, 8):
        row = middle + round((column - wide / 2) * slope)
        page[row : row + 2, column : column + 8] *= 0.86
        page[row - 2 : row, column : column + 8] = np.minimum(page[row - 2 : row, column : column + 8] * 1.05, 255)


def _hole(page: Any, share: float, rng: Random, dpi: int) -> None:
    """A punch hole in the margin: the dark inside of the lid with a soft rim."""
    centre = (round((0.40 + rng.uniform(-0.03, 0.03)) * dpi), round(page.shape[0] * share + rng.uniform(-0.05, 0.05) * dpi))
    radius = round(0.11 * dpi)
    cv2.circle(page, centre, radius, (120, 118, 115), thickness=-1, lineType=cv2.LINE_AA)
    cv2.circle(page, centre, radius, (170, 170, 168), thickness=max(1, math.ceil(dpi / 100)), lineType=cv2.LINE_AA)
