from __future__ import annotations

import pytest

from ingest.readers.text_layer import GARBLED, GLYPHS, text_layer_problem

_WRIT = "某某市市场监督管理局行政处罚决定书当事人于二〇二四年三月五日在未取得许可证的情况下从事经营活动"


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        (list(_WRIT), None),
        (list("No. AB-2024 café, naïve, déjà vu"), None),
        (list("執法機關應當依法審查當事人的陳述和申辯並且聽取意見再作出決定書送達"), None),
        ([*_WRIT, "(cid:12)", "\ue001"], None),
        (["(cid:12)", "(cid:7)", " ", "(cid:9)"], GLYPHS),
        (["\ue001", "\ue002", "\uf0b7", "年"], GLYPHS),
        (["\ufffd"] * 20 + list("年月日"), GLYPHS),
        (list(_WRIT.encode("gb18030").decode("latin-1")), GARBLED),
        (list(_WRIT.encode().decode("gb18030", "replace").replace("\ufffd", "")), GARBLED),
        ([], None),
        ([" ", "\n"], None),
    ],
)
def test_what_counts_as_text(texts: list[str], problem: str | None) -> None:
    assert text_layer_problem(texts) == problem
