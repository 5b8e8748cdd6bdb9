"""``zhijian screen``: what it is given. Light, so that the workers' server begins to load before the rest of the program does."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from zhijian.commands.arguments import existing
from zhijian.commands.output import check_suffix, check_writable
from zhijian.processes import load_ahead


class Reader(StrEnum):
    """Who supplies the characters of PDF files."""

    PDFIUM = "pdfium"
    PDFPLUMBER = "pdfplumber"


class Engine(StrEnum):
    """Who screens."""

    LOCAL = "local"
    RAY = "ray"


def screen(
    paths: Annotated[list[Path], typer.Argument(metavar="路径", help="案卷文件或文件夹；文件夹内每个文件、每个子文件夹各为一卷。")],
    json_out: Annotated[Path | None, typer.Option("--json", metavar="文件", help="结果写入此文件，每卷一行 JSON。")] = None,
    report_out: Annotated[Path | None, typer.Option("--report", metavar="文件", help="批次报告写入此文件（.html 或 .json）。")] = None,
    all_verdicts: Annotated[bool, typer.Option("--all-verdicts", help="结果含符合、待人工、不适用的检查。")] = False,
    again: Annotated[bool, typer.Option("--again", help="已评查过的也重新评查（规则更新之后）；读过的页不再重读。")] = False,
    engine: Annotated[Engine, typer.Option("--engine", help="由谁处理：local 本机进程，ray 集群。")] = Engine.LOCAL,
    reader: Annotated[
        Reader | None, typer.Option("--reader", help="PDF 文字由谁提取：pdfium（默认），或慢得多的 pdfplumber，用于比对。")
    ] = None,
    ray_address: Annotated[
        str | None, typer.Option("--ray-address", metavar="地址", help="Ray 集群地址，默认取环境变量 ZHIJIAN_RAY_ADDRESS。")
    ] = None,
) -> None:
    """Screen dossiers. Exit status 0 when every input is accounted for, also with failures among them."""
    given = existing(paths)
    if report_out is not None:
        check_suffix(report_out)
    for out in (json_out, report_out):
        if out is not None:
            check_writable(out)
    if engine is Engine.LOCAL:
        load_ahead("zhijian.loaded")
    from zhijian.commands.run_screen import carry_out

    carry_out(
        given,
        json_out,
        report_out,
        all_verdicts=all_verdicts,
        again=again,
        reader=None if reader is None else reader.value,
        cluster=engine is Engine.RAY,
        address=ray_address,
    )
