"""A real office behind a real server, looked at with the real Chromium."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PASSWORD = "Jianding-2026-ceshi"


@dataclass(frozen=True)
class Site:
    """A running ``zhijian serve`` over dossiers and texts of the sample generator."""

    address: str
    home: Path
    setup_code: str


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser. Closed soon: it keeps an event loop running, in which no other test could run its own."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium fonts-noto-cjk)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """``zhijian demo`` fills the folder, ``zhijian serve`` serves it, as a newcomer would have it."""
    home = tmp_path_factory.mktemp("office")
    environment = {**os.environ, "ZHIJIAN_HOME": str(home), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", "COLUMNS": "200"}
    environment.pop("ZHIJIAN_SEARCH_URL", None)
    program = [sys.executable, "-m", "zhijian"]
    subprocess.run([*program, "demo", "--no-serve"], env=environment, check=True, capture_output=True, timeout=300)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [*program, "serve", "--port", str(port)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    try:
        assert server.stdout is not None
        said = ""
        for line in server.stdout:
            said += line
            if found := re.search(r"安装口令：(\S+)", said):
                break
        else:
            pytest.fail(f"the server did not start: {said}")
        yield Site(f"http://127.0.0.1:{port}", home, found[1])
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def signed_in(site: Site) -> dict[str, object]:
    """The administrator is made through the setup page; gives the browser's state, cookies and all."""
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        page = context.new_page()
        page.goto(f"{site.address}/")
        assert page.url.endswith("/setup")
        page.fill("[name=code]", site.setup_code)
        page.fill("[name=office]", "江临市司法局")
        page.fill("[name=display]", "张三")
        page.fill("[name=name]", "zhangsan")
        page.fill("[name=password]", PASSWORD)
        page.fill("[name=again]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url(f"{site.address}/")
        return dict(context.storage_state())


@pytest.fixture
def page(browser: Browser, site: Site, signed_in: dict[str, object]) -> Iterator[Page]:
    """A signed-in page that fails the test on console errors and on any request to another host."""
    context = browser.new_context(storage_state=signed_in, viewport={"width": 1366, "height": 768}, locale="zh-CN")  # type: ignore[arg-type]
    page = context.new_page()
    wrong: list[str] = []
    page.on(
        "console", lambda message: wrong.append(message.text) if message.type == "error" and "(Unprocessable" not in message.text else None
    )
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith((site.address, "data:")) else None)
    yield page
    context.close()
    assert wrong == []
