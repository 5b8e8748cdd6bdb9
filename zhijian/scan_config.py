"""``scan.yml`` (每日扫描的设置): when the scan runs, how much of it at a time, and where its briefings go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from crawlers.secret import told
from crawlers.source_file import parsed
from ingest.errors import KnowledgeError
from zhijian.delivery.channels import CHANNELS, Channel
from zhijian.delivery.secret import Strict

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)")
_SECRET = frozenset({"url", "secret", "password", "token"})
Model = TypeVar("Model", bound=Strict)


def _clock(value: str) -> str:
    if not _CLOCK.fullmatch(value):
        raise ValueError(f'“{value}”不是时刻，应写成带引号的 "06:30"')
    return value


def _sexagesimal(value: Any) -> Any:
    """YAML reads 18:30 without quotes as the number 1110."""
    return f"{value // 60:02d}:{value % 60:02d}" if isinstance(value, int) and 0 <= value < 24 * 60 else value


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"“{value}”应以 http:// 或 https:// 开头，是同事打开执鉴网页的地址")
    return value.rstrip("/")


class ScanConfig(Strict):
    """``at``: local time of the daily scan; ``parallel``: sources read side by side, never two of one host.

    ``source_minutes``: what a source may take before it is given up; ``top``: clues that a briefing tells one by one, the rest is counted.
    ``link``: where colleagues open the web application, for links in what is sent.
    """

    at: Annotated[str, BeforeValidator(_sexagesimal), AfterValidator(_clock)] = Field(default="06:30", alias="time")
    parallel: int = Field(default=3, ge=1, le=16)
    source_minutes: float = Field(default=60.0, gt=0, le=720)
    top: int = Field(default=20, ge=1, le=100)
    link: Annotated[str, AfterValidator(_address)] | None = None
    channels: tuple[Channel, ...] = ()

    @property
    def clock(self) -> time:
        """``at`` as a time."""
        found = _CLOCK.fullmatch(self.at)
        assert found
        return time(int(found[1]), int(found[2]))

    @classmethod
    def load(cls, path: Path) -> ScanConfig:
        """Read ``scan.yml``; the defaults where there is none. KnowledgeError names file, line, key and remedy, and holds no secret."""
        if not path.exists():
            return cls()
        values, tree = parsed(path, "docs/scan.md")
        given = values.pop("channels", None) or []
        rest = _valid(cls, values, path, tree)
        if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
            raise KnowledgeError(f"{path} 第 {_key(tree, 'channels').start_mark.line + 1} 行：“channels”应为列表，每个渠道以“- kind:”开头")
        nodes = _key(tree, "channels").value if given else []
        channels = tuple(_channel(one, path, node) for one, node in zip(given, nodes, strict=True))
        names = [channel.name for channel in channels]
        for channel, node in zip(channels, nodes, strict=True):
            if names.count(channel.name) > 1:
                raise KnowledgeError(f"{path} 第 {node.start_mark.line + 1} 行：有两个渠道都叫“{channel.name}”，请改用不同的 name")
        return rest.model_copy(update={"channels": channels})


def _channel(values: Mapping[str, Any], path: Path, node: Any) -> Channel:
    kind = values.get("kind")
    if kind not in CHANNELS:
        raise KnowledgeError(
            f"{path} 第 {node.start_mark.line + 1} 行：渠道的 kind“{'' if kind is None else kind}”不认识，可写：{'、'.join(CHANNELS)}"
        )
    return _valid(CHANNELS[kind], values, path, node)


def _valid(model: type[Model], values: Mapping[str, Any], path: Path, tree: Any) -> Model:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise KnowledgeError("\n".join(told(path, tree, problem, model, _SECRET) for problem in error.errors())) from None


def _key(tree: Any, name: str) -> Any:
    """The node of a key at the top."""
    return next(value for key, value in tree.value if key.value == name)
