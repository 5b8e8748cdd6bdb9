"""The real application over a real store, vault and search engine, asked through its front door."""

import importlib.util
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from starlette.testclient import TestClient

from review.app import create_app

PASSWORD = "Jianding-2026-ceshi"
CODE = "setup-code-for-tests"


def _seeding() -> ModuleType:
    """The module beside this file: test folders are no packages."""
    name = "tests_review_seeding"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name("seeding.py"))
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def hostile() -> str:
    """A name that is markup."""
    return str(_seeding().HOSTILE)


@pytest.fixture
def complain(office) -> Callable[..., str]:
    """``complain(number, title, text, sentence)``: one more complaint in the office; returns its clue's id."""

    def add(number: int, title: str, text: str, sentence: str) -> str:
        run = office.store.begin_or_resume_run("read", f"{number:064x}")
        clue = _seeding().complaint(office.store, run.id, office.engine, number, title, text, sentence)
        office.store.finish_run(run)
        return str(clue)

    return add


@pytest.fixture
def office(tmp_path: Path) -> Iterator:
    """A filled office, new for every test."""
    office = _seeding().open_office(tmp_path / "home", more=25)
    yield office
    office.store.close()


@pytest.fixture
def make_app(office) -> Callable:
    """``make_app(**changes)``: the application over the office."""

    def make(**changes: object):
        known = {"store": office.store, "engine": office.engine, "vault": office.vault, "home": office.home, "setup_code": CODE}
        return create_app(**{**known, **changes})

    return make


@pytest.fixture
def app(make_app: Callable):
    return make_app()


def client_of(app, **options: object) -> TestClient:
    """A browser without a session; redirects are not followed, so that tests see them."""
    return TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False, **options)


def token(page: str) -> str:
    """The CSRF token of a page's first form."""
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
    assert found, page[:500]
    return found[1]


def set_up(client: TestClient) -> None:
    """Make the administrator through the setup page."""
    form = {"code": CODE, "name": "zhangsan", "display": "张三", "office": "江临市司法局", "password": PASSWORD, "again": PASSWORD}
    answer = client.post("/setup", data={**form, "csrf": token(client.get("/setup").text)})
    assert answer.status_code == 303, answer.text


@pytest.fixture
def stranger(app) -> TestClient:
    """Nobody signed in; the administrator exists."""
    set_up(client_of(app))
    return client_of(app)


@pytest.fixture
def client(app) -> TestClient:
    """The administrator, signed in."""
    client = client_of(app)
    set_up(client)
    return client


@pytest.fixture(scope="session")
def browse() -> Callable[..., TestClient]:
    """``browse(app)``: a browser without a session."""
    return client_of


@pytest.fixture(scope="session")
def csrf() -> Callable[[str], str]:
    """``csrf(page)``: the token of a page's first form."""
    return token


@pytest.fixture(scope="session")
def enrol() -> Callable[[TestClient], None]:
    """``enrol(client)``: make the administrator."""
    return set_up
