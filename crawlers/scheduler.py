"""Scrapy's scheduler over the frontier: nothing that is still to be asked is kept in memory alone."""

from __future__ import annotations

from collections import deque
from typing import Any

from scrapy.core.scheduler import BaseScheduler


class FrontierScheduler(BaseScheduler):
    """Requests come from the spider's frontier; those that a redirect or another try made go first.

    The latter are lost in a crash, and the page they are for is then still wanted.
    """

    def __init__(self) -> None:
        self._made: deque[Any] = deque()
        self._spider: Any = None

    def open(self, spider: Any) -> None:
        """The spider whose pages these are."""
        self._spider = spider

    def has_pending_requests(self) -> bool:
        """Whether anything is left to ask."""
        return bool(self._made) or self._spider.has_next()

    def enqueue_request(self, request: Any) -> bool:
        """Take a request that Scrapy made from another one; False where the spider does not follow it."""
        if "redirect_urls" in request.meta:
            if not self._spider.follows(request):
                return False
            for name in ("If-None-Match", "If-Modified-Since"):  # those were for another page
                request.headers.pop(name, None)
        self._made.append(request)
        return True

    def next_request(self) -> Any:
        """What to ask now; None where there is nothing."""
        return self._made.popleft() if self._made else self._spider.next_request()
