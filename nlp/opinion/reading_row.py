"""The JSON row of one reading, as ``zhijian read --json`` prints it."""

from __future__ import annotations

from typing import Any

from nlp.opinion.reading import Reading


def row(reading: Reading) -> dict[str, Any]:
    """A plain dict; keys as promised to other programs, with genre, score parts and the reason added."""
    return {
        "id": reading.id,
        "is_clue": reading.is_clue,
        "score": reading.score,
        "polarity": reading.polarity,
        "signals": [
            {"signal": s.signal, "quote": s.quote, "start": s.start, "end": s.end, "confidence": s.confidence} for s in reading.signals
        ],
        "agencies": [
            {"text": a.text, "type": a.type, "start": a.start, "end": a.end, "name": a.name, "region": a.region, "adcode": a.adcode}
            for a in reading.agencies
        ],
        "region": reading.region,
        "adcode": reading.adcode,
        "people": list(reading.people),
        "amounts": list(reading.amounts),
        "enterprises": list(reading.enterprises),
        "days": [day.isoformat() for day in reading.days],
        "genre": reading.genre,
        "score_parts": dict(reading.score_parts),
        "why": reading.why,
    }
