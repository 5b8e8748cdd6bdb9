"""Pages per second and peak memory of a crawl beside a plain Scrapy CrawlSpider on the same local site in the same run.

usage: python -m benchmarks.crawl [--pages N] [--rounds N]

The peer follows the same list links with one callback that reads title and text by the same selectors, without a delay, a guard of
addresses, robots.txt, a vault or a memory of what it asked: as it comes (16 requests at a time) and one request at a time, as ours.
Pages per second are between the first and the last request that the site saw, so the start of Python is in neither. The site runs in a
process of its own. Processor time is of the whole crawl with its start, of ours with the process that takes the articles; so is memory.
"""

import argparse
import multiprocessing
import multiprocessing.dummy
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import Any

PER_LIST = 100
TEXT = "<p>" + "市民反映，执法人员扣走三轮车，没有出示证件，也没有给任何单据，要求交二百元才能取车。</p><p>" * 25 + "</p>"


def serve(pages: int, events: Connection) -> None:
    """The site; whenever it is asked through ``events``, it says what came since: first and last moment, requests by path."""
    times: list[float] = []
    asked: Counter[str] = Counter()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # an answer in one piece: the kernel would wait 40 ms before the second

        def do_GET(self) -> None:
            times.append(time.monotonic())
            asked[self.path] += 1
            body = page(self.path, pages).encode("gbk")
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=gbk")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    multiprocessing.dummy.Process(target=server.serve_forever, args=(0.01,)).start()
    events.send(server.server_port)
    while events.recv():
        events.send((times[0], times[-1], dict(asked)))
        times.clear()
        asked.clear()
    server.shutdown()


def page(path: str, pages: int) -> str:
    """A list of a hundred articles and a link to the next, or an article of two kilobytes with as much around it."""
    _, folder, name = path.split("/") if path.count("/") == 2 else ("", "", "")
    if folder not in ("list", "a"):
        return ""
    number = int(name.removesuffix(".html"))
    menu = "".join(f"<li><a href='/menu/{n}'>栏目{n}</a></li>" for n in range(20)) if folder == "a" else ""
    if folder == "a":
        return f"<html><body><ul class=menu>{menu}</ul><h1>第{number}期</h1><div class=content><p>{number}</p>{TEXT}</div></body></html>"
    numbers = range(number * PER_LIST, min((number + 1) * PER_LIST, pages))
    links = "".join(f'<li><a href="/a/{n}.html">第{n}期</a></li>' for n in numbers)
    more = f'<a class=next href="/list/{number + 1}.html">下一页</a>' if (number + 1) * PER_LIST < pages else ""
    return f"<html><body><ul class=news>{links}</ul>{more}</body></html>"


def ours(url: str, pages: int, folder: Path) -> int:
    from crawlers.run import crawl
    from crawlers.source import CrawlSource
    from ingest.vault import Vault

    source = CrawlSource.model_validate(
        {
            "id": "site",
            "name": "本地站",
            "start_urls": [f"{url}/list/0.html"],
            "allowed_domains": ["127.0.0.1"],
            "private_network": True,
            "list": {"links": "ul.news a"},
            "article": {"title": "h1", "text": "div.content"},
            "pagination": {"next": "a.next", "max_pages": 1000},
            "healthy": {"min": pages, "max": pages},
            "politeness": {"delay": 0},
        }
    )
    result = crawl(source, vault=Vault(folder / "vault"), state_dir=folder, on_document=lambda document: None)
    assert result.healthy, result.warning
    return result.items


def plain(url: str, pages: int, folder: Path, *, together: int) -> int:
    from scrapy.crawler import CrawlerProcess
    from scrapy.linkextractors import LinkExtractor
    from scrapy.spiders import CrawlSpider, Rule

    found: list[tuple[str, str]] = []

    class Plain(CrawlSpider):
        name = "plain"
        start_urls = (f"{url}/list/0.html",)
        rules = (
            Rule(LinkExtractor(restrict_css="a.next")),
            Rule(LinkExtractor(restrict_css="ul.news"), callback="article"),
        )

        def article(self, response: Any) -> None:
            found.append((response.css("h1::text").get(), "\n".join(response.css("div.content p::text").getall())))

    process = CrawlerProcess(
        {
            "LOG_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
            "ROBOTSTXT_OBEY": False,
            "DOWNLOAD_DELAY": 0,
            "CONCURRENT_REQUESTS": together,
            "CONCURRENT_REQUESTS_PER_DOMAIN": together,
        }
    )
    process.crawl(Plain)
    process.start()
    return len(found)


def plain_together(url: str, pages: int, folder: Path) -> int:
    return plain(url, pages, folder, together=16)


def plain_alone(url: str, pages: int, folder: Path) -> int:
    return plain(url, pages, folder, together=1)


@dataclass(frozen=True, slots=True)
class Seen:
    """Of one crawl: pages a second, milliseconds of processor a page, megabytes, how many pages were asked more than once."""

    speed: float
    processor: float
    memory: float
    repeated: int


def _in_process(crawl: Callable[[str, int, Path], int], url: str, pages: int, events: Connection) -> None:
    with tempfile.TemporaryDirectory() as folder:
        items = crawl(url, pages, Path(folder))
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processor = sum(one.ru_utime + one.ru_stime for one in used)
    events.send((items, 1000 * processor / pages, sum(one.ru_maxrss for one in used) / 1024))


def measured(crawl: Callable[[str, int, Path], int], url: str, pages: int, site: Connection) -> Seen:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_in_process, args=(crawl, url, pages, there))
    process.start()
    items, processor, memory = here.recv()
    process.join()
    site.send(True)
    first, last, asked = site.recv()
    assert items == pages, (items, pages)
    return Seen(sum(asked.values()) / (last - first), processor, memory, sum(count - 1 for count in asked.values()))


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--pages", type=int, default=2000)
    args.add_argument("--rounds", type=int, default=3)
    chosen = args.parse_args()
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    site = context.Process(target=serve, args=(chosen.pages, there), daemon=True)
    site.start()
    url = f"http://127.0.0.1:{here.recv()}"
    ways = {"zhijian": ours, "CrawlSpider, one at a time": plain_alone, "CrawlSpider, 16 at a time": plain_together}
    seen: dict[str, list[Seen]] = {name: [] for name in ways}
    for _ in range(chosen.rounds):
        for name, crawl in ways.items():
            seen[name].append(measured(crawl, url, chosen.pages, here))
    here.send(False)
    site.join()
    print(f"{chosen.pages:,} articles of {len(page('/a/0.html', 1)):,} characters, median of {chosen.rounds} rounds in turns")
    for name, some in seen.items():
        speed, processor, memory = (median(getattr(one, what) for one in some) for what in ("speed", "processor", "memory"))
        told = f"{name}: {speed:.0f} pages/s, {processor:.1f} ms of processor a page, {memory:.0f} MB"
        told += f", {max(one.repeated for one in some)} pages asked again"
        if name != "zhijian":
            pairs = list(zip(seen["zhijian"], some, strict=True))
            told += f"; ours: {median(mine.speed / its.speed for mine, its in pairs):.2f} times the speed, "
            told += f"{median(mine.processor / its.processor for mine, its in pairs):.2f} times the processor, "
            told += f"{median(mine.memory / its.memory for mine, its in pairs):.2f} times the memory"
        print(told)


if __name__ == "__main__":
    main()
