"""Scoring sheets as files: what a spreadsheet program computes from them, what a word processor prints, and who may fetch them."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from nlp.procedure.finding import Evidence, Finding
from nlp.procedure.report import PageRow, Report, WritRow
from nlp.sheets.catalogue import sheets
from nlp.sheets.fill import FilledSheet, fill
from review.sheet_docx import document
from review.sheet_files import file_name
from review.sheet_rows import result, scores
from review.sheet_xlsx import workbook

CALC = Path("/usr/lib/libreoffice/program/libsclo.so")


@pytest.fixture
def report() -> Report:
    writs = tuple(
        WritRow(type, title, page, page)
        for page, (type, title) in enumerate(
            (
                ("filing_approval", "立案审批表"),
                ("scene_record", "现场检查笔录"),
                ("prior_notice", "告知书"),
                ("penalty_decision", "处罚决定书"),
            ),
            1,
        )
    )
    findings = (
        Finding("filing.approval_missing", "breach", "major", "=疑似立案未经批准", (Evidence("负责人意见", "", 1),)),
        Finding("notice.content_incomplete", "met", "major", ""),
        Finding("decision.over_90_days", "unknown", "major", "立案日期未能识别", reason="立案日期未能识别"),
        Finding("service.receipt_missing_or_defect", "breach", "major", "疑似缺送达回证", (Evidence("决定书", "", 4),)),
    )
    pages = tuple(PageRow(page, 595, 842, "text") for page in range(1, 5))
    fields = {"agency": "某市生态环境局", "party": "甲公司", "decision_date": "2024-06-18"}
    return Report("k", "案卷/一：甲", "done", None, (), pages, "ordinary", "生态环境", writs=writs, fields=fields, findings=findings)


@pytest.fixture
def filled(report: Report) -> FilledSheet:
    return fill(report, sheets())


def test_the_workbook_holds_every_item_once(filled: FilledSheet) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(filled)))
    assert book.sheetnames == ["评分汇总", "合法性评查", "规范性评查"]
    assert book["合法性评查"].max_row == 26
    items = sum(len(group.items) for group in filled.groups) + sum(len(items) for _, items in filled.deductions)
    assert book["规范性评查"].max_row == items + 2
    row = next(row for row in book["规范性评查"].iter_rows(values_only=True) if "=疑似立案未经批准" in str(row[6]))
    assert row[5] == 0
    assert row[7] == "1"


@pytest.mark.skipif(not CALC.exists() or not shutil.which("soffice"), reason="needs LibreOffice Calc")
def test_a_spreadsheet_program_computes_the_score(filled: FilledSheet, report: Report, tmp_path: Path) -> None:
    assert computed(filled, tmp_path) == pytest.approx(lowest(filled), abs=0.005)
    vetoed = replace(report, findings=(*report.findings, Finding("notice.prior_notice_missing", "breach", "fatal", "疑似未告知")))
    assert computed(fill(vetoed, sheets()), tmp_path) == 0


def lowest(filled: FilledSheet) -> float:
    """Open items have no points yet, and open deductions take none off."""
    lost = sum(item.points or 0 for _, items in filled.deductions for item in items)
    got = [row for row in scores(filled) if row.reviewed]
    return 50 + 50 * sum(row.points or 0 for row in got) / sum(row.full for row in got) - lost


def computed(filled: FilledSheet, folder: Path) -> float:
    (folder / "sheet.xlsx").write_bytes(workbook(filled))
    out = folder / "out"
    profile = (folder / "profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(out),
        str(folder / "sheet.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    page = openpyxl.load_workbook(out / "sheet.xlsx", data_only=True)["评分汇总"]
    return next(float(row[1]) for row in page.iter_rows(values_only=True) if str(row[0]).startswith("案卷得分"))


def test_the_document_prints_all_tables_with_room_to_sign(filled: FilledSheet) -> None:
    paper = docx.Document(BytesIO(document(filled)))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "环执法发" in "".join(cell.text for cell in paper.tables[0].rows[-1].cells)
    assert "评查人（签名）" in text
    assert result(filled) in text
    assert [len(table.rows) for table in paper.tables[1:]] == [26, 15, 1 + len(list(scores(filled)))]
    assert "疑似缺送达回证" in "\n".join(cell.text for row in paper.tables[2].rows for cell in row.cells)


def test_what_a_damaged_file_leaves_in_a_quotation_stops_no_sheet(report: Report) -> None:
    findings = (Finding("filing.approval_missing", "breach", "major", "疑似目录列有《\x0b\x1c笔\ud800录\uffff》"),)
    fields = {**report.fields, "party": "甲\x00公司"}
    filled = fill(replace(report, name="案\x07卷", fields=fields, findings=findings), sheets())
    book = openpyxl.load_workbook(BytesIO(workbook(filled)))
    assert "甲公司" in [row[1] for row in book["评分汇总"].iter_rows(values_only=True)]
    assert any(row[6] == "疑似目录列有《笔录》" for row in book["规范性评查"].iter_rows(values_only=True))
    assert "疑似目录列有《笔录》" in "".join(
        cell.text for table in docx.Document(BytesIO(document(filled))).tables for row in table.rows for cell in row.cells
    )


def test_a_dossier_with_a_name_no_file_may_have_gets_one(filled: FilledSheet) -> None:
    assert file_name(filled, "docx") == "评查表-案卷_一：甲.docx"


def test_the_page_of_a_dossier_gives_its_sheet(client, office) -> None:
    page = client.get(f"/dossiers/{office.report.key}")
    assert f"/dossiers/{office.report.key}/sheet.xlsx" in page.text
    answer = client.get(f"/dossiers/{office.report.key}/sheet.xlsx")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert openpyxl.load_workbook(BytesIO(answer.content)).sheetnames[0] == "评分汇总"
    assert client.get(f"/dossiers/{office.report.key}/sheet.docx").content[:2] == b"PK"
    assert client.get(f"/dossiers/{office.report.key}/sheet.pdf").status_code == 404
    assert client.get(f"/dossiers/{office.report.key}/sheet.xlsx?sheet=nothing").status_code == 404
