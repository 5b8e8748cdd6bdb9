from dataclasses import replace

from ingest.document import Box, Document, Page, Seal, Source
from ingest.dossier import Dossier, Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.logic import Ternary
from nlp.procedure.sealing import sealed

SEAL = Seal(Box(90, 80, 210, 200), 1.0, "南山县农业农村局")


def bears_seal(page: Page, other: Page) -> Ternary:
    """Whether the writ on ``page`` bears one, beside another writ on ``other``."""
    pages = tuple(replace(one, number=number, width=595.0, height=842.0) for number, one in enumerate((page, other), start=1))
    writs = (Writ("appraisal_doc", "检验报告", 1, 1, "report"), Writ("penalty_decision", "行政处罚决定书", 2, 2))
    document = Document(Source("key", "text/plain", 0), "dossier", "name", pages)
    return sealed(CaseFile(Dossier("key", "name", (document,), writs)), writs[0])


def test_a_red_seal() -> None:
    assert bears_seal(Page(1, "检验报告", seals=(SEAL,)), Page(2, "决定书")).yes


def test_none_where_others_show_theirs() -> None:
    assert bears_seal(Page(1, "检验报告"), Page(2, "决定书", seals=(SEAL,))).no


def test_a_large_mark_may_be_a_black_one() -> None:
    assert bears_seal(Page(1, "检验报告", pictures=(SEAL.box,)), Page(2, "决定书", seals=(SEAL,))).unknown


def test_the_picture_of_the_sheet_is_no_mark() -> None:
    assert bears_seal(Page(1, "检验报告", pictures=(Box(0, 0, 595, 842),)), Page(2, "决定书", seals=(SEAL,))).no


def test_a_dossier_without_red_may_be_a_copy() -> None:
    assert bears_seal(Page(1, "检验报告"), Page(2, "决定书")).unknown


def test_seals_on_pages_that_came_in_otherwise_tell_nothing() -> None:
    assert bears_seal(Page(1, "检验报告", origin="ocr"), Page(2, "决定书", seals=(SEAL,))).unknown


def test_a_stub_is_not_sealed() -> None:
    assert bears_seal(Page(1, "检验报告 存根"), Page(2, "决定书", seals=(SEAL,))).unknown
