"""Audit (审计): who signed in, looked at a clue, decided or handed something in. Rows are only ever added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Engine, insert, select

from index.sqlite import writing
from review.tables import AUDIT, now

Action = Literal[
    "setup",
    "sign_in",
    "sign_in_failed",
    "sign_out",
    "password",
    "user_added",
    "view_clue",
    "view_dossier",
    "decide",
    "upload",
    "export",
    "scan",
]
ACTION_ZH: dict[str, str] = {
    "setup": "设置管理员",
    "sign_in": "登录",
    "sign_in_failed": "登录失败",
    "sign_out": "退出",
    "password": "修改密码",
    "user_added": "新增用户",
    "view_clue": "查看线索",
    "view_dossier": "查看案卷",
    "decide": "研判",
    "upload": "提交案卷",
    "export": "导出",
    "scan": "启动扫描",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. ``at`` is ISO 8601 in UTC."""

    at: str
    user: str
    action: str
    subject: str
    detail: str
    address: str


class Audit:
    """The audit table of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._writing = engine, writing(engine)

    def note(self, user: str, action: Action, *, subject: str = "", detail: str = "", address: str = "") -> None:
        """Add one row, in a transaction of its own."""
        row = {
            "at": now().isoformat(),
            "user": user[:64],
            "action": action,
            "subject": subject[:128],
            "detail": detail[:2000],
            "address": address[:64],
        }
        with self._writing.begin() as connection:
            connection.execute(insert(AUDIT).values(**row))

    def latest(self, *, limit: int = 200, action: str | None = None) -> list[Entry]:
        """The newest rows first."""
        query = select(AUDIT.c.at, AUDIT.c.user, AUDIT.c.action, AUDIT.c.subject, AUDIT.c.detail, AUDIT.c.address)
        if action:
            query = query.where(AUDIT.c.action == action)
        with self._engine.connect() as connection:
            return [Entry(*row) for row in connection.execute(query.order_by(AUDIT.c.id.desc()).limit(limit))]
