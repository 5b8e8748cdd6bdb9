"""Sessions (登录会话): random tokens in a cookie, only their hashes in the database, and the CSRF token bound to each."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, insert, select, update

from index.sqlite import writing
from review.accounts import User
from review.tables import SESSIONS, USERS, now

COOKIE = "zhijian_session"
VISIT_COOKIE = "zhijian_visit"  # before sign-in: binds the CSRF token of the sign-in form to this browser
LONGEST = timedelta(hours=12)
IDLE = timedelta(hours=4)
_TOUCH = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in user and the token that proves it."""

    token: str
    user: User

    @property
    def csrf(self) -> str:
        """The token every form of this session must carry."""
        return csrf_of(self.token)


def csrf_of(token: str) -> str:
    """The CSRF token that belongs to a cookie: nobody who cannot read the cookie can make it."""
    return hmac.new(token.encode(), b"csrf", hashlib.sha256).hexdigest()


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


class Sessions:
    """The session table of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._writing = engine, writing(engine)

    def open(self, user: User) -> Session:
        """A new session with a new token; sessions that have run out are swept away."""
        moment, token = now(), new_token()
        with self._writing.begin() as connection:
            connection.execute(
                delete(SESSIONS).where(
                    (SESSIONS.c.created_at < (moment - LONGEST).isoformat()) | (SESSIONS.c.seen_at < (moment - IDLE).isoformat())
                )
            )
            connection.execute(
                insert(SESSIONS).values(token_hash=_hash(token), user_id=user.id, created_at=moment.isoformat(), seen_at=moment.isoformat())
            )
        return Session(token, user)

    def find(self, token: str) -> Session | None:
        """The session of a cookie, where it has not run out."""
        moment, key = now(), _hash(token)
        query = (
            select(SESSIONS.c.created_at, SESSIONS.c.seen_at, USERS)
            .join(USERS, USERS.c.id == SESSIONS.c.user_id)
            .where(SESSIONS.c.token_hash == key, USERS.c.active)
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        created, seen = datetime.fromisoformat(row[0]), datetime.fromisoformat(row[1])
        if moment - created > LONGEST or moment - seen > IDLE:
            self.close(token)
            return None
        if moment - seen > _TOUCH:
            with self._writing.begin() as connection:
                connection.execute(update(SESSIONS).where(SESSIONS.c.token_hash == key).values(seen_at=moment.isoformat()))
        user = User(row.id, row.name, row.display, row.office, row.admin, row.active)
        return Session(token, user)

    def close(self, token: str) -> None:
        """Sign out."""
        with self._writing.begin() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.token_hash == _hash(token)))

    def close_others(self, session: Session) -> None:
        """Sign the user out everywhere else, after a new password."""
        with self._writing.begin() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.user_id == session.user.id, SESSIONS.c.token_hash != _hash(session.token)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
