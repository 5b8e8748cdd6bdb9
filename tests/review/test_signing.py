"""Who may come in: the first administrator, passwords, throttling, sessions."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from review.accounts import TRIES_BY_NAME
from review.accounts_sessions import COOKIE, IDLE, LONGEST
from review.audit import Audit
from review.tables import SESSIONS, USERS, now

PASSWORD = "Jianding-2026-ceshi"
CODE = "setup-code-for-tests"


def setup_form(client, csrf, **changes: str):
    form = {"code": CODE, "name": "zhangsan", "display": "张三", "office": "", "password": PASSWORD, "again": PASSWORD, **changes}
    return client.post("/setup", data={**form, "csrf": csrf(client.get("/setup").text)})


def sign_in(client, csrf, name: str = "zhangsan", password: str = PASSWORD, next: str = ""):
    return client.post("/login", data={"name": name, "password": password, "next": next, "csrf": csrf(client.get("/login").text)})


def actions(office) -> list[str]:
    return [entry.action for entry in Audit(office.store.engine).latest()]


def test_until_there_is_an_administrator_everything_leads_to_setup(app, browse) -> None:
    client = browse(app)
    assert client.get("/").headers["location"] == "/setup"
    assert client.get("/login").headers["location"] == "/setup"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": "wrong"}, "安装口令不正确"),
        ({"again": "another-one-2026"}, "两次输入的密码不一致"),
        ({"password": "short", "again": "short"}, "密码"),
        ({"name": "a b"}, "用户名"),
        ({"display": ""}, "姓名"),
    ],
)
def test_a_setup_that_will_not_do_says_why_and_makes_nobody(app, browse, csrf, changes: dict[str, str], said: str) -> None:
    client = browse(app)
    answer = setup_form(client, csrf, **changes)
    assert answer.status_code in (403, 422)
    assert said in answer.text
    assert not app.state.has_users()


def test_the_setup_code_serves_once(app, browse, csrf, office) -> None:
    client = browse(app)
    assert setup_form(client, csrf).headers["location"] == "/"
    assert client.get("/").status_code == 200
    assert browse(app).get("/setup").headers["location"] == "/login"
    assert "setup" in actions(office)


def test_guessing_the_setup_code_is_throttled(app, browse, csrf) -> None:
    client = browse(app)
    answers = [setup_form(client, csrf, code=f"guess-{n}").status_code for n in range(TRIES_BY_NAME + 2)]
    assert answers[-1] == 429
    assert setup_form(client, csrf).status_code == 429


def test_passwords_are_kept_as_argon2_only(client, office) -> None:
    with office.store.engine.connect() as connection:
        kept = connection.execute(select(USERS.c.password)).scalar_one()
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept


def test_a_wrong_password_and_an_unknown_name_sound_alike(stranger, csrf, office) -> None:
    wrong, unknown = sign_in(stranger, csrf, password="wrong-password-1"), sign_in(stranger, csrf, name="nobody")
    assert wrong.status_code == unknown.status_code == 403
    assert "用户名或密码不正确" in wrong.text
    assert "用户名或密码不正确" in unknown.text
    assert actions(office).count("sign_in_failed") == 2


def test_too_many_wrong_passwords_close_the_door_for_a_while(stranger, csrf) -> None:
    for _ in range(TRIES_BY_NAME):
        sign_in(stranger, csrf, password="wrong-password-1")
    answer = sign_in(stranger, csrf)
    assert answer.status_code == 429
    assert "分钟后再试" in answer.text


def test_signing_in_goes_where_one_wanted_to_and_never_to_another_site(stranger, csrf) -> None:
    assert stranger.get("/runs").headers["location"] == "/login?next=/runs"
    assert sign_in(stranger, csrf, next="/runs").headers["location"] == "/runs"


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "/login", "javascript:alert(1)", "/a\r\nb"]
)
def test_a_next_of_another_kind_is_dropped(stranger, csrf, target: str) -> None:
    assert sign_in(stranger, csrf, next=target).headers["location"] == "/"


def test_every_sign_in_gets_a_session_of_its_own(stranger, csrf) -> None:
    stranger.cookies.set(COOKIE, "planted-by-somebody-else", domain="127.0.0.1", path="/")
    answer = sign_in(stranger, csrf)
    cookie = answer.headers["set-cookie"]
    assert "planted" not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_signing_out_ends_the_session_also_for_who_kept_the_cookie(client, csrf, browse, app) -> None:
    kept = client.cookies[COOKIE]
    assert client.post("/logout", data={"csrf": csrf(client.get("/").text)}).headers["location"] == "/login"
    thief = browse(app, cookies={COOKIE: kept})
    assert thief.get("/").status_code == 303


@pytest.mark.parametrize(("column", "age"), [("seen_at", IDLE), ("created_at", LONGEST)])
def test_sessions_run_out(client, office, column: str, age: timedelta) -> None:
    then = (now() - age - timedelta(minutes=1)).isoformat()
    with office.store.engine.begin() as connection:
        connection.execute(update(SESSIONS).values({column: then}))
    assert client.get("/").headers["location"] == "/login"


def test_a_new_password_ends_the_other_sessions(client, app, browse, csrf) -> None:
    other = browse(app)
    sign_in(other, csrf)
    assert other.get("/").status_code == 200
    form = {"old": PASSWORD, "new": "Another-2026-mima", "again": "Another-2026-mima", "csrf": csrf(client.get("/account").text)}
    assert client.post("/account/password", data=form).status_code in (200, 303)
    assert other.get("/").status_code == 303
    assert client.get("/").status_code == 200
    assert sign_in(browse(app), csrf).status_code == 403
    assert sign_in(browse(app), csrf, password="Another-2026-mima").status_code == 303
