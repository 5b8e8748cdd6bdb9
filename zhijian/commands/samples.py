"""``zhijian samples``: dossiers with known defects and truth files, for an office to test its own machine with."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from ingest.errors import RejectedInput
from zhijian.demo.dossiers import SEED, generate
from zhijian.demo.scans import scanned


class Form(StrEnum):
    """What the pages are: text, pictures, or some of each."""

    DIGITAL = "digital"
    SCANNED = "scanned"
    MIXED = "mixed"


def samples(
    target: Annotated[Path, typer.Argument(metavar="文件夹", help="写到哪个文件夹；应为空，或尚不存在。")],
    count: Annotated[int | None, typer.Option("--count", min=1, max=5000, help="案卷数，默认每种情形一卷。")] = None,
    seed: Annotated[int, typer.Option("--seed", help="随机种子；同一种子得到同样的案卷。")] = SEED,
    form: Annotated[Form, typer.Option("--form", help="digital 电子，scanned 扫描，mixed 混合。")] = Form.DIGITAL,
    dpi: Annotated[int, typer.Option("--dpi", min=72, max=600, help="扫描分辨率。")] = 200,
) -> None:
    """Write dossiers, each as ``ID/ID.pdf`` with ``ID/truth.json`` beside it."""
    console = Console(stderr=True)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise RejectedInput(f"{target}：不是空文件夹，未写入任何内容；请换一个文件夹，或先清空它", code="not_empty")
    with console.status("正在生成案卷……"):
        records = generate(target, seed=seed, count=count)
    if form is not Form.DIGITAL:
        for record in track(records, description="转为扫描件", console=console, transient=True):
            _as_scan(target / str(record["id"]), record, form.value, seed, dpi)
    planted = sum(len(record["findings"]) for record in records)
    console.print(f"已写入 {len(records)} 份案卷、{planted} 处已知问题：{target}", highlight=False, soft_wrap=True)
    console.print(f"评查：zhijian screen {target} --json 结果.jsonl，再与各卷的 truth.json 对照", highlight=False, soft_wrap=True)


def _as_scan(folder: Path, record: dict[str, object], form: str, seed: int, dpi: int) -> None:
    file = folder / f"{record['id']}.pdf"
    digital = file.with_suffix(".digital")
    file.replace(digital)
    try:
        origins = scanned(digital, file, seed=seed, form="mixed" if form == "mixed" else "scanned", dpi=dpi)
    finally:
        digital.unlink()
    told = {**record, "form": form, "origins": list(origins)}
    (folder / "truth.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
