"""``zhijian rebuild``."""

from __future__ import annotations

from rich.console import Console

from index.search import rebuild as refill
from zhijian.office import office


def rebuild() -> None:
    """Fill the search engine named by ZHIJIAN_SEARCH_URL, or the embedded one, from the store."""
    console = Console()
    with office() as desk, console.status("正在由数据库重建检索索引……"):
        count = refill(desk.store, desk.engine)
        where = desk.settings.search_url or desk.settings.home / "search"
    console.print(f"已重建：{count:,} 条线索 → {where}", highlight=False, soft_wrap=True)
