"""Telephone, identity number and name of a citizen in what the commands print and write out of the store."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from index.search import open_engine
from index.store import Store
from tests.index.briefing_office import BriefingOffice

PHONE, NUMBER, NAME = "13812345678", "430102198001011237", "欧阳小满"
QUOTE = f"城管扣了{NAME}的车不开票，电话{PHONE}，身份证{NUMBER}"


def test_search_and_compare_mask_what_messages_say_of_their_senders(here: Callable[..., Any], tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with Store(f"sqlite:///{home / 'zhijian.db'}") as store:
        desk = BriefingOffice(store)
        desk.say("p1", f"{QUOTE}。", title=f"{NAME}投诉城管（{PHONE}）", quote=QUOTE, user=NAME, reply="已转办。")
        desk.compare(date(2025, 6, 1))
        open_engine(home, None).sync(store)
    shown = {name: here(*name.split()).out for name in ("search 城管", "search 城管 --json", "compare --out 比对.jsonl")}
    shown["比对.jsonl"] = Path("比对.jsonl").read_text(encoding="utf-8")
    for name, said in shown.items():
        assert "138****5678" in said, name
        assert [loose for loose in (PHONE, NUMBER, NAME) if loose in said] == [], name
    assert [name for name, said in shown.items() if "430*************37" in said] == ["search 城管", "search 城管 --json", "比对.jsonl"]
