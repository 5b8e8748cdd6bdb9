"""A hotline source (热线来源): one YAML file that says where the records of a 12345 hotline, a letter box or an office's own system are.

They are in a file, in the files of a folder, or in a database that is asked with a query.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from crawlers.secret import Secret, told
from crawlers.source_due import DueSource
from crawlers.source_file import loaded, parsed
from crawlers.source_parts import Strict
from ingest.complaint_columns import COLUMNS, METADATA
from ingest.complaints import RecordForm
from ingest.errors import KnowledgeError

SINCE = "since"  # the one parameter of a query
GUIDE = "docs/hotline.md"
_ADDED = (*METADATA, "source", "site")
_SECRETS = frozenset({"password"})
_FIRST_WORD = re.compile(r"[\s(]*(select|with)\b", re.IGNORECASE)
_PASSWORD = re.compile(r"pass\w*\s*=|\bpwd\s*=", re.IGNORECASE)  # also among the words of odbc_connect
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|`[^`]*`|--[^\n]*|/\*.*?\*/", re.DOTALL)


def _field(allowed: tuple[str, ...]) -> AfterValidator:
    def check(values: Mapping[str, Any]) -> Mapping[str, Any]:
        for name in values:
            if name not in allowed:
                raise ValueError(f"不认识的字段“{name}”，可写：{'、'.join(allowed)}")
        return values

    return AfterValidator(check)


def _words(values: Any) -> Any:
    """YAML reads 1 as a number; keys and values here are words."""
    if not isinstance(values, dict):
        return values
    return {str(key): str(value) if isinstance(value, (int, float)) else value for key, value in values.items()}


def _address(value: str) -> str:
    try:
        url = make_url(value)
    except (ArgumentError, ValueError):  # the message would repeat the address, and a password in it
        raise ValueError("不是数据库地址，应形如 postgresql://用户@主机:5432/库名，密码另写在 password 中") from None
    if url.password is not None or any(_PASSWORD.search(f"{name}={held}") for name, held in url.query.items()):
        raise ValueError("地址中不写密码。请去掉密码，另写 password: {env: 环境变量名} 或 {file: 文件名}")
    return value


def _query(value: str) -> str:
    bare = _QUOTED.sub(" ", value).strip().rstrip(";").rstrip()
    if not _FIRST_WORD.match(bare):
        raise ValueError("应是一条查询语句，以 select（或 with）开头；这里不能修改数据")
    if ";" in bare:
        raise ValueError("应只有一条查询语句，分号之后不能再有内容")
    foreign = sorted(name for name in text(value).compile().params if name != SINCE)
    if foreign:
        raise ValueError(f"参数只能有 :{SINCE}，不能有 :{foreign[0]}；确是冒号时请写作 \\:{foreign[0]}")
    return value.strip().rstrip(";").rstrip()


class Folder(Strict):
    """``path``: a folder, those below it included; ``files``: patterns for the names of files, upper and lower case alike."""

    path: Path
    files: tuple[Annotated[str, Field(min_length=1)], ...] = Field(("*.csv", "*.xlsx", "*.xls", "*.json", "*.jsonl"), min_length=1)


class Database(Strict):
    """``url``: a SQLAlchemy address without the password. ``query``: one select statement.

    ``watermark`` names a column of its result that grows (a time of change, a number); the query then says ``:since`` for what was read
    last, which is ``start`` the first time.
    """

    url: Annotated[str, AfterValidator(_address)]
    password: Secret | None = None
    query: Annotated[str, AfterValidator(_query)]
    watermark: str | None = Field(default=None, min_length=1)
    start: datetime | date | int | str | None = None

    @model_validator(mode="after")
    def _goes_on(self) -> Database:
        asks = SINCE in text(self.query).compile().params
        given = [name for name in ("watermark", "start") if getattr(self, name) is not None]
        if asks and len(given) < 2:
            raise ValueError(f"query 中有 :{SINCE}，应同时写 watermark（哪一列）和 start（第一次从哪里读起，例如 2025-01-01）")
        if given and not asks:
            raise ValueError(f"写了 {'、'.join(given)}，query 中却没有 :{SINCE}，例如 where 更新时间 >= :{SINCE}")
        return self


class Flowing(Strict):
    """``days``: in so many days something new comes at least once."""

    days: int = Field(ge=1)


class Hotline(DueSource):
    """One hotline source. What it says of its records: ``columns`` (field → heading, null for none), ``statuses`` (as written → in words).

    ``added``: what holds of every record that does not say otherwise itself, such as its channel and region.
    """

    columns: Annotated[dict[str, str | None], _field(tuple(COLUMNS))] = Field(default_factory=dict)
    statuses: Annotated[dict[str, str], BeforeValidator(_words)] = Field(default_factory=dict)
    added: Annotated[dict[str, str], BeforeValidator(_words), _field(_ADDED)] = Field(default_factory=dict)
    file: Path | None = None
    folder: Folder | None = None
    sql: Database | None = None
    healthy: Flowing | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Hotline:
        if sum(place is not None for place in (self.file, self.folder, self.sql)) != 1:
            raise ValueError("file（一个文件）、folder（一个文件夹）与 sql（数据库）应写且只写一个")
        return self

    @property
    def place(self) -> str:
        """Where its records are, for people."""
        if self.sql is not None:
            return self.sql.url
        return str(self.file if self.folder is None else self.folder.path)

    @property
    def form(self) -> RecordForm:
        """How its records are understood."""
        return RecordForm(self.columns, self.statuses, {"source": self.id, "site": self.name} | self.added)

    @property
    def fingerprint(self) -> str:
        """What the outcome of reading depends on: where it is another, everything is read again."""
        asked = [self.sql.query, self.sql.watermark, str(self.sql.start)] if self.sql else []
        told = json.dumps([self.columns, self.statuses, self.added, asked], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def hotline_of(values: Mapping[str, Any], path: Path, tree: Any = None) -> Hotline:
    """A source from its keys and values. KnowledgeError names ``path``, the line in ``tree``, key and remedy, and holds no secret."""
    try:
        return Hotline.model_validate(values)
    except ValidationError as error:
        problems = [problem | {"input": "……"} if problem["loc"][:1] == ("sql",) else problem for problem in error.errors()]
        raise KnowledgeError("\n".join(told(path, tree, problem, Hotline, _SECRETS) for problem in problems)) from None


def load_hotline(path: Path) -> Hotline:
    """Read one source file; KnowledgeError as ``hotline_of``."""
    values, tree = parsed(path, GUIDE)
    return hotline_of(values, path, tree)


def load_hotlines(
    folder: Path, *, taken: Mapping[str, str] | None = None, on_broken: Callable[[Path, KnowledgeError], None] | None = None
) -> dict[str, Hotline]:
    """All hotline sources by id; the folder need not exist. ``taken``, ``on_broken``: as ``crawlers.source_file.loaded`` has them."""
    return loaded((folder,), load_hotline, taken=taken, on_broken=on_broken)
