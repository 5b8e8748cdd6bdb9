"""``zhijian demo``: the whole way on the bundled samples."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from zhijian.commands.read import run_reading
from zhijian.commands.run_screen import run_screening, summary
from zhijian.commands.serve import serve_office
from zhijian.demo.dossiers import generate
from zhijian.demo.texts import write_texts
from zhijian.office import Office, office


def demo(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="端口。")] = 8000,
    seed: Annotated[int, typer.Option("--seed", help="样例的随机种子。")] = 20260201,
    with_server: Annotated[bool, typer.Option("--serve/--no-serve", help="完成后启动网页。")] = True,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="完成后打开浏览器。")] = True,
) -> None:
    """Screen sample dossiers, read sample news and complaints, open the web application."""
    with office() as desk:
        prepare(desk, seed=seed)
        if with_server:
            serve_office(desk, port=port, open_browser=open_browser)


def prepare(desk: Office, *, seed: int) -> None:
    """Write the samples below the data folder and take them in. Run again, it finds everything already there."""
    console = Console()
    folder: Path = desk.settings.home / "demo" / str(seed)
    if not (folder / "ready").exists():
        with console.status("正在生成样例案卷……"):
            generate(folder / "dossiers", seed=seed)
            texts = write_texts(folder / "texts")
        (folder / "ready").write_text("\n".join(path.name for path in texts), encoding="utf-8")
    names = (folder / "ready").read_text(encoding="utf-8").splitlines()
    dossiers = sorted((folder / "dossiers").glob("*/*.pdf"))  # beside each lies truth.json, which is no part of the dossier
    summary(run_screening(desk, dossiers, None), title="样例案卷评查")
    run_reading(desk, [folder / "texts" / name for name in names], None)
    console.print(f"数据目录：{desk.settings.home}", highlight=False, soft_wrap=True)
