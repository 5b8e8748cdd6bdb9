"""Sign-offs that a system prints step by step (【承办人】张三 李四 / 建议立案。 2024-02-27 16:20), a label in brackets, who, what, when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.writs.roles import opinion_of

_DAY = r"\d{4}[-年./]\d{1,2}[-月./]\d{1,2}"
_BLOCK = re.compile(r"【(?P<label>[\u4e00-\u9fa5]{2,14})】(?P<said>[^【】]{2,80}?)(?=【|$)", re.S)
_HEAD = re.compile(r"(?:局|委|机关|单位|分管|主管|主要)+领导|(?:机关|行政机关)负责人|(?<!副)局长|主任委员")
_AGREED = re.compile(r"同意|批准|准予|照办|可行")


@dataclass(frozen=True, slots=True)
class Step:
    """One step that was signed off. ``head``: by the head of the agency."""

    head: bool
    agreed: bool


def steps_signed(text: str) -> tuple[Step, ...]:
    """The steps of a sign-off in a text without white space, each with a day; nothing where it is not printed so."""
    found = [(match["label"], match["said"]) for match in _BLOCK.finditer(text)] if "】" in text else []
    signed = [(label, said) for label, said in found if re.search(_DAY, said) and re.match(r"[\u4e00-\u9fa5·]{2,}", said)]
    return tuple(Step(_is_head(label), _AGREED.search(said) is not None) for label, said in signed)


def _is_head(label: str) -> bool:
    return _HEAD.search(label) is not None or opinion_of(label) == "leader"
