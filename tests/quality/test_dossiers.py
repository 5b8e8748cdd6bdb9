"""Screening against the eight development dossiers: findings, writs and fields, pinned at the honest figure.

The figures are those of the shared scoring script. Floors are lowered only with the reason in the commit message.
"""

from datetime import date
from pathlib import Path

import pytest

from tests.quality.scored_dossiers import SCORER, SHARED, scored, screened, sha256_of

DOSSIERS = SHARED / "data" / "dossiers"
DATA_SHA256 = "d0e9b6c62edb91c285476ade53bf053fc3a88f45fcff7becc46298a054e9ec0f"
# form → least precision and recall of findings, F1 of writs, share of fields
FLOORS = {
    "digital": {"p": 1.0, "r": 1.0, "writ": 1.0, "field": 0.97},
    "mixed": {"p": 1.0, "r": 1.0, "writ": 1.0, "field": 1.0},
    "scanned": {"p": 1.0, "r": 1.0, "writ": 1.0, "field": 0.95},
    "all": {"p": 1.0, "r": 1.0, "writ": 1.0, "field": 0.96},
}

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="needs ../shared/data/dossiers and ../shared/eval")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return screened([DOSSIERS], tmp_path_factory.mktemp("home"), today=date(2026, 11, 24))


def test_the_data_is_what_the_floors_were_measured_on() -> None:
    assert sha256_of(DOSSIERS) == DATA_SHA256


@pytest.mark.parametrize("form", sorted(FLOORS))
def test_figures_do_not_fall(out: Path, form: str) -> None:
    reached, said = scored(out, DOSSIERS, FLOORS[form], "--verbose", *(() if form == "all" else ("--form", form)))
    print(said)
    assert reached, said[-800:]
