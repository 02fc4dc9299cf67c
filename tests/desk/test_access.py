"""Who may do what; forms from elsewhere; guessing passwords; what every answer carries."""

from __future__ import annotations

import time
from typing import Any

import pytest

from demarche.desk.access import EVERYBODY
from demarche.desk.accounts import ROLES, audit, sessions, throttle, users
from demarche.desk.config import is_loopback
from demarche.desk.routes import routers
from demarche.desk.security import POLICY

ENDPOINTS = [(route.path, sorted(route.methods)[0], route.endpoint) for router in routers() for route in router.routes]
OPEN = {"/preferences", "/sign-in", "/sign-out", "/healthz", "/static/{name}", "/favicon.ico", "/searches/{id}.atom"}
"""Routes for everybody, each with its reason in its module. A new one must be put here by hand."""


@pytest.mark.parametrize(("path", "method", "endpoint"), ENDPOINTS, ids=lambda value: value if isinstance(value, str) else "")
def test_every_route_declares_a_role(path: str, method: str, endpoint: Any) -> None:
    role = getattr(endpoint, "role", None)
    assert role in (*ROLES, EVERYBODY), f"{method} {path} declares no role"
    assert (role == EVERYBODY) == (path in OPEN), path
    if method == "POST" and path not in OPEN | {"/upload"}:
        assert role in ("reviewer", "lead"), f"{path} writes without an account"


def test_no_route_is_made_past_the_roles(desk: Any) -> None:
    from deskserver import routes_of

    app = desk().client.app
    mounted = {route.path for route in routes_of(app) if hasattr(route, "methods")}
    known = {path for path, _, _ in ENDPOINTS}
    assert len(mounted) > 30
    assert {path for path in mounted if not path.startswith("/taxii2")} <= known


@pytest.mark.parametrize("path", ["/review", "/agreement", "/accounts"])
def test_visitors_are_asked_to_sign_in(desk: Any, path: str) -> None:
    answer = desk().get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?back=%2F")


def test_roles_hold(desk: Any) -> None:
    assert desk("carla").get("/review").status_code == 403
    assert desk("bert").get("/review").status_code == 303
    assert desk("bert").get("/accounts").status_code == 403
    assert desk("anna").get("/accounts").status_code == 200


def test_off_loopback_reading_needs_an_account_too(desk: Any) -> None:
    visitor = desk(host="10.1.2.3", allowed_hosts=("desk.example",))
    assert visitor.get("/").status_code == 303
    assert visitor.get("/api/incidents").status_code == 401
    assert visitor.get("/healthz").status_code == 200
    assert visitor.get("/sign-in").status_code == 200


def test_a_form_without_the_token_of_this_visitor_is_refused(desk: Any) -> None:
    bert, stranger = desk("bert"), desk()
    for token in ("", "0" * 64, stranger.token()):
        answer = bert.client.post("/incidents/x/note", data={"reason": "r", "token": token})
        assert answer.status_code == 403
    assert bert.client.post("/sign-out", data={"token": "x"}).status_code == 403


def test_a_wrong_password_and_an_unknown_name_get_one_answer(desk: Any) -> None:
    visitor = desk()
    wrong, unknown = visitor.sign_in("anna", "not the password at all"), visitor.sign_in("nobody")
    assert wrong.status_code == unknown.status_code == 401
    alert = wrong.text.split('role="alert">')[1].split("<")[0]
    assert alert == unknown.text.split('role="alert">')[1].split("<")[0]


def test_guessing_is_throttled_and_the_right_password_waits_too(desk: Any) -> None:
    visitor = desk()
    for _ in range(throttle.ALLOWED["name"]):
        visitor.sign_in("bert", "guess guess guess")
    answer = visitor.sign_in("bert")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 60
    assert visitor.sign_in("anna").status_code == 303


def test_a_session_has_a_new_key_and_ends(desk: Any) -> None:
    visitor = desk()
    visitor.get("/sign-in")
    before = visitor.client.cookies["desk_session"]
    visitor.sign_in("anna")
    assert visitor.client.cookies["desk_session"] != before
    assert visitor.get("/accounts").status_code == 200
    accounts = visitor.client.app.state.desk.accounts
    with accounts.using() as db:
        db.execute("UPDATE sessions SET seen = ?", (time.time() - sessions.IDLE - 1,))
    assert visitor.get("/accounts").status_code == 303


def test_signing_out_ends_the_session_on_the_desk_itself(desk: Any) -> None:
    visitor = desk("anna")
    key = visitor.client.cookies["desk_session"]
    visitor.post("/sign-out")
    visitor.client.cookies.set("desk_session", key)
    assert visitor.get("/accounts").status_code == 303


def test_what_was_done_stands_in_a_log_that_only_grows(desk: Any) -> None:
    visitor = desk("anna")
    accounts = visitor.client.app.state.desk.accounts
    assert [entry.action for entry in audit.entries(accounts)] == ["sign-in"]
    with accounts.using() as db, pytest.raises(Exception, match="append-only"):
        db.execute("DELETE FROM audit")


def test_every_answer_keeps_the_page_to_itself(desk: Any) -> None:
    visitor = desk()
    for path in ("/", "/nothing", "/static/desk.css", "/api/incidents", "/healthz"):
        headers = visitor.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
    assert "unsafe" not in POLICY


def test_cookies_are_for_this_site_and_not_for_scripts(desk: Any) -> None:
    cookie = desk(secure=True).get("/sign-in").headers["set-cookie"].lower()
    assert {"httponly", "samesite=strict", "secure"} <= {part.strip() for part in cookie.split(";")}


def test_another_host_name_is_refused(desk: Any) -> None:
    assert desk().get("/", host="attacker.example").status_code == 421


def test_a_body_that_is_too_large_is_refused(desk: Any) -> None:
    visitor = desk(upload_bytes=2000)
    assert visitor.client.post("/upload", content=b"x" * 3000).status_code == 413


def test_links_back_stay_on_the_desk(desk: Any) -> None:
    for back in ("//evil.example", "https://evil.example", "/\\evil.example"):
        assert desk().get(f"/preferences?lang=nl&back={back}").headers["location"] == "/"


def test_passwords_are_salted_and_have_a_least_length(desk: Any) -> None:
    accounts = desk().client.app.state.desk.accounts
    with pytest.raises(Exception, match="characters"):
        users.add(accounts, "eva", "short", "reader")
    with pytest.raises(Exception, match="role"):
        users.add(accounts, "eva", "long enough for this", "queen")


def test_what_loopback_is() -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")
    assert is_loopback("localhost")
    assert not is_loopback("0.0.0.0")
    assert not is_loopback("desk.example")
