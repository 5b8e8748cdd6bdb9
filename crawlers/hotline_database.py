"""The office's own database: connecting to it, and what it answers when that goes wrong. Read-only where the database knows how.

Messages hold what the database said, never the password.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, create_engine
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, SQLAlchemyError

from crawlers.hotline import Database
from ingest.errors import InputError, UnreadableInput

_CONNECT = 15  # seconds to wait for a connection
_LONGEST = 300  # characters of what a database said
_KNOWN = "postgresql://、mysql://、sqlite:///、oracle://、mssql://"
_DRIVERS = {"postgresql": "psycopg", "mysql": "pymysql", "mariadb": "pymysql", "oracle": "oracledb"}
_PACKAGES = {"psycopg": "psycopg[binary]"}  # where it is not the name of the module
# a server that went away without a word is noticed in about a minute
_CONNECTING: dict[str, dict[str, Any]] = {
    "psycopg": {"connect_timeout": _CONNECT, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3},
    "pymysql": {"connect_timeout": _CONNECT},
}
_MYSQL = ("SET SESSION TRANSACTION READ ONLY", "SET SESSION net_write_timeout = {seconds:.0f}")  # it waits while we read a batch
_READ_ONLY = {
    "postgresql": ("SET TRANSACTION READ ONLY", "SET LOCAL statement_timeout = '{seconds:.0f}s'"),
    "mysql": _MYSQL,
    "mariadb": _MYSQL,
    "sqlite": ("PRAGMA query_only = ON",),
}


@contextmanager
def connected(database: Database, home: Path, *, seconds: float) -> Iterator[Connection]:
    """A connection in a read-only transaction, rolled back at the end; what goes wrong inside is told as a query that failed.

    SettingsError where the password is not there; UnreadableInput (``driver``, ``connect``, ``query``). On PostgreSQL a statement that
    takes more than ``seconds`` is given up.
    """
    secret = database.password.read(home) if database.password else None
    url = _address(database)
    if url.get_backend_name() == "sqlite" and url.database and not Path(url.database).is_file():
        raise UnreadableInput(f"数据库文件 {url.database} 不存在，请检查 sql.url", code="connect")
    connection = _opened(url, secret, seconds)
    try:
        yield connection
    except SQLAlchemyError as error:
        raise _failed(error, url, secret) from None
    finally:
        connection.close()
        connection.engine.dispose()


def _address(database: Database) -> URL:
    url = make_url(database.url)
    driver = _DRIVERS.get(url.drivername)
    return url.set(drivername=f"{url.drivername}+{driver}") if driver else url


def _opened(url: URL, secret: str | None, seconds: float) -> Connection:
    try:
        engine = create_engine(
            url.set(password=secret) if secret else url,
            poolclass=NullPool,
            hide_parameters=True,
            connect_args=_CONNECTING.get(url.get_driver_name(), {}),
        )
        connection = engine.connect()
        for statement in _READ_ONLY.get(engine.dialect.name, ()):
            connection.exec_driver_sql(statement.format(seconds=max(1.0, seconds)))  # 0 would be no limit
    except NoSuchModuleError:
        raise UnreadableInput(f"sql.url 的开头“{url.drivername}”不认识，可写 {_KNOWN}", code="driver") from None
    except ImportError as error:
        package = _PACKAGES.get(error.name or "", error.name or url.get_driver_name())
        raise UnreadableInput(
            f"没有安装数据库 {url.get_backend_name()} 的驱动。请在安装执鉴的环境中运行 pip install '{package}'，再试", code="driver"
        ) from None
    except Exception as error:  # drivers raise whatever they like
        raise UnreadableInput(
            f"连不上数据库 {_place(url)}：{_said(error, secret)}。请检查 sql.url 的主机、端口、库名、用户，密码是否正确，"
            "以及数据库和防火墙是否允许本机连接",
            code="connect",
        ) from None
    return connection


def _failed(error: SQLAlchemyError, url: URL, secret: str | None) -> InputError:
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        said = f"与数据库 {_place(url)} 的连接断了：{_said(error, secret)}。已读的都已保存，下次接着读"
        return UnreadableInput(said, code="connect")
    return UnreadableInput(
        f"数据库 {_place(url)} 没有执行查询：{_said(error, secret)}。请检查 sql.query 中的表名、列名和权限", code="query"
    )


def _place(url: URL) -> str:
    """The database as messages name it."""
    host = f"{url.host or ''}:{url.port}" if url.port else url.host or ""
    return f"{host}/{url.database or ''}".removeprefix("/") if host else url.database or ""


def _said(error: Exception, secret: str | None) -> str:
    """The database's own words, on one line."""
    said = " ".join(str(error.orig if isinstance(error, DBAPIError) else error).split())
    if secret:
        said = said.replace(secret, "***")
    return (said[:_LONGEST] + "…" if len(said) > _LONGEST else said or type(error).__name__).rstrip("。.")
