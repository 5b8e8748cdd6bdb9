"""送达公告: the last way to serve a writ."""

from __future__ import annotations

from zhijian.demo.blocks import Para, Stamp, Writ
from zhijian.demo.case import Case


def announcement(case: Case, of: str, reason: str, told: str, days: str) -> Writ:
    """A public notice that serves the decision: ``reason`` why, ``told`` that, and after how many ``days`` it counts."""
    day, you = case.dates["announced"], case.addressed
    number = case.no("罚", year=case.dates[of].year)
    return Writ(
        "announcement",
        "service_doc",
        "送达公告",
        day,
        subtype="announcement",
        blocks=[
            Para(f"{case.party.name}：", indent=False),
            Para(
                f"{case.on(of)}，本机关对{you}{case.scenario.cause}一案作出《{case.title(of)}》（{number}）。{reason}{told}。"
                f"请{you}到本机关领取，自公告之日起满{days}日，即视为送达。"
            ),
            Stamp(case.agency.name, day),
        ],
    )
