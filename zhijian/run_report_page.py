"""The run report as a file: one page of HTML for people, JSON for programs, as the file's suffix says."""

from __future__ import annotations

import json
from pathlib import Path

from zhijian.run_report import HOW_ZH, STATUS_ZH, RunReport, ranges

_HERE = Path(__file__).parent


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
