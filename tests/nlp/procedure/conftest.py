from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Source
from ingest.dossier import Dossier
from ingest.readers.pdf import read_pdf
from ingest.writs.split import split
from nlp.procedure.case import CaseFile
from nlp.procedure.examples import case_of
from nlp.procedure.rules import Example, ExampleWrit
from zhijian.demo.pages import draw_text

MakeCase = Callable[..., CaseFile]


@pytest.fixture
def make_case() -> MakeCase:
    """A case of writs given as in the examples of the rules: ``make_case({"type": …, "fields": {…}}, …, unread=0, local={…})``."""

    def make(
        *writs: Mapping[str, Any], unread: int = 0, local: Mapping[str, Any] | None = None, today: date = date(2026, 3, 2)
    ) -> CaseFile:
        given: Sequence[ExampleWrit] = [ExampleWrit.model_validate(writ) for writ in writs]
        return case_of(Example.model_validate({"name": "案例", "writs": given, "unread": unread, "local": local or {}, "today": today}))

    return make


@pytest.fixture
def drawn_case(tmp_path: Path) -> MakeCase:
    """A dossier of writs given as title, lines and rows of ruled tables below them (cells parted by ``|``), a page each."""

    def make(*writs: tuple[str, Sequence[str], Sequence[str]]) -> CaseFile:
        path = tmp_path / "案卷.pdf"
        canvas = Canvas(str(path), pagesize=(595, 842))
        for title, lines, rows in writs:
            draw_text(canvas, 230, 790, title, 18)
            y = 760.0
            for line in lines:
                draw_text(canvas, 72, y, line, 11)
                y -= 22
            for row in rows:
                y -= 0 if row else 12  # an empty row parts tables
                cells = row.split("|") if row else []
                widths = [450.0 / len(cells) for _ in cells]
                high = 12 + 17.0 * max((cell.count("\n") + 1 for cell in cells), default=0)
                for i, cell in enumerate(cells):
                    left = 72 + sum(widths[:i])
                    canvas.rect(left, y + 14 - high, widths[i], high)
                    for k, text in enumerate(cell.split("\n")):
                        draw_text(canvas, left + 4, y - 17 * k, text, 11)
                y -= high if row else 0
            canvas.showPage()
        canvas.save()
        document = read_pdf(path, Source("0" * 64, "application/pdf", 1, str(path)))
        return CaseFile(split(Dossier("k", "案卷", (document,))))

    return make
