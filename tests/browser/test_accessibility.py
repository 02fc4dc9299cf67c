"""axe-core on every page, light and dark: WCAG 2.2 A and AA."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

import factory
import pytest
from deskrecord import AXE, EMOJI, MAIL, PLAIN

pytestmark = pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there: npm install --no-save --prefix .make axe-core")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PLAIN_ID, EMOJI_ID = factory.source(PLAIN).id, factory.source(EMOJI).id
MAIL_ID = hashlib.sha256(MAIL.read_bytes()).hexdigest()
PAGES = ["/", "/?map=victims&year=2022", "incident", f"/documents/{EMOJI_ID}", f"/documents/{PLAIN_ID}/raw", "/actors", "/actors/CN",
         "/groups/APT31", "/search", "/search?q=China", "/stances", "/api", "/upload", "/sign-in", f"/mails/{MAIL_ID}", "/mails", "/nothing"]  # fmt: skip
SIGNED_IN = ["/review", "/agreement", "/accounts", "incident", f"/documents/{PLAIN_ID}", "/search?q=China", "/upload", f"/mails/{MAIL_ID}"]


def problems(watched: Any, path: str) -> list[str]:
    if path == "incident":
        incidents = watched.page.request.get(watched.desk.url + "/api/incidents?year=2022").json()
        path = f"/incidents/{incidents[0]['id']}"
    watched.go(path)
    watched.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = watched.page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", RULES)
    return [f"{one['impact']} {one['id']}: {one['nodes'][0]['html'][:140]}" for one in found["violations"] if one["impact"] != "minor"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_for_readers(visit: Callable[..., Any], scheme: str) -> None:
    watched = visit(color_scheme=scheme)
    watched.expected = ("404",)
    found = {path: problems(watched, path) for path in PAGES}
    assert not {path: here for path, here in found.items() if here}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_for_people_with_an_account(visit: Callable[..., Any], scheme: str) -> None:
    watched = visit(color_scheme=scheme)
    watched.sign_in("anna")
    found = {path: problems(watched, path) for path in SIGNED_IN}
    assert not {path: here for path, here in found.items() if here}


NO_PAGE = re.compile(r"^/(api/|static/|taxii2|healthz|preferences|favicon)|\.(atom|svg)$|/(export/\{format\}|source)$")


def test_every_page_is_looked_at(desk: Any) -> None:
    from deskserver import routes_of

    looked_at = [path.split("?")[0] for path in (*PAGES, *SIGNED_IN)] + ["/incidents/inc-1", "/review/claim"]
    pages = [route for route in routes_of(desk.app) if "GET" in getattr(route, "methods", ()) and not NO_PAGE.search(route.path)]
    assert len(pages) > 10
    assert [route.path for route in pages if not any(route.path_regex.match(path) for path in looked_at)] == []
