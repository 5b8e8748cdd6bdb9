"""A proposal for the YAML of a hotline source, from a look at what is there: what was recognised as keys, what was not as remarks."""

from __future__ import annotations

import json

from crawlers.hotline import Hotline
from crawlers.hotline_batch import Look
from ingest.complaint_columns import COLUMNS

# what supervision wants to know of a record, in the order it is told
WANTED = ("id", "title", "date", "agency", "region", "channel", "reply", "reply_date", "status")


def field_name(field: str) -> str:
    """A field as people call it."""
    return COLUMNS[field][0]


def wanting(look: Look) -> list[str]:
    """The fields that would be useful and are in no column."""
    return [field for field in WANTED if field not in look.sample.columns]


def draft(hotline: Hotline, look: Look) -> str:
    """The YAML of the source, not enabled yet."""
    lines = [
        "# 由 zhijian hotline new 生成。核对后运行 zhijian hotline check，没有问题再把 enabled 改为 true。各个键的说明见 docs/hotline.md",
        f"id: {hotline.id}",
        f"name: {_quoted(hotline.name)}",
        "enabled: false",
        "schedule: 每天 06:00       # 不写则每次扫描都读",
        *_place(hotline),
        "columns:                   # 字段: 表头",
        *(f"  {field}: {_quoted(heading)}  # {field_name(field)}" for field, heading in look.sample.columns.items()),
    ]
    if look.sample.ignored_columns:
        lines.append(f"# 没有认出、不读的列：{'、'.join(' '.join(heading.split()) for heading in look.sample.ignored_columns)}")
    if missing := wanting(look):
        lines.append(f"# 没有找到的内容（有的话写进 columns）：{'、'.join(f'{field_name(field)}（{field}）' for field in missing)}")
    lines += ["added:                     # 每条记录都适用、表里又没有的", '  channel: "12345热线"', "  # region: 某市某区"]
    lines += ['# statuses: {"1": 办理中, "2": 已办结}   # 办理状态是代码时，写明各是什么'] if "status" in look.sample.columns else []
    return "\n".join(lines) + "\n"


def _place(hotline: Hotline) -> list[str]:
    if hotline.file is not None:
        return [f"file: {_quoted(str(hotline.file))}"]
    if hotline.folder is not None:
        return [
            "folder:",
            f"  path: {_quoted(str(hotline.folder.path))}",
            f"  files: {json.dumps(list(hotline.folder.files), ensure_ascii=False)}",
        ]
    assert hotline.sql is not None
    secret = hotline.sql.password
    password = f"  password: {{env: {secret.env}}}" if secret else "  # password: {env: 环境变量名}   # 需要密码时"
    return [
        "sql:",
        f"  url: {_quoted(hotline.sql.url)}",
        password,
        "  query: |",
        *(f"    {line}" for line in hotline.sql.query.splitlines()),
        "  # 每次只读新的：query 中加 where 更新时间 >= :since，再写下面两行（列名、日期改成自己的）",
        "  # watermark: 更新时间",
        "  # start: 2025-01-01",
    ]


def _quoted(value: str) -> str:
    """A value that YAML reads as the words it is."""
    return json.dumps(value, ensure_ascii=False)
