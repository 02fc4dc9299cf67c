"""From a visit and a template to a response."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from demarche import __version__
from demarche.desk.access import SESSION, Visit
from demarche.desk.language import catalogues
from demarche.desk.passages import KINDS, excerpts, shown
from demarche.model.claims import CERTAINTIES, RESPONSIBILITIES, VICTIM_TYPES


@cache
def environment() -> Environment:
    """The templates: everything is escaped, and a name that is not there is an error."""
    found = Environment(
        loader=PackageLoader("demarche.desk", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(shown=shown, changes=changes)
    found.globals.update(
        asset=asset,
        certainties=CERTAINTIES,
        levels=RESPONSIBILITIES,
        sectors=VICTIM_TYPES,
        kinds=KINDS,
        version=__version__,
        excerpts=excerpts,
        with_query=with_query,
    )
    return found


def changes(value: str | None) -> list[tuple[str, str]]:
    """What a judgement sets, as (field, text)."""
    return [(name, _plain(item)) for name, item in json.loads(value or "{}").items()]


def _plain(item: Any) -> str:
    if isinstance(item, list):
        return ", ".join(str(one["exact"] if isinstance(one, dict) and "exact" in one else one) for one in item) or "–"
    return "–" if item is None else str(item)


@cache
def asset(name: str) -> str:
    """The address of a static file, with a part that changes with its contents."""
    content = (files("demarche.desk") / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def with_query(path: str, values: Mapping[str, str], **changes: str | int | None) -> str:
    """``path`` with a query string: ``values`` with ``changes`` made, empty ones left out."""
    whole = {**values, **{name: "" if value is None else str(value) for name, value in changes.items()}}
    query = urlencode({name: value for name, value in whole.items() if value})
    return f"{path}?{query}" if query else path


def show(visit: Visit, template: str, status: int = 200, /, **context: Any) -> HTMLResponse:
    """A page. Visitors without a session get one with the first page that has a form, so that the form can be told from a forged one."""
    words = visit.words
    body = (
        environment()
        .get_template(template)
        .render(visit=visit, t=words, name=words.name, lang=words.lang, here=_here(visit), languages=list(catalogues()), **context)
    )
    response = HTMLResponse(body, status)
    if visit.fresh and 'name="token"' in body:
        keep_session(response, visit, visit.key)
    return response


def _here(visit: Visit) -> str:
    url = visit.request.url
    return url.path + (f"?{url.query}" if url.query else "")


def keep_session(response: HTMLResponse | RedirectResponse, visit: Visit, key: str) -> None:
    """Put the session's key into the browser: not readable by scripts, not sent along by other sites."""
    response.set_cookie(SESSION, key, httponly=True, samesite="strict", secure=visit.desk.config.secure, path="/")


def go(path: str) -> RedirectResponse:
    """On to another page of the desk after a form."""
    return RedirectResponse(path, 303)


def local(path: str, fallback: str = "/") -> str:
    """A path of this desk, never another host."""
    fine = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if fine else fallback
