"""The command line: one command a job. ``zhijian --help`` reads like the table of jobs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console

from ingest.errors import ZhijianError
from zhijian import __version__
from zhijian.commands import crawl, demo, doctor, read, rebuild, screen, search, serve

app = typer.Typer(
    name="zhijian",
    help="执鉴：行政执法监督。批量评查案卷，研读投诉与新闻，检索并办理问题线索。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.command("screen", help="批量案卷评查：文件夹里的每份案卷逐项检查，命中的成为问题线索。")(screen.screen)
app.command("read", help="研读投诉、新闻（CSV / XLSX / JSONL），找出其中的问题线索。")(read.read)
app.command("crawl", help="采集一个新闻来源（crawlers/sites 或数据目录 sites 下的 YAML），研读并入库。")(crawl.crawl)
app.command("search", help="检索问题线索。")(search.search)
app.command("serve", help="启动网页：检索、看证据、办理线索。")(serve.serve)
app.command("demo", help="用自带样例走一遍：生成样例案卷、评查、研读，并打开网页。")(demo.demo)
app.command("rebuild", help="由数据库重建检索索引（内置或 Elasticsearch）。")(rebuild.rebuild)
app.command("doctor", help="自检：环境、数据目录、检索服务、节假日表、本地参数。")(doctor.doctor)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"执鉴 {__version__}")
        raise typer.Exit


@app.callback()
def _options(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本。")] = False) -> None:
    """Options of the program as a whole."""


def main() -> None:
    """Entry point: errors meant for users are one sentence, not a stack."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # Windows consoles may say GBK
    try:
        app()
    except ZhijianError as error:
        Console(stderr=True, soft_wrap=True).print(str(error), style="bold red", markup=False, highlight=False)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        Console(stderr=True).print("已中断。已完成的部分都已保存，再次运行同一命令即可继续。")
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
