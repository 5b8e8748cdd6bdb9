"""``zhijian serve``."""

from __future__ import annotations

import secrets
import socket
import threading
import webbrowser
from typing import Annotated

import typer
from rich.console import Console

from ingest.errors import SettingsError
from ingest.vault import Vault
from zhijian.office import Office, office


def serve(
    port: Annotated[int, typer.Option("--port", metavar="端口", min=1, max=65535, help="在本机的哪个端口上，1 至 65535。")] = 8000,
    open_browser: Annotated[bool, typer.Option("--open", help="启动后打开浏览器。")] = False,
    schedule: Annotated[bool, typer.Option("--schedule", help="每天按 scan.yml 的时间自动扫描；错过的启动时补做。")] = False,
) -> None:
    """Serve the web application on 127.0.0.1."""
    with office() as desk:
        serve_office(desk, port=port, open_browser=open_browser, schedule=schedule)


def serve_office(desk: Office, *, port: int, open_browser: bool, schedule: bool = False) -> None:
    """Run until Ctrl-C; shared with ``demo``. The first-run setup code is only ever printed here."""
    import uvicorn  # the web application takes half a second to load, and every command would pay for it

    from nlp.words import search_words
    from review.app import create_app
    from zhijian.scan_config import ScanConfig
    from zhijian.schedule import ScanSchedule
    from zhijian.submit import ScreeningQueue

    config = ScanConfig.load(desk.settings.scan_config)
    _free(port)
    setup_code = secrets.token_urlsafe(9)
    queue = ScreeningQueue(desk.settings, desk.store, desk.engine)
    scans = ScanSchedule(desk.settings, desk.store)
    app = create_app(
        store=desk.store,
        engine=desk.engine,
        vault=Vault(desk.settings.vault),
        home=desk.settings.home,
        submit=queue,
        scan=scans,
        setup_code=setup_code,
    )
    address = f"http://127.0.0.1:{port}"
    console = Console()
    threading.Thread(target=search_words, args=("法制审核",), daemon=True).start()  # the dictionary loads now, not at the first search
    console.print(f"执鉴已启动：{address}（按 Ctrl-C 停止）", highlight=False)
    if not app.state.has_users():
        console.print(f"首次使用，请打开 {address}/setup 设置管理员，安装口令：[bold]{setup_code}[/]", highlight=False)
    if schedule:
        console.print(f"每日扫描：下次 {scans.begin(config):%Y-%m-%d %H:%M}", highlight=False)
    if open_browser:
        threading.Timer(1.0, webbrowser.open, [address]).start()
    try:
        uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")
    finally:
        scans.close()
        queue.close()


def _free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise SettingsError(f"端口 {port} 已被占用。请用 --port 换一个端口，或先停止占用它的程序。") from error
