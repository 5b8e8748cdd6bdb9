"""The file forms of a filled scoring sheet."""

from __future__ import annotations

import re

from nlp.sheets.fill import FilledSheet
from review.sheet_docx import document
from review.sheet_xlsx import workbook

_REFUSED = re.compile(r'[\\/:*?"<>|\x00-\x1f]')  # by file systems
FORMS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def written(filled: FilledSheet, form: str) -> bytes:
    """The sheet as the bytes of a file of that form."""
    return workbook(filled) if form == "xlsx" else document(filled)


def file_name(filled: FilledSheet, form: str) -> str:
    """评查表-NAME.xlsx, without what file systems refuse."""
    return f"评查表-{_REFUSED.sub('_', filled.report.name)[:80]}.{form}"
