"""The web application put together: services, gate, routes, error pages."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from pathlib import Path

from fastapi import Depends, FastAPI
from starlette.staticfiles import StaticFiles

from index.query import SearchEngine
from index.store import Store
from ingest.vault import Vault
from review import api, error_pages
from review.accounts import Accounts
from review.accounts_sessions import Sessions
from review.audit import Audit
from review.gate import LOCAL_HOSTS, Gate, check_csrf
from review.page_images import PageImages
from review.pages import account, audit, briefings, clue, desk, dossiers, rules, runs, signing, upload
from review.rendering import STATIC
from review.scanning import Scan
from review.services import Services
from review.submit import Submit
from review.tables import create_tables

UPLOAD_LIMIT = 2 << 30  # bytes of one submission
_LOG = logging.getLogger(__name__)


def create_app(
    *,
    store: Store,
    engine: SearchEngine,
    vault: Vault,
    home: Path,
    submit: Submit | None = None,
    scan: Scan | None = None,
    setup_code: str | None = None,
    hosts: Sequence[str] = LOCAL_HOSTS,
    upload_limit: int = UPLOAD_LIMIT,
) -> FastAPI:
    """The application over an open store, search engine and vault; ``home`` takes its caches and uploads.

    ``setup_code`` guards the making of the first account; without one a code is made up and written to the log.
    ``hosts`` are the names it answers to. ``app.state.has_users()`` says whether the first account exists.
    """
    create_tables(store.engine)
    accounts, sessions = Accounts(store.engine), Sessions(store.engine)
    if setup_code is None:
        setup_code = secrets.token_urlsafe(9)
        if not accounts.has_users():
            _LOG.warning("首次使用请打开 /setup 设置管理员，安装口令：%s", setup_code)
    app = FastAPI(title="执鉴", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json", dependencies=[Depends(check_csrf)])
    app.state.services = Services(
        store=store,
        engine=engine,
        vault=vault,
        home=home,
        accounts=accounts,
        sessions=sessions,
        audit=Audit(store.engine),
        images=PageImages(home / "cache" / "pages", vault),
        submit=submit,
        scan=scan,
        upload_limit=upload_limit,
    )
    app.state.setup_code = setup_code
    app.state.has_users = accounts.has_users
    for module in (signing, desk, clue, briefings, dossiers, upload, runs, rules, account, audit, api):
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    error_pages.install(app)
    app.add_middleware(Gate, accounts=accounts, sessions=sessions, hosts=hosts, upload_limit=upload_limit, too_large=error_pages.too_large)
    return app
