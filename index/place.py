"""Where a text was said (site, hotline, file), for people and for counting independent places."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import urlsplit

from index.clue import Channel
from index.store_documents import StoredDocument

KIND_PLACE: dict[Channel, str] = {"complaint": "热线留言", "post": "网帖", "news": "新闻", "dossier": "案卷", "inspection": "检查记录"}


def host_of(url: str | None) -> str | None:
    """The host of an address; None of what is no address, as people write it in a record (http://[暂无])."""
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def host_or_file(url: str | None, path: str | None) -> str | None:
    """The host of an address, else the name of the file."""
    return host_of(url) if url else PurePath(path).name if path else None


def place_of(document: StoredDocument) -> str:
    """For people: the site's or the hotline's name, else the host, the file, the kind of text."""
    told = document.metadata.get("site") or document.metadata.get("channel")
    return told or host_or_file(document.url, document.metadata.get("path")) or KIND_PLACE[document.kind]
