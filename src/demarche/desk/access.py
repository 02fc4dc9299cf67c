"""Every route says who may use it. ``page`` registers a route with its role; a route without one cannot be made through it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.datastructures import FormData

from demarche.desk.accounts import Accounts, User, sessions
from demarche.desk.config import Config
from demarche.desk.language import Words, choose
from demarche.verbs.opened import Opened

EVERYBODY = "everybody"
"""The role of routes that need no account even where reading does: signing in, the style sheet, the health check."""
SAFE = ("GET", "HEAD", "OPTIONS")
SESSION, LANGUAGE, THEME = "desk_session", "desk_language", "desk_theme"
THEMES = ("light", "dark")
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(slots=True)
class Desk:
    """What all requests share."""

    config: Config
    opened: Opened
    accounts: Accounts


@dataclass(slots=True)
class Visit:
    """One request: who asks, in which language, with which form token. ``fresh`` is a key to be set as cookie, if the visitor had none."""

    request: Request
    desk: Desk
    user: User | None
    words: Words
    key: str
    fresh: bool
    theme: str
    form: FormData

    @property
    def token(self) -> str:
        return sessions.form_token(self.desk.accounts, self.key)

    @property
    def name(self) -> str:
        """The user's name, empty for a visitor without an account."""
        return self.user.name if self.user else ""

    def may(self, role: str) -> bool:
        """Whether the visitor may do what needs this role."""
        if self.user:
            return self.user.may(role)
        return role == "reader" and self.desk.config.open_to_readers

    def field(self, name: str, longest: int = 4000) -> str:
        """One text field of the submitted form."""
        value = self.form.get(name)
        return value.strip()[:longest] if isinstance(value, str) else ""


class SignInNeeded(Exception):
    """The visitor must sign in first."""


def page(router: APIRouter, path: str, role: str, method: str = "GET", **options: Any) -> Callable[[F], F]:
    """Register ``path`` for visitors with ``role``; unsafe methods also need the form token."""

    def register(endpoint: F) -> F:
        endpoint.__dict__["role"] = role
        options.setdefault("include_in_schema", False)
        options.setdefault("response_model", None)
        router.add_api_route(path, endpoint, methods=[method], dependencies=[Depends(_needs(role))], **options)
        return endpoint

    return register


def _needs(role: str) -> Callable[..., Any]:
    async def check(request: Request) -> None:
        visit = await visit_of(request)
        if role != EVERYBODY and not visit.may(role):
            if visit.user is None:
                raise SignInNeeded
            raise HTTPException(403)
        if request.method not in SAFE and not _trusted(visit):
            raise HTTPException(403, "form")
        request.state.visit = visit

    return check


async def visit_of(request: Request) -> Visit:
    """Who asks, how, and with which form."""
    desk: Desk = request.app.state.desk
    key = request.cookies.get(SESSION, "")
    words = Words(choose(request.cookies.get(LANGUAGE), request.headers.get("accept-language", "")))
    theme = request.cookies.get(THEME, "")
    form = FormData() if request.method in SAFE else await request.form(max_files=20, max_fields=60)
    user = sessions.user_of(desk.accounts, key) if key else None
    return Visit(request, desk, user, words, key or sessions.fresh_key(), not key, theme if theme in THEMES else "", form)


def _trusted(visit: Visit) -> bool:
    token = visit.request.headers.get("x-form-token") or visit.field("token")
    return sessions.token_fits(visit.desk.accounts, visit.request.cookies.get(SESSION, ""), token)


def visiting(request: Request) -> Visit:
    """The visit that the role check has established."""
    visit: Visit = request.state.visit
    return visit
