"""The search engine on an Elasticsearch server (8.x or 9.x), for more clues or more users than one machine serves.

The alias ``zhijian-clues`` points at the index that counts. A rebuild fills a new index and moves the alias in one step.
"""

from __future__ import annotations

import contextlib
import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from urllib.parse import unquote, urlsplit

from elastic_transport import ApiError, ConnectionError, SerializationError, TransportError
from elasticsearch import AuthenticationException, AuthorizationException, Elasticsearch, NotFoundError, helpers

from index import elastic_layout as layout
from index.analysis import Stored, indexed
from index.changes import ClueStream, Followed, Mark
from index.clue import Clue
from index.highlight import make_hit
from index.paging import checked_filters, most_frequent, read_cursor, sort_key, write_cursor
from index.query import FACETS, Query, ResultPage
from index.ranking import Ranking, weigh
from index.typed import Typed, parse
from ingest.errors import SearchUnavailable, SettingsError

ALIAS = "zhijian-clues"
_BLOCK = 500
_SECONDS, _SEARCH_SECONDS = 60.0, 15.0


class _Replaced(Exception):
    """Another process switched to a new index while this one was being written."""


class ElasticEngine:
    """The search engine at ``url`` (``http://user:password@host:9200``). May be used from several threads."""

    def __init__(self, url: str, *, alias: str = ALIAS) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SettingsError(f"检索服务地址 {_shown(url)!r} 无效：应形如 http://用户:口令@主机:9200。请检查 ZHIJIAN_SEARCH_URL。")
        self._address = _shown(url)
        self._alias = alias
        port = parts.port or (443 if parts.scheme == "https" else 9200)
        auth = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        self._client = Elasticsearch(
            f"{parts.scheme}://{host}:{port}{parts.path}", basic_auth=auth, request_timeout=_SECONDS, retry_on_timeout=True, max_retries=2
        )

    # searching

    def search(self, query: Query) -> ResultPage:
        """Answer a query. Raises SearchUnavailable where the server does not, QueryProblem for a broken cursor."""
        typed, filters = parse(query.words), checked_filters(query)
        key = sort_key(query, typed)
        after = read_cursor(query.cursor, key)
        with self._asking():
            if self._version() is None:
                return ResultPage(0, (), {name: most_frequent({}, filters.get(name, ())) for name in FACETS})
            ranking = self._ranking(typed) if typed.ranks else None
            order: list[dict[str, str]] = [{"_score": "desc"}, {"by_score": "desc"}] if key is None else [{key: "desc"}]
            answer = self._client.options(request_timeout=_SEARCH_SECONDS, max_retries=1).search(
                index=self._alias,
                query=layout.matching(typed, ranking if key is None else None),
                post_filter=layout.accepted(filters),
                aggs=layout.facets(filters),
                sort=order,
                search_after=after,
                size=query.size + 1,
                track_total_hits=True,
                source_includes=["stored"],
            )
        found = answer["hits"]["hits"]
        shown = found[: query.size]
        return ResultPage(
            total=answer["hits"]["total"]["value"],
            hits=tuple(make_hit(Stored.from_json(hit["_source"]["stored"]), typed, ranking) for hit in shown),
            facets={name: most_frequent(_values(answer["aggregations"][name]), filters.get(name, ())) for name in FACETS},
            next=write_cursor(key, shown[-1]["sort"]) if len(found) > query.size else None,
        )

    def count(self) -> int:
        """How many clues are indexed."""
        with self._asking():
            return int(self._client.count(index=self._alias)["count"]) if self._current() else 0

    # writing

    def add(self, clues: Iterable[Clue]) -> int:
        """Index clues, replacing those with the same id; returns how many. Visible to the next search."""
        remaining, count = iter(clues), 0
        while block := [_put(clue) for clue in islice(remaining, _BLOCK)]:
            self._write_current(block)
            count += len(block)
        return count

    def remove(self, ids: Iterable[str]) -> None:
        """Forget clues."""
        self._write_current([_drop(id) for id in ids])

    def rebuild(self, clues: Iterator[Clue]) -> int:
        """Fill a new index and move the alias to it; the old one answers until then, and stays where this fails."""
        with self._asking():
            name = self._create()
            try:
                self._client.indices.put_settings(index=name, settings={"refresh_interval": "-1"})
                count = self._bulk(name, (_put(clue) for clue in clues))
                self._client.indices.put_settings(index=name, settings={"refresh_interval": None})
                if isinstance(clues, ClueStream):
                    self._write_mark(name, clues.mark)
                self._switch(name)
            except BaseException:
                with contextlib.suppress(ApiError, TransportError):
                    self._client.indices.delete(index=name, ignore_unavailable=True)
                raise
            return count

    @property
    def needs_rebuild(self) -> bool:
        """Whether the index is missing, laid out by another version, or nobody can say what it holds."""
        with self._asking():
            name = self._current()
            return name is None or self._meta(name).get("version") != layout.VERSION or self._mark(name) is None

    def sync(self, store: Followed) -> int:
        """Take in what changed in the store since this index last did; returns how many changes. Rebuilds where it must."""
        while True:
            try:
                with self._asking():
                    return self._sync(store)
            except _Replaced:
                continue  # the index made meanwhile has a mark of its own to go on from

    def _sync(self, store: Followed) -> int:
        last = store.mark()
        name = self._current()
        mark = self._mark(name) if name else None
        if name is None or mark is None or mark.store != last.store or mark.change > last.change:
            return self.rebuild(store.clues())
        count, changes = 0, store.changes(mark.change)
        while block := list(islice(changes, _BLOCK)):
            self._bulk(name, [_put(change.clue) if change.clue else _drop(change.id) for change in block])
            self._write_mark(name, Mark(last.store, block[-1].number))
            count += len(block)
        return count

    # the parts

    def _ranking(self, typed: Typed) -> Ranking:
        answer = self._client.search(index=self._alias, size=0, track_total_hits=True, aggs=layout.counting(typed))
        found = answer["aggregations"]
        words = {word: found[f"w{i}"]["doc_count"] for i, word in enumerate(typed.words)}
        rows = {row: found[f"r{i}"]["doc_count"] for i, row in enumerate(typed.rows)}
        return weigh(typed, answer["hits"]["total"]["value"], words, rows)

    def _current(self) -> str | None:
        """The index behind the alias."""
        try:
            return next(iter(self._client.indices.get_alias(name=self._alias)), None)
        except NotFoundError:
            return None

    def _version(self) -> int | None:
        """The layout's version, None where there is no index. Raises SearchUnavailable for another one than ours."""
        name = self._current()
        if name is None:
            return None
        if self._meta(name).get("version") != layout.VERSION:
            raise SearchUnavailable(
                f"检索服务 {self._address} 上的索引由另一版本的程序建立，请运行 zhijian rebuild 重建（数据都在数据库中，不会丢失）。"
            )
        return layout.VERSION

    def _meta(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self._client.indices.get_mapping(index=name)[name]["mappings"].get("_meta", {})
        return found

    def _mark(self, name: str) -> Mark | None:
        found = self._meta(name)
        if found.get("version") != layout.VERSION or "mark" not in found:
            return None
        return Mark(found["mark"]["store"], found["mark"]["change"])

    def _write_mark(self, name: str, mark: Mark) -> None:
        meta = {"version": layout.VERSION, "mark": {"store": mark.store, "change": mark.change}}
        self._client.indices.put_mapping(index=name, meta=meta)

    def _create(self) -> str:
        name = f"{self._alias}-{datetime.now(UTC):%Y%m%d%H%M%S}-{uuid.uuid4().hex[:8]}"
        self._client.indices.create(index=name, settings=layout.SETTINGS, mappings=layout.MAPPINGS, aliases={_own_alias(name): {}})
        return name

    def _switch(self, name: str) -> None:
        """Move the alias, in one step drop what it pointed at, and what a rebuild that was killed left behind."""
        actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": self._alias}}]
        yesterday = f"{datetime.now(UTC) - timedelta(days=1):%Y%m%d%H%M%S}"
        for index, found in self._client.indices.get(index=f"{self._alias}-*").items():
            made = re.fullmatch(rf"{re.escape(self._alias)}-(\d{{14}})-[0-9a-f]{{8}}", index)
            if index != name and (self._alias in found["aliases"] or (made and made[1] < yesterday)):
                actions.append({"remove_index": {"index": index}})
        self._client.indices.update_aliases(actions=actions)

    def _write_current(self, actions: Sequence[dict[str, Any]]) -> None:
        while True:
            with self._asking():
                if self._version() is None:
                    self._switch(self._create())
                name = self._current()
                with contextlib.suppress(_Replaced):
                    if name is not None:
                        self._bulk(name, actions)
                        return

    def _bulk(self, name: str, actions: Iterable[dict[str, Any]]) -> int:
        """Write to the index ``name`` and make it visible. Raises _Replaced where it is gone.

        Writes go to an alias that only this index has: a write to its name would make a gone index anew, without the layout.
        """
        done = 0
        written = helpers.streaming_bulk(
            self._client, actions, index=_own_alias(name), chunk_size=_BLOCK, max_retries=3, raise_on_error=False, require_alias=True
        )
        for good, item in written:
            error = next(iter(item.values())).get("error")
            if error and error["type"] == "index_not_found_exception":
                raise _Replaced
            if error:
                raise SearchUnavailable(f"检索服务 {self._address} 拒绝写入（{error}）。请检查服务的磁盘空间和日志后再试。")
            done += good
        self._client.indices.refresh(index=name)
        return done

    @contextlib.contextmanager
    def _asking(self) -> Iterator[None]:
        """One clear sentence instead of the client's many exceptions."""
        remedy = "请检查服务是否启动、地址是否正确，或去掉环境变量 ZHIJIAN_SEARCH_URL 使用内置检索。"
        try:
            yield
        except (AuthenticationException, AuthorizationException) as error:
            raise SearchUnavailable(
                f"检索服务 {self._address} 不接受这个用户名和口令，或其权限不足。请检查 ZHIJIAN_SEARCH_URL 中的 用户:口令@，"
                "或去掉该环境变量使用内置检索。"
            ) from error
        except (ConnectionError, SerializationError) as error:
            raise SearchUnavailable(f"检索服务 {self._address} 连接不上。{remedy}") from error
        except (ApiError, TransportError) as error:
            raise SearchUnavailable(f"检索服务 {self._address} 未能完成请求（{error}）。{remedy}") from error


def _put(clue: Clue) -> dict[str, Any]:
    return {"_op_type": "index", "_id": clue.id, "_source": layout.source(indexed(clue))}


def _drop(id: str) -> dict[str, Any]:
    return {"_op_type": "delete", "_id": id}


def _own_alias(name: str) -> str:
    return f"{name}-own"


def _values(facet: dict[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in facet["values"]["buckets"]}


def _shown(url: str) -> str:
    """The address without the password."""
    parts = urlsplit(url)
    return url.replace(f"{parts.username}:{parts.password}@", f"{parts.username}:***@") if parts.password else url
