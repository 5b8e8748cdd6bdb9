"""Screening six dossiers by a hand that had not seen the program, in forms it had not met: the honest figure, and nobody tunes to it.

Made for this purpose: five of ordinary procedure, one summary; three digital, two scanned, one mixed; six departments, each with a look of
its own; fourteen planted defects. Who mends reading or checks does not open them: what they cost is measured, not looked at.
"""

from datetime import date
from pathlib import Path

import pytest

from tests.quality.scored_dossiers import SCORER, scored, screened, sha256_of

DOSSIERS = Path(__file__).parent / "unseen"
DATA_SHA256 = "88b3d0eeb348b493da70b4eff06098a0ac9f1a7923b420c6fcd7a50a95fc6348"
FLOORS = {"p": 0.0, "r": 0.0, "writ": 0.0, "field": 0.0}

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="needs ../shared/eval")


def test_the_data_is_what_the_floors_were_measured_on() -> None:
    assert sha256_of(DOSSIERS) == DATA_SHA256


def test_figures_do_not_fall(tmp_path: Path) -> None:
    reached, said = scored(screened(DOSSIERS, tmp_path, today=date(2026, 11, 28)), DOSSIERS, FLOORS)
    print(said.splitlines()[-1])
    assert reached, said.splitlines()[-1]
