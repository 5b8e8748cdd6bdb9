"""Services: what the pages work with, opened once for the whole application."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, cast

from fastapi import Depends, Request

from index.query import SearchEngine
from index.store import Store
from ingest.vault import Vault
from review.accounts import Accounts
from review.accounts_sessions import Session, Sessions
from review.audit import Action, Audit
from review.page_images import PageImages
from review.scanning import Scan
from review.submit import Submit


@dataclass(frozen=True, slots=True)
class Services:
    """The open store, search engine and vault, the accounts, who screens uploads and who runs the daily scan (None: nobody)."""

    store: Store
    engine: SearchEngine
    vault: Vault
    home: Path
    accounts: Accounts
    sessions: Sessions
    audit: Audit
    images: PageImages
    submit: Submit | None
    scan: Scan | None
    upload_limit: int


def _services(request: Request) -> Services:
    return cast(Services, request.app.state.services)


def _session(request: Request) -> Session:
    """The gate lets nobody reach a guarded page without one."""
    session = request.state.session
    if session is None:
        raise RuntimeError(f"{request.url.path} is open to all and must not ask for a session")
    return cast(Session, session)


Desk = Annotated[Services, Depends(_services)]
SignedIn = Annotated[Session, Depends(_session)]


def address_of(request: Request) -> str:
    """Where the request came from, for the audit."""
    return request.client.host if request.client else ""


def note(desk: Services, request: Request, action: Action, *, subject: str = "", detail: str = "") -> None:
    """One audit row for the signed-in user of this request."""
    session = request.state.session
    user = session.user.name if session is not None else ""
    desk.audit.note(user, action, subject=subject, detail=detail, address=address_of(request))
