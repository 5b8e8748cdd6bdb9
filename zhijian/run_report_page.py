"""The run report as a file: one page of HTML for people, JSON for programs, as the file's suffix says."""

from __future__ import annotations

import json
from pathlib import Path

from ingest.errors import SettingsError
from zhijian.run_report import HOW_ZH, STATUS_ZH, RunReport, ranges

_HERE = Path(__file__).parent


def check_suffix(path: Path) -> None:
    """SettingsError where the suffix names no format."""
    if path.suffix.lower() not in (".html", ".htm", ".json"):
        raise SettingsError(f"批次报告 {path} 的扩展名应为 .html（供人查看）或 .json（供程序读取），请改写文件名。")


def written(report: RunReport, path: Path) -> str:
    """What stands in the report file ``path``."""
    if path.suffix.lower() == ".json":
        return json.dumps(report.row(), ensure_ascii=False, indent=2)
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # slow to import, and few runs write a page

    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["ranges"] = ranges
    return environment.get_template("run_report.html").render(report=report, how_zh=HOW_ZH, status_zh=STATUS_ZH)
