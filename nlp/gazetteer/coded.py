"""Coded places (代码地名): what stands for the name of a place in records that were handed out without it.

Who exports hotline records or tells of a case without names puts letters for places: A市, A3区 (the third district of city A), K8县 in
complaints, A市所辖B县 in examinations of officials. No gazetteer holds them; they end like places, so that readers who count on names
of characters alone would take B市城管局 for a body without a place and A3区宏达公司 for a name with the place in it. A set of complaints
published for a contest writes 西地省 for its province.
"""

from __future__ import annotations

CODE = r"[A-Z]\d{0,2}"
CODED = rf"{CODE}[市县区州]"  # as a pattern
PROVINCE = "西地省"
