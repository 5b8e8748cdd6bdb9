"""``zhijian sheets``: the scoring sheets (案卷评查表) of screened dossiers, as files that review teams work on and file."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from index.store_dossiers import DossierRow
from ingest.errors import SettingsError
from nlp.sheets.catalogue import sheets as known_sheets
from nlp.sheets.fill import fill
from review import sheet_rows
from review.sheet_files import file_name, written
from zhijian.office import Office, office

_AT_ONCE = 200


class Form(StrEnum):
    """The form of the files."""

    XLSX = "xlsx"
    DOCX = "docx"


def sheets(
    target: Annotated[Path | None, typer.Argument(metavar="[文件夹]", help="评查表写到哪个文件夹；不写则列出可用的评查表。")] = None,
    form: Annotated[Form, typer.Option("--format", help="xlsx 便于填写，docx 便于打印签名。")] = Form.XLSX,
    sheet: Annotated[str | None, typer.Option("--sheet", metavar="编号", help="用哪个评查表；默认按案卷所属部门。")] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="编号", help="案卷类型；默认按卷内文书。")] = None,
    dossier: Annotated[list[str] | None, typer.Option("--dossier", metavar="名称", help="只要这份案卷，可重复；默认全部。")] = None,
) -> None:
    """Write one file a dossier; without a folder, list the sheets there are."""
    with office() as opened:
        known = known_sheets(opened.settings.home / "sheets")
        console = Console(stderr=True)
        if target is None:
            table = Table(title="评查表")
            for heading in ("编号", "名称", "来源", "适用部门", "案卷类型"):
                table.add_column(heading, overflow="fold")
            for one in known:
                kinds = "\n".join(f"{kind.id} {kind.name}" for kind in one.kinds)
                table.add_row(one.id, one.title, one.source, "、".join(one.departments) or "各部门", kinds)
            Console().print(table)
            return
        rows = _chosen(opened, set(dossier or ()))
        taken: set[str] = set()
        try:
            target.mkdir(parents=True, exist_ok=True)
            for row in track(rows, description="填写评查表", console=console, transient=True):
                report = opened.store.report(row.key)
                assert report is not None
                filled = fill(report, known, sheet=sheet, kind=kind)
                place = target / _free(file_name(filled, form.value), taken)
                place.write_bytes(written(filled, form.value))
                Console(soft_wrap=True, highlight=False).print(f"{place.name}：{sheet_rows.result(filled)}", markup=False)
        except OSError as error:
            raise SettingsError(f"{target} 不能写入：{error.strerror or error}。请检查磁盘空间和权限，或换一个文件夹。") from error


def _chosen(opened: Office, names: set[str]) -> list[DossierRow]:
    """The screened dossiers, or those named. SettingsError where there are none of that name."""
    found = [row for row in _all(opened) if not names or row.name in names]
    if missing := names - {row.name for row in found}:
        raise SettingsError(f"没有已评查的案卷 {'、'.join(sorted(missing))}。请先运行 zhijian screen，名称见网页“案卷”。")
    if not found:
        raise SettingsError("还没有评查过的案卷。请先运行 zhijian screen。")
    return found


def _all(opened: Office) -> Iterator[DossierRow]:
    offset = 0
    while rows := opened.store.dossiers(status="done", limit=_AT_ONCE, offset=offset):
        yield from rows
        offset += len(rows)


def _free(name: str, taken: set[str]) -> str:
    """The name itself, or one numbered where another dossier of this run has it already."""
    free, number = name, 1
    while free in taken:
        number += 1
        stem, dot, form = name.rpartition(".")
        free = f"{stem}（{number}）{dot}{form}"
    taken.add(free)
    return free
