"""Files that a PDF holds beside its pages: in its list of attachments, as a portfolio, pinned to a page."""

from __future__ import annotations

import datetime
import io
import zipfile
import zlib
from pathlib import Path

import pypdfium2

from ingest import sniff
from ingest.readers.archive import Limits, Member, expand, holds_files
from ingest.vault import Vault
from nlp.procedure.report import Report
from tests.ingest.readers.raw_pdf import hexed, pdf, stream
from zhijian.desk import Desk
from zhijian.screen_one import Screened
from zhijian.task import Task

PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{0}>>"
PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
TEXT = "立案审批表\n案由：无照经营\n".encode()


def _holding(path: Path, files: dict[str, bytes]) -> Path:
    """A PDF of one empty page, to which pdfium attaches files."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    for name, data in files.items():
        document.new_attachment(name).set_data(data)
    document.save(path)
    return path


def _held(data: bytes, entries: str = "") -> bytes:
    return stream(data.decode("latin-1"), f"/Type/EmbeddedFile{entries}")


def _expanded(path: Path, folder: Path, limits: Limits | None = None) -> tuple[Member, ...]:
    assert holds_files(path, sniff.media_type(path))
    return expand(path, folder, name="案卷.pdf", limits=limits)


def _files(members: tuple[Member, ...]) -> dict[str, bytes]:
    return {member.name: member.path.read_bytes() for member in members if member.problem is None}


def test_attachments_come_with_their_names_and_bytes(tmp_path: Path) -> None:
    path = _holding(tmp_path / "a.pdf", {"10.立案审批表.txt": TEXT, "2.照片.jpg": b"\xff\xd8\xff", "../../现场:笔录.txt": b"1"})
    assert list(_files(_expanded(path, tmp_path / "out")).items()) == [
        ("2.照片.jpg", b"\xff\xd8\xff"),
        ("10.立案审批表.txt", TEXT),
        ("现场_笔录.txt", b"1"),
    ]


def test_a_pdf_without_attachments_is_not_opened(tmp_path: Path) -> None:
    assert not holds_files(_holding(tmp_path / "a.pdf", {}), sniff.PDF)


def test_a_portfolio_is_read_through_the_branches_of_its_list(tmp_path: Path) -> None:
    """Keys of portfolios name folders (``<0>…``), names are in UTF-16 or GBK, and a branch may lead back to its root."""
    decision = f"<{'决定书.txt'.encode('gbk').hex()}>"
    path = tmp_path / "a.pdf"
    path.write_bytes(
        pdf(
            "<</Type/Catalog/Pages 2 0 R/Collection<</View/D>>/Names<</EmbeddedFiles 4 0 R>>>>",
            PAGES,
            PAGE.format(""),
            "<</Kids[5 0 R 6 0 R 4 0 R]>>",
            f"<</Names[(<0>a)<</Type/Filespec/F(x.txt)/UF<feff{hexed('审批表.txt')[1:]}/EF<</F 7 0 R/UF 7 0 R>>>>]>>",
            f"<</Names[(<1>b)<</F{decision}/EF<</F 8 0 R>>>>(<1>c)<</F{decision}/EF<</F 9 0 R>>>>(d)<</F(elsewhere.txt)>>]>>",
            _held(zlib.compress(TEXT), "/Filter/FlateDecode"),
            _held(b"1"),
            _held(zlib.compress(b"2"), "/Filter[/FlateDecode]/DecodeParms[null]"),
        )
    )
    assert _files(_expanded(path, tmp_path / "out")) == {"审批表.txt": TEXT, "决定书.txt": b"1", "决定书（2）.txt": b"2"}


def test_what_is_pinned_to_a_page_is_taken_once_and_not_where_it_is_hidden(tmp_path: Path) -> None:
    note = "<</Type/Annot/Subtype/FileAttachment/Rect[9 9 29 29]{0}/FS<</F({1}.txt)/EF<</F {2} 0 R>>>>>>"
    path = tmp_path / "a.pdf"
    path.write_bytes(
        pdf(
            "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a)<</F(listed.txt)/EF<</F 4 0 R>>>>]>>>>>>",
            PAGES,
            PAGE.format(f"/Annots[{note.format('', 'again', 4)}{note.format('/F 4', 'pinned', 5)}{note.format('/F 2', 'hidden', 6)}]"),
            *(_held(letter) for letter in (b"a", b"b", b"c")),
        )
    )
    assert _files(_expanded(path, tmp_path / "out")) == {"listed.txt": b"a", "pinned.txt": b"b"}


def test_the_data_of_the_pages_is_not_read_again_and_a_damaged_file_spares_the_others(tmp_path: Path) -> None:
    entry = "({0})<</F({0}.txt)/EF<</F {1} 0 R>>{2}>>"
    names = entry.format("data", 4, "/AFRelationship/Data") + entry.format("broken", 5, "") + entry.format("coded", 6, "")
    path = tmp_path / "a.pdf"
    path.write_bytes(
        pdf(
            f"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[{names}{entry.format('good', 7, '')}]>>>>>>",
            PAGES,
            PAGE.format(""),
            _held(b"<invoice/>"),
            _held(b"no deflated bytes", "/Filter/FlateDecode"),
            _held(b"?", "/Filter/LZWDecode"),
            _held(b"g"),
        )
    )
    members = _expanded(path, tmp_path / "out")
    assert _files(members) == {"good.txt": b"g"}
    assert {member.name: member.problem.code for member in members if member.problem} == {
        "data.txt": "no_pages",
        "broken.txt": "damaged",
        "coded.txt": "damaged",
    }


def test_containers_within_share_the_limits(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("卷/1.txt", TEXT)
        archive.write(_holding(tmp_path / "inner.pdf", {"深.txt": b"deep"}), "内.pdf")
    path = _holding(tmp_path / "a.pdf", {"附件.zip": packed.getvalue()})
    names = [member.name for member in _expanded(path, tmp_path / "out")]
    assert names == ["附件.zip/内.pdf", "附件.zip/内.pdf/深.txt", "附件.zip/卷/1.txt"]
    *_, (member) = [one for one in _expanded(path, tmp_path / "out2", Limits(depth=2)) if one.problem]
    assert (member.name, member.problem and member.problem.code) == ("附件.zip/内.pdf/附件", "bomb")


def test_bombs_and_broken_lists_become_a_member_with_the_remedy(tmp_path: Path) -> None:
    swollen = _holding(tmp_path / "a.pdf", {"a.txt": b"\0" * 5000})
    many = _holding(tmp_path / "b.pdf", {f"{number}.txt": b"1" for number in range(5)})
    broken = tmp_path / "c.pdf"
    broken.write_bytes(b"%PDF-1.7\n/EmbeddedFiles")
    for number, (path, limits, code) in enumerate(
        [(swollen, Limits(total=4999), "bomb"), (many, Limits(count=4), "bomb"), (broken, None, "damaged")]
    ):
        out = tmp_path / f"out{number}"
        (member,) = _expanded(path, out, limits)
        assert member.problem is not None
        assert (member.name, member.path, member.problem.code) == ("附件", path, code)
        assert "案卷.pdf：" in str(member.problem)
        assert "附件另存" in str(member.problem) or "另存后" in str(member.problem)
        assert list(out.iterdir()) == []


def _screened(path: Path, folder: Path) -> Screened:
    vault = Vault(folder / "vault")
    task = Task(
        key="1" * 64,
        name="案卷",
        files=((str(path), vault.put(path)),),
        vault=vault.root,
        local_parameters=folder / "local.yml",
        today=datetime.date(2026, 1, 1),
    )
    return Desk(task, lambda progress: None).screened()


def test_attachments_are_files_of_the_dossier_after_its_own_pages(tmp_path: Path) -> None:
    path = _holding(tmp_path / "案卷.pdf", {"立案审批表.txt": TEXT, "发票.xml": b"<invoice/>", "录像.mp4": b"\0\0\0\x18"})
    report = Report.from_json(_screened(path, tmp_path).filed.dossier["report"])
    parts = {part.path.removeprefix(str(path)): (part.first_page, part.pages, part.status, part.carries_pages) for part in report.files}
    assert parts == {
        "": (1, 1, "done", True),
        "!/发票.xml": (0, 0, "rejected", False),
        "!/立案审批表.txt": (2, 1, "done", True),
        "!/录像.mp4": (0, 0, "rejected", True),
    }
    assert [writ.title for writ in report.writs] == ["立案审批表"]
