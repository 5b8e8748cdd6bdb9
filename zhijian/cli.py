"""The command line: one command a job. ``zhijian --help`` reads like the table of jobs."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from rich.console import Console

from ingest.errors import ZhijianError
from zhijian import __version__
from zhijian.commands.later import Later
from zhijian.commands.wording import Group, UsageProblem, only_helped, told

_JOBS = (  # name, where its work is, help
    ("screen", "screen:screen", "批量案卷评查：文件夹里的每份案卷逐项检查，命中的成为问题线索。"),
    ("read", "read:read", "舆情研读：投诉、新闻（CSV / XLSX / JSONL）中谁被反映做了什么。"),
    (
        "inspections",
        "inspections:inspections",
        "涉企行政检查：检查台账、扫码入企记录（CSV / XLSX）逐企业核对频次、重复、通知、扫码、无扰日。",
    ),
    ("compare", "compare:compare_stored", "跨案卷比对：新入库的案卷、投诉与库内全部案卷比对（评查、研读之后自动进行）。"),
    ("crawl", "crawl:crawl", "采集一个新闻来源（一份 YAML），研读并入库。"),
    ("scan", "scan:scan", "每日扫描：采集网站、读热线记录、研读归并，把新增、增长、答复、逾期写成舆情简报并推送。"),
    ("search", "search:search", "检索问题线索。"),
    ("serve", "serve:serve", "启动网页：检索、看证据、办理线索。"),
    ("demo", "demo:demo", "用自带样例走一遍：生成样例案卷、评查、研读，并打开网页。"),
    ("samples", "samples:samples", "生成带标准答案的样例案卷（电子、扫描或混合），用来检验本机的识别与评查。"),
    ("checks", "checks:checks", "检查项目录：每项检查的环节、级别、依据；写全编号则显示法条原文。"),
    ("sheets", "sheets:sheets", "案卷评查表：每份案卷一个文件（XLSX 或 DOCX），机器初评，评查人定分。"),
    ("rebuild", "rebuild:rebuild", "由数据库重建检索索引（内置或 Elasticsearch）。"),
    ("doctor", "doctor:doctor", "自检：哪些可用，缺什么，怎么办。"),
    ("laws", "laws:app", "法规库：查条文、查名称、导入本地法规规章。"),
    ("sources", "sources:app", "新闻来源：列出来源，检查哪些来源失效、为什么，新增来源。"),
    ("hotline", "hotline:app", "热线来源：12345 等工单的文件、文件夹或数据库；列出、检查、新建。"),
)


class _Program(Group):
    """The program as a whole: ``--help`` shows its jobs without importing one."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands.update((name, Later(name, place, help)) for name, place, help in _JOBS)


app = typer.Typer(
    name="zhijian",
    cls=_Program,
    help="执鉴：行政执法监督。批量评查案卷，研读投诉与新闻，检索并办理问题线索。",
    epilog="数据保存在环境变量 ZHIJIAN_HOME 所指的文件夹，默认为当前目录下的 zhijian-data。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    subcommand_metavar="命令 [参数]...",
    options_metavar="[选项]",
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"执鉴 {__version__}")
        raise typer.Exit


@app.callback()
def _options(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本。")] = False) -> None:
    """Options of the program as a whole."""


def main() -> None:
    """Entry point: errors meant for users are one sentence, not a stack. Exit status 2 for wrong usage, 1 for what else went wrong."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # Windows consoles may say GBK
    try:
        status = app(prog_name="zhijian", standalone_mode=False)
    except UsageProblem as problem:
        if not only_helped(problem):
            _complain(told(problem))
        raise SystemExit(2) from None
    except ZhijianError as error:
        _complain(str(error))
        raise SystemExit(1) from None
    except (KeyboardInterrupt, typer.Abort):
        status = 130
    if status == 130:
        _complain("已中断。已完成的部分都已保存，再次运行同一命令即可继续。")
    raise SystemExit(status if isinstance(status, int) else 0)


def _complain(sentence: str) -> None:
    Console(stderr=True, soft_wrap=True).print(sentence, style="bold red", markup=False, highlight=False)


if __name__ == "__main__":
    main()
