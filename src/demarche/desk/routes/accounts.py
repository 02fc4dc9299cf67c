"""Signing in and out; who has an account; the audit log."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from demarche.desk.access import EVERYBODY, SESSION, page, visiting
from demarche.desk.accounts import audit, sessions, throttle, users
from demarche.desk.render import go, keep_session, local, show

router = APIRouter()


@page(router, "/sign-in", EVERYBODY)
def sign_in_form(request: Request) -> HTMLResponse:
    visit = visiting(request)
    return show(
        visit,
        "sign_in.html",
        back=local(request.query_params.get("back", "/")),
        failed="",
        someone=bool(users.everyone(visit.desk.accounts)),
    )


@page(router, "/sign-in", EVERYBODY, "POST")
def sign_in(request: Request) -> Response:
    """One answer for an unknown name and a wrong password; after several failures it waits."""
    visit = visiting(request)
    accounts, name, back = visit.desk.accounts, visit.field("name", 60).lower(), local(visit.field("back"))
    address = request.client.host if request.client else ""
    seconds = throttle.wait(accounts, name, address)
    if seconds:
        minutes = (seconds + 59) // 60
        answer = show(visit, "sign_in.html", 429, back=back, failed=visit.words("account.wait", minutes=minutes), someone=True)
        answer.headers["retry-after"] = str(seconds)
        return answer
    user = users.check(accounts, name, str(visit.form.get("password") or ""))
    if user is None:
        throttle.failed(accounts, name, address)
        audit.note(accounts, name or "?", "sign-in failed", address)
        return show(visit, "sign_in.html", 401, back=back, failed=visit.words("account.wrong"), someone=True)
    throttle.forgiven(accounts, name)
    audit.note(accounts, user.name, "sign-in", address)
    sessions.end(accounts, visit.key)
    on = go(back)
    keep_session(on, visit, sessions.start(accounts, user))
    return on


@page(router, "/sign-out", EVERYBODY, "POST")
def sign_out(request: Request) -> Response:
    visit = visiting(request)
    sessions.end(visit.desk.accounts, visit.key)
    if visit.user:
        audit.note(visit.desk.accounts, visit.name, "sign-out")
    on = go("/")
    on.delete_cookie(SESSION, path="/")
    return on


@page(router, "/accounts", "lead")
def everyone(request: Request) -> HTMLResponse:
    visit = visiting(request)
    return show(visit, "accounts.html", users=users.everyone(visit.desk.accounts), entries=audit.entries(visit.desk.accounts))
