"""Offices: a layout and a manner drawn at random, so that every seed gives dossiers that look as if another office had made them."""

from __future__ import annotations

from random import Random

from zhijian.demo.forms import columns, lines, ruled, underlined
from zhijian.demo.layouts import Layout
from zhijian.demo.manner import Manner, manner
from zhijian.demo.office_forms import nested, paired, running, unruled

FORMS = {
    "ruled": ruled,
    "lines": lines,
    "columns": columns,
    "underlined": underlined,
    "nested": nested,
    "paired": paired,
    "unruled": unruled,
    "running": running,
}
_HEADERS = ("plain", "platform", "department", "none", "none")
_FOOTERS = ("第 {page} 页 共 {pages} 页", "共 {pages} 页   第 {page} 页", "第{page}页／共{pages}页", "— {page} —", "{page}/{pages}", "")


def office(rng: Random) -> tuple[Layout, Manner]:
    """How one office sets its writs, and how it writes."""
    form = rng.choice(sorted(FORMS))
    size = rng.choice((10.5, 11.0, 11.5, 12.0, 13.0))
    layout = Layout(
        form,
        FORMS[form],
        rng.choice(_HEADERS),
        rng.choice(_FOOTERS),
        size=size,
        leading=round(size * rng.choice((1.6, 1.7, 1.85)), 1),
        left=rng.choice((62.0, 72.0, 80.0, 88.0)),
        right=rng.choice((58.0, 66.0, 76.0)),
        rule_under_title=rng.random() < 0.3,
        number_at=rng.choice(("centre", "right", "left")),
        sheet_number=rng.choice(("top", "bottom", "none")),
        red_head=rng.random() < 0.3,
    )
    return layout, manner(rng)
