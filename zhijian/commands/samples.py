"""``zhijian samples``: dossiers with known defects and truth files, for an office to test its own machine with."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track

from ingest.errors import RejectedInput, SettingsError
from zhijian.demo.dossiers import SEED, generate_offices, write_truth
from zhijian.demo.scans import scanned
from zhijian.demo.scenario import scenarios


class Form(StrEnum):
    """What the pages are: text, pictures, or some of each."""

    DIGITAL = "digital"
    SCANNED = "scanned"
    MIXED = "mixed"


def samples(
    target: Annotated[Path, typer.Argument(metavar="文件夹", help="写到哪个文件夹；应为空，或尚不存在。")],
    count: Annotated[int, typer.Option("--count", min=1, max=5000, help="案卷数。")] = 12,
    seed: Annotated[int, typer.Option("--seed", help="随机种子；同一种子得到同样的案卷。")] = SEED,
    form: Annotated[Form, typer.Option("--form", help="digital 电子，scanned 扫描，mixed 混合。")] = Form.DIGITAL,
    dpi: Annotated[int, typer.Option("--dpi", min=72, max=600, help="扫描分辨率。")] = 200,
    department: Annotated[
        list[str] | None, typer.Option("--department", metavar="部门", help="只要这个部门的案卷，可重复；默认各部门都有。")
    ] = None,
    add: Annotated[bool, typer.Option("--add", help="文件夹不空也写入；同名的案卷被替换。")] = False,
) -> None:
    """Write dossiers, each as ``ID/ID.pdf`` with ``ID/truth.json`` beside it."""
    departments = _known(department or ())
    _check(target, add=add)
    console = Console(stderr=True)
    made = generate_offices(target, seed=seed, count=count, departments=departments)
    dossiers = planted = pages = 0
    try:
        for record in track(made, description="生成案卷", total=count, console=console, transient=True):
            if form is not Form.DIGITAL:
                _as_scan(target / str(record["id"]), record, form, seed, dpi)
            dossiers, planted, pages = dossiers + 1, planted + len(record["findings"]), pages + record["pages"]
    except OSError as error:
        reason = f"已写入 {dossiers} 份案卷，其余不能写入（{error.strerror or error}）"
        raise SettingsError(f"{target}：{reason}。请检查磁盘空间和权限。") from error
    say = Console(soft_wrap=True, highlight=False).print
    say(f"已写入 {dossiers} 份案卷（{pages} 页，{planted} 处已知问题）：{target}", markup=False)
    say("每卷一个文件夹，内有案卷（PDF）和标准答案（truth.json）。评查：", markup=False)
    say(f'  zhijian screen "{target}" --json 结果.jsonl', markup=False)
    say("truth.json 不是案卷材料，评查时列为拒收；请将结果与它对照。", markup=False)


def _known(departments: Sequence[str]) -> list[str]:
    known = sorted({scenario.dept for scenario in scenarios()})
    unknown = [name for name in departments if name not in known]
    if unknown:
        raise typer.BadParameter(f"没有这个部门：{'、'.join(unknown)}。可用：{'、'.join(known)}。")
    return list(departments)


def _check(target: Path, *, add: bool) -> None:
    """The folder can be written to, and nothing in it is overwritten unasked."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        full = any(target.iterdir())
    except FileExistsError:
        raise RejectedInput(f"{target}：是一个文件，未写入任何内容；请写明文件夹", code="not_a_folder") from None
    except OSError as error:
        raise SettingsError(f"{target}：不能写入（{error.strerror}）。请检查权限，或换一个文件夹。") from error
    if full and not add:
        raise RejectedInput(f"{target}：不是空文件夹，未写入任何内容；请换一个文件夹，或加 --add", code="not_empty")


def _as_scan(folder: Path, record: dict[str, Any], form: Form, seed: int, dpi: int) -> None:
    file = folder / f"{record['id']}.pdf"
    digital = file.with_suffix(".digital")
    file.replace(digital)
    try:
        number = int(record["id"].removeprefix("S"))
        origins = scanned(digital, file, seed=seed * 10_000 + number, form="mixed" if form is Form.MIXED else "scanned", dpi=dpi)
    finally:
        digital.unlink()
    write_truth(folder, {**record, "form": form.value, "origins": list(origins)})
