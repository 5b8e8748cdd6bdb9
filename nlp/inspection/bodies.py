"""Which agency a name in a ledger means: short names written out, sub-units (大队、分局、所) taken for the agency they act for."""

from __future__ import annotations

import re

_SHORT = (
    ("市场监管局", "市场监督管理局"),
    ("市监局", "市场监督管理局"),
    ("应急局", "应急管理局"),
    ("城管局", "城市管理局"),
    ("环保局", "生态环境局"),
    ("住建局", "住房和城乡建设局"),
    ("人社局", "人力资源和社会保障局"),
    ("文旅局", "文化和旅游局"),
    ("交通局", "交通运输局"),
    ("卫健", "卫生健康"),
    ("农业局", "农业农村局"),
    ("消防大队", "消防救援大队"),
    ("消防支队", "消防救援支队"),
)
_SUB_UNIT = re.compile(
    r"(?P<agency>.+?[^总]局|.+?委员会|.+?卫生健康委)(?P<unit>.{0,12}(?:总队|支队|大队|中队|执法队|队|所|分局|科|股|处|室))"
)


def body_of(name: str) -> str:
    """The agency of a name. The police (公安) are left as written: their units act in their own name."""
    for short, full in _SHORT:
        if short in name and full not in name:
            name = name.replace(short, full, 1)
    if "公安" in name:
        return name
    match = _SUB_UNIT.fullmatch(name)
    return match["agency"] if match else name
