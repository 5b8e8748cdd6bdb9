"""What several dossiers and complaints show together, dressed for the clue page: its sides next to each other, its peers as dots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from index.build_case import clue_id
from index.masking import masked_finding
from nlp.across.finding import AcrossFinding, Peer, Side
from nlp.procedure.finding import Evidence
from review.cards import pieces
from review.services import Services
from review.viewer import Rectangle, in_percent

SHOWN = 12  # sides next to each other; more are listed
_WIDTH, _HEIGHT, _MARGIN, _RADIUS = 560.0, 120.0, 16.0, 4.0
_FEWEST_DOTS = 5  # peers worth a plot


@dataclass(frozen=True, slots=True)
class SideView:
    """One side: where it is shown in full, and of a dossier the page of its first evidence with the boxes on it.

    ``text`` are the pieces of a complaint with what is marked; ``problem`` says why there is no image, ``gone`` that it is not stored.
    """

    side: Side
    address: str | None
    evidence: tuple[tuple[Evidence, str], ...]
    page: int | None = None
    image: str | None = None
    boxes: tuple[Rectangle, ...] = ()
    problem: str | None = None
    text: tuple[tuple[str, str], ...] = ()
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """One peer in the plot, in its units."""

    x: float
    y: float
    peer: Peer


@dataclass(frozen=True, slots=True)
class Plot:
    """Peers along a line by value. ``middle`` is where the median stands."""

    width: float
    height: float
    dots: tuple[Dot, ...]
    middle: float
    median: float
    least: float
    most: float


def side_views(desk: Services, finding: AcrossFinding) -> list[SideView]:
    """The sides that are shown in full."""
    return [_dossier(desk, side, finding) if side.kind == "dossier" else _complaint(desk, side, finding) for side in finding.sides[:SHOWN]]


def plot(peers: Sequence[Peer]) -> Plot | None:
    """The peers as dots, those of about one value above each other; None where there are too few."""
    if len(peers) < _FEWEST_DOTS:
        return None
    values = sorted(peer.value for peer in peers)
    least, most, middle = values[0], values[-1], median(values)
    scale = (_WIDTH - 2 * _MARGIN) / (most - least or 1)
    stacks: dict[int, int] = {}
    dots = []
    for peer in sorted(peers, key=lambda peer: (peer.value, peer.decided, peer.key)):
        x = _MARGIN + (peer.value - least) * scale
        column = round(x / (2 * _RADIUS))
        level = stacks.get(column, 0)
        stacks[column] = level + 1
        dots.append(Dot(round(x, 1), round(max(_HEIGHT - _MARGIN - 2 * _RADIUS * level, _RADIUS), 1), peer))
    return Plot(_WIDTH, _HEIGHT, tuple(dots), round(_MARGIN + (middle - least) * scale, 1), middle, least, most)


def figure(value: float) -> str:
    """A value as people write it: no more decimals than it has."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _dossier(desk: Services, side: Side, finding: AcrossFinding) -> SideView:
    report = desk.store.report(side.key)
    if report is None:
        return SideView(side, None, tuple((one, "") for one in side.evidence), gone=True)
    base = f"/dossiers/{side.key}"
    evidence = tuple((one, f"{base}/view?page={one.page}") for one in side.evidence)
    row = next((row for one in side.evidence for row in report.pages if row.number == one.page), None)
    if row is None:
        return SideView(side, base, evidence)
    boxes: tuple[Rectangle, ...] = ()
    if row.width and row.height:
        boxes = tuple(
            Rectangle(*in_percent(box, row), finding.severity, one.label, True)
            for one in side.evidence
            if one.page == row.number
            for box in one.boxes
        )
    problem = desk.images.problem(report, row.number)
    return SideView(side, base, evidence, row.number, f"{base}/pages/{row.number}.png", boxes, problem)


def _complaint(desk: Services, side: Side, finding: AcrossFinding) -> SideView:
    document = desk.store.document(side.key)
    event = desk.store.event_of_document(side.key)
    address = f"/clues/{event}" if event is not None else None
    evidence = tuple((one, "") for one in side.evidence)
    if document is None:
        return SideView(side, address, evidence, gone=True)
    return SideView(side, address, evidence, text=tuple(pieces(document.text, document.reading.signals)))


def links_of(desk: Services, *keys: str) -> Iterator[tuple[str, AcrossFinding]]:
    """The clues across dossiers that a dossier, or one of some complaints, has a side in, each once; personal data masked."""
    for id, finding in {finding.id: finding for key in keys for finding in desk.store.across_with(key)}.items():
        yield clue_id("across", id), masked_finding(desk.store, finding)
