"""Is it a clue? The weighing of what was found, with its parts, after the label definitions of the opinion data.

A clue needs an administrative actor, a matter of enforcement and an allegation against that actor. A signal that says what enforcement
did wrong carries itself; a signal of failing to act counts by the matter it is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nlp.opinion.genre import Voice
from nlp.opinion.match import Hit
from nlp.opinion.matter import Matter
from nlp.opinion.role import OMISSION

THRESHOLD = 0.5
Tied = Literal["body", "authority", "nobody"]
# They say how loud or grave a matter is, not that enforcement did wrong.
ACCOMPANYING = frozenset({"sig.collective_petition", "sig.online_opinion_burst"})


@dataclass(frozen=True, slots=True)
class Decision:
    """``score`` 0 to 1 and what it is made of; ``why`` names the strongest reason, in Chinese."""

    is_clue: bool
    score: float
    parts: tuple[tuple[str, float], ...]
    why: str


def nothing_alleged(voice: Voice) -> Decision:
    """No clue, since nothing is alleged, or since an office only praises itself or announces something."""
    if voice.genre == "publicity":
        return Decision(False, 0.0, (("publicity", 0.0),), "宣传稿或工作信息，不作为线索。")
    if voice.genre == "notice":
        return Decision(False, 0.0, (("notice", 0.0),), "公告、公示、通知，不作为线索。")
    return Decision(False, 0.0, (), "没有发现对执法机关或者执法人员的指控。")


def decide(
    hits: Sequence[Hit], *, voice: Voice, about: Matter, points: int, tied: Tied, body_named: bool, names: dict[str, str]
) -> Decision:
    """Weigh the hits. ``tied``: who stands in the sentence of an omission; ``body_named``: a body is named anywhere."""
    deeds = [hit for hit in hits if hit.signal not in OMISSION | ACCOMPANYING]
    omissions = [hit for hit in hits if hit.signal in OMISSION]
    if voice.genre in ("publicity", "notice") or not (deeds or omissions):
        return nothing_alleged(voice)
    deed = max((hit.confidence * _field(about, named=hit.named) for hit in deeds), default=0.0)
    field = 0.35 + 0.8 * about.share
    actor = 1.0 if tied == "body" else 0.88 if body_named else 0.85 if tied == "authority" else 0.78
    omission = max((hit.confidence for hit in omissions), default=0.0) * min(field, 1.0) * actor
    base = max(deed, omission)
    more = 0.04 * min(3, sum(hit.tied for hit in [*deeds, *omissions]) - 1)
    concrete = 0.02 * min(points - 3, 2) if points >= 1 else -0.3
    speaker = _speaker(voice, deed, omission)
    score = max(0.0, min(1.0, (base + max(0.0, more) + concrete) * speaker))
    parts = (
        ("deed", round(deed, 3)),
        ("omission", round(omission, 3)),
        ("matter", round(about.share, 3)),
        ("more_signals", round(max(0.0, more), 3)),
        ("specificity", round(concrete, 3)),
        ("voice", speaker),
    )
    strongest = max([*deeds, *omissions], key=lambda hit: hit.confidence)
    return Decision(score >= THRESHOLD, round(score, 3), parts, _why(score, names[strongest.signal], voice, points, about))


def _field(about: Matter, *, named: bool) -> float:
    """How far a deed counts in its field. Where no authority is named beside it, a private dispute or a service is its likelier home."""
    return 0.5 + 0.5 * min(1.0, about.share * 2.5) if named else 0.35 + 0.65 * min(1.0, about.share * 2.0)


def _speaker(voice: Voice, deed: float, omission: float) -> float:
    if voice.resistance or voice.offence:
        return 0.3
    if voice.thanking:
        return 0.5
    if voice.genre == "enforcement_news":
        return 0.55
    if voice.genre == "other":
        return 0.9 if deed >= 0.6 else 0.6
    if voice.asking or voice.suggesting:
        return 0.85 if max(deed, omission) < 0.62 else 0.95
    return 1.0


def _why(score: float, name: str, voice: Voice, points: int, about: Matter) -> str:
    if score >= THRESHOLD:
        return f"文中反映执法机关或者执法人员涉嫌“{name}”。"
    if voice.resistance or voice.offence or voice.genre == "enforcement_news":
        return f"虽有“{name}”字样，但属对违法者的执法、案件通报或者抗法报道。"
    if voice.thanking:
        return f"虽有“{name}”字样，但属感谢、表扬。"
    if points < 1:
        return f"虽提到“{name}”，但没有具体的时间、地点、机关，只作背景。"
    if about.share < 0.5:
        return f"虽提到“{name}”，但主要是民事纠纷或者公共服务诉求。"
    return f"虽提到“{name}”，但指向执法机关的依据不足。"
