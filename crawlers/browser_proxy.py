"""The only way out for the browser: a proxy on this machine that judges every address before it connects to that very address.

A page's scripts ask what they like, after redirects, through names that resolve differently each time. The browser resolves no
names itself; whatever it wants goes through here (HTTP and, by CONNECT, HTTPS and web sockets).
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawlers.addresses import is_public
from crawlers.source import CrawlSource

_LARGEST_HEAD = 64 << 10  # bytes of the head of a request or an answer
_MOST = 50 << 20  # bytes that one connection may bring
_PIECE = 64 << 10
_PATIENCE = 60.0  # seconds for a head, and for a connection to come about
_PORTS = {"http": 80, "https": 443}
_OF_CONNECTION = ("connection:", "proxy-connection:", "keep-alive:", "proxy-authorization:")


class _Refused(Exception):
    """The address may not be asked, or does not answer; the connection is closed without a word."""


@dataclass(frozen=True, slots=True)
class BrowserProxy:
    """A running proxy: its ``port`` on 127.0.0.1.

    ``refused`` gives the hosts with ports that it refused since it was last called, as they lie in the private network, and forgets them:
    the browser only hears that its connection was closed.
    """

    port: int
    refused: Callable[[], list[str]]


def start_proxy(source: CrawlSource) -> BrowserProxy:
    """Start a proxy, which runs until the process ends.

    Public addresses are open to it, no matter whose: pages take their scripts from anywhere. In the private network it is only
    the host and port at which a source with ``private_network`` starts.
    """
    loop = asyncio.new_event_loop()
    guard = _Guard(source)
    server = loop.run_until_complete(asyncio.start_server(guard.serve, "127.0.0.1", 0, limit=_LARGEST_HEAD))
    threading.Thread(target=loop.run_forever, daemon=True).start()
    return BrowserProxy(int(server.sockets[0].getsockname()[1]), guard.refused)


class _Guard:
    def __init__(self, source: CrawlSource) -> None:
        starts = [urlsplit(url) for url in source.start_urls] if source.private_network else []
        self._own = {((parts.hostname or "").lower(), parts.port or _PORTS[parts.scheme]) for parts in starts}
        self._refused: list[str] = []

    def refused(self) -> list[str]:
        """As ``BrowserProxy.refused``; another thread may call it."""
        told, self._refused = self._refused, []
        return told

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of the browser: one request, or one tunnel."""
        try:
            await self._serve(reader, writer)
        except (_Refused, OSError, TimeoutError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # without an answer: one of ours would look like the site's
        finally:
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        method, target, lines = await _head(reader)
        if method == "CONNECT":
            parts = urlsplit(f"//{target}")
            there, out = await self._connected(parts.hostname or "", parts.port or 443)
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await _exchange(out, _pipe(reader, out), _pipe(there, writer))
            return
        parts = urlsplit(target)
        if parts.scheme != "http":
            raise _Refused(target)
        there, out = await self._connected(parts.hostname or "", parts.port or 80)
        path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        out.write(_joined(f"{method} {path} HTTP/1.1", lines))
        length = next((int(line.partition(":")[2]) for line in lines if line.lower().startswith("content-length:")), 0)
        await _pipe(reader, out, most=length)
        await _exchange(out, _answer(there, writer))

    async def _connected(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection to an address that was judged, and to no other."""
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        allowed = [str(at[0]) for *_, at in found if is_public(str(at[0])) or (host.lower(), port) in self._own]
        if not allowed:
            self._refused.append(f"{host}:{port}")
        for address in dict.fromkeys(allowed):
            try:
                return await asyncio.wait_for(asyncio.open_connection(address, port, limit=_LARGEST_HEAD), _PATIENCE)
            except (OSError, TimeoutError):
                continue  # such as an IPv6 address where there is no IPv6
        raise _Refused(host)


async def _answer(there: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """The browser is told to close: its next request may be for another machine."""
    version, status, lines = await _head(there)
    writer.write(_joined(f"{version} {status}", lines))
    await _pipe(there, writer)


async def _head(reader: asyncio.StreamReader) -> tuple[str, str, list[str]]:
    """The first two words of a request or an answer, and its header lines without those about the connection."""
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _PATIENCE)
    first, *lines = head.decode("latin-1").split("\r\n")[:-2]
    word, _, rest = first.partition(" ")
    return (
        word,
        rest.rpartition(" ")[0] if rest.endswith(("HTTP/1.1", "HTTP/1.0")) else rest,
        [line for line in lines if not line.lower().startswith(_OF_CONNECTION)],
    )


def _joined(first: str, lines: list[str]) -> bytes:
    return "\r\n".join((first, *lines, "Connection: close", "", "")).encode("latin-1")


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, most: int = _MOST) -> None:
    """So many bytes at most, or until the end."""
    while most > 0 and (piece := await reader.read(min(_PIECE, most))):
        most -= len(piece)
        writer.write(piece)
        await writer.drain()


async def _exchange(out: asyncio.StreamWriter, *ways: Coroutine[None, None, None]) -> None:
    """Until one of the ways comes to its end."""
    tasks = [asyncio.ensure_future(way) for way in ways]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        out.close()
