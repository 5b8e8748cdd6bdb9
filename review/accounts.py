"""Accounts (账户): who may sign in. The first one is the administrator, made with the one-time setup code."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, RowMapping, delete, func, insert, select, update

from index.sqlite import writing
from review import passwords
from review.tables import FAILURES, USERS, now

WINDOW = timedelta(minutes=15)
TRIES_BY_NAME = 5
TRIES_BY_ADDRESS = 30


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may sign in. ``display`` is the name others see, ``office`` theirs."""

    id: int
    name: str
    display: str
    office: str
    admin: bool
    active: bool = True
    created_at: str = ""


class AccountProblem(Exception):
    """What the person has to put right, one sentence each, in Chinese."""

    def __init__(self, *problems: str) -> None:
        super().__init__("；".join(problems))
        self.problems = problems


class Accounts:
    """The user table of one database, and the throttle on failed sign-ins."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._writing = engine, writing(engine)
        self._first = threading.Lock()
        self._any = False

    def has_users(self) -> bool:
        """Whether the first user exists; until then everything leads to the setup page."""
        if not self._any:
            with self._engine.connect() as connection:
                self._any = connection.execute(select(func.count()).select_from(USERS)).scalar_one() > 0
        return self._any

    def create_first(self, *, name: str, display: str, office: str, password: str) -> User:
        """The administrator. AccountProblem where somebody was faster or the data will not do."""
        with self._first:
            if self.has_users():
                raise AccountProblem("管理员已经设置过，请直接登录")
            return self.add(name=name, display=display, office=office, password=password, admin=True)

    def add(self, *, name: str, display: str, office: str, password: str, admin: bool = False) -> User:
        """A new user; AccountProblem where the name is taken or name or password break the rules."""
        name, display, office = name.strip(), display.strip(), office.strip()
        wrong = [] if 2 <= len(name) <= 32 and not any(c.isspace() for c in name) else ["用户名须为 2 至 32 个字符，不含空格"]
        if not 1 <= len(display) <= 32:
            wrong.append("请填写姓名（不超过 32 个字符）")
        if len(office) > 64:
            wrong.append("单位名称不超过 64 个字符")
        wrong += passwords.problems(password, name=name)
        if wrong:
            raise AccountProblem(*wrong)
        if self._row(name) is not None:
            raise AccountProblem(f"用户名“{name}”已被使用，请换一个")
        row = {"name": name, "display": display, "office": office, "password": passwords.hashed(password), "admin": admin, "active": True}
        with self._writing.begin() as connection:
            connection.execute(insert(USERS).values(**row, created_at=now().isoformat()))
        created = self._row(name)
        assert created is not None
        return _user(created)

    def sign_in(self, name: str, password: str, *, address: str) -> User:
        """The user whose password this is. AccountProblem otherwise, and for a while after too many failures."""
        name = name.strip()[:64]
        wait = self.wait(name, address)
        if wait:
            raise AccountProblem(f"登录失败次数过多，请 {wait} 分钟后再试；忘记密码请联系管理员")
        row = self._row(name)
        if not passwords.matches(row["password"] if row is not None and row["active"] else None, password):
            self.failed(name, address)
            raise AccountProblem("用户名或密码不正确")
        assert row is not None
        with self._writing.begin() as connection:
            connection.execute(delete(FAILURES).where(FAILURES.c.name == name))
        return _user(row)

    def failed(self, name: str, address: str) -> None:
        """Count one failed try; tries older than the window are forgotten."""
        moment = now()
        with self._writing.begin() as connection:
            connection.execute(delete(FAILURES).where(FAILURES.c.at < (moment - WINDOW).isoformat()))
            connection.execute(insert(FAILURES).values(name=name[:64], address=address[:64], at=moment.isoformat()))

    def wait(self, name: str, address: str) -> int:
        """Minutes until this name or address may try again; 0 where it may now."""
        since = (now() - WINDOW).isoformat()
        with self._engine.connect() as connection:
            by_name = connection.execute(
                select(func.count(), func.max(FAILURES.c.at)).where(FAILURES.c.name == name[:64], FAILURES.c.at >= since)
            ).one()
            by_address = connection.execute(
                select(func.count(), func.max(FAILURES.c.at)).where(FAILURES.c.address == address[:64], FAILURES.c.at >= since)
            ).one()
        if by_name[0] >= TRIES_BY_NAME:
            last = by_name[1]
        elif by_address[0] >= TRIES_BY_ADDRESS:
            last = by_address[1]
        else:
            return 0
        return max(1, round((datetime.fromisoformat(last) + WINDOW - now()).total_seconds() / 60))

    def change_password(self, user: User, *, old: str, new: str) -> None:
        """AccountProblem where the old one is wrong or the new one breaks the rules."""
        row = self._row(user.name)
        if row is None or not passwords.matches(row["password"], old):
            raise AccountProblem("原密码不正确")
        wrong = passwords.problems(new, name=user.name)
        if wrong:
            raise AccountProblem(*wrong)
        with self._writing.begin() as connection:
            connection.execute(update(USERS).where(USERS.c.id == user.id).values(password=passwords.hashed(new)))

    def all(self) -> list[User]:
        """Every user, in order of creation."""
        with self._engine.connect() as connection:
            return [_user(row) for row in connection.execute(select(USERS).order_by(USERS.c.id)).mappings()]

    def _row(self, name: str) -> RowMapping | None:
        with self._engine.connect() as connection:
            return connection.execute(select(USERS).where(USERS.c.name == name)).mappings().one_or_none()


def _user(row: RowMapping) -> User:
    return User(row["id"], row["name"], row["display"], row["office"], row["admin"], row["active"], row["created_at"])
