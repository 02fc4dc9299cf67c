"""What people do at the desk, done in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import deskrecord
import factory
import pytest
from deskrecord import EMOJI

Visit = Callable[..., Any]
READING = ["/", "/actors", "/actors/CN", "/groups/APT31", "/search?q=China", "/stances", "/api", "/sign-in", "/upload"]


def incident_path(watched: Any) -> str:
    incidents = watched.page.request.get(watched.desk.url + "/api/incidents?year=2022").json()
    return f"/incidents/{incidents[0]['id']}"


def test_from_the_overview_to_the_denial(visit: Visit) -> None:
    watched = visit()
    page = watched.page
    watched.go("/")
    page.click(".incidents a:has-text('APT31')")
    accused = page.locator(".card.accuse", has_text="Belgium").first
    assert accused.locator("mark").first.inner_text() == "België beschuldigt China."
    denial = page.locator(".card.deny").first
    assert denial.locator("mark").first.inner_text() == "China ontkent alles."
    denial.locator("a", has_text="Belgium").click()
    assert "#accuser-CN-0" in page.url
    denial.locator("a", has_text="in the document").click()
    assert page.locator(".hl.lit").inner_text() == "China ontkent alles."
    box = page.locator(".hl.lit").bounding_box()
    assert box
    assert 0 <= box["y"] <= page.viewport_size["height"]


@pytest.mark.parametrize("text", [deskrecord.PLAIN, EMOJI], ids=["plain", "emoji"])
def test_highlights_equal_the_stored_quotations(visit: Visit, text: str) -> None:
    watched = visit()
    id = factory.source(text).id
    watched.go(f"/documents/{id}")
    assert watched.page.evaluate("document.getElementById('text').textContent") == text
    said = watched.page.request.get(f"{watched.desk.url}/api/documents/{id}/claims").json()
    for claim in [claim for kind in said.values() if isinstance(kind, list) for claim in kind]:
        marked = watched.page.evaluate(
            "id => [...document.querySelectorAll('.hl')].filter(mark => mark.dataset.claims.split(' ').includes(id))"
            ".map(mark => mark.textContent).join('')",
            claim["id"],
        )
        places = sorted({place for quote in claim["quotes"] for place in range(quote["start"], quote["end"])})
        assert marked == "".join(text[place] for place in places), claim["id"]
        assert all(text[quote["start"] : quote["end"]] == quote["exact"] for quote in claim["quotes"])


def test_passages_can_be_hidden_by_kind(visit: Visit) -> None:
    watched = visit()
    watched.go(f"/documents/{factory.source(deskrecord.PLAIN).id}")
    colour = "getComputedStyle(document.querySelector('.hl.k-denials')).backgroundColor"
    before = watched.page.evaluate(colour)
    watched.page.focus("#show-denials")
    watched.page.keyboard.press("Space")
    assert watched.page.evaluate(colour) != before
    assert watched.page.evaluate(colour) == "rgba(0, 0, 0, 0)"


def test_reviewing_by_keyboard_alone(visit: Visit) -> None:
    watched = visit()
    page, keys = watched.page, watched.page.keyboard
    watched.sign_in("bert")
    watched.go("/review?kind=attributions")
    first = page.url
    keys.press("j")
    page.wait_for_url(lambda url: url != first)
    keys.press("k")
    page.wait_for_url(first)
    keys.press("c")
    assert page.evaluate("document.activeElement.name") == "by"
    keys.press("Control+a")
    keys.type("NL")
    keys.press("Enter")
    page.wait_for_url(lambda url: url != first)
    page.goto(first)
    assert "Netherlands" in page.inner_text(".suggestion")
    keys.press("u")
    page.wait_for_selector("#decide button[value=undo][disabled]")
    keys.press("n")
    keys.type("seen")
    keys.press("Escape")
    keys.press("a")
    page.wait_for_url(lambda url: url != first)
    page.goto(first)
    assert "accepted" in page.inner_text(".notice")
    keys.press("u")
    page.wait_for_selector("#decide button[value=undo][disabled]")


def test_the_words_are_moved_from_the_keyboard_alone(visit: Visit) -> None:
    watched = visit()
    page, keys = watched.page, watched.page.keyboard
    watched.sign_in("bert")
    claim = "emoji2?kind=denials"
    watched.go(f"/review/{claim}")
    keys.press("w")
    start = EMOJI.index("China 😡")
    assert page.input_value("[name=start0]") == str(start)
    keys.press("PageDown")
    keys.press("ArrowUp")
    assert page.inner_text(".place output") == EMOJI[start + 6 :]
    keys.press("ArrowDown")
    keys.press("Tab")
    for _ in " – ﬁjn.":
        keys.press("ArrowDown")
    assert page.inner_text(".place output") == "China 😡 ontkent „alles”"[5:].strip()
    with page.expect_navigation():
        keys.press("Enter")
    watched.go(f"/documents/{factory.source(EMOJI).id}")
    assert page.locator(".hl[data-claims~=emoji2]").inner_text() == "😡 ontkent „alles”"
    watched.go(f"/review/{claim}")
    keys.press("u")
    page.wait_for_selector("#decide button[value=undo][disabled]")


def test_words_selected_in_review_become_the_words_of_the_claim(visit: Visit) -> None:
    watched = visit()
    watched.sign_in("bert")
    watched.go("/review/emoji2?kind=denials")
    watched.page.evaluate(
        """() => { const mark = document.querySelector('#text mark').firstChild; const range = document.createRange();
        range.setStart(mark, 5); range.setEnd(mark, 16); getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    watched.page.wait_for_function("document.querySelector('.place output').value === '😡 ontkent'")
    start, end = (int(watched.page.input_value(f"[name={name}]")) for name in ("start0", "end0"))
    assert EMOJI[start:end] == "😡 ontkent"


def test_signing_in_wrong_password_and_expired_session(visit: Visit, desk: Any) -> None:
    watched = visit()
    watched.expected = ("401", "403")
    watched.sign_in("bert", "not the right password")
    assert "wrong" in watched.page.inner_text("[role=alert]")
    watched.sign_in("bert")
    watched.page.wait_for_url(desk.url + "/")
    watched.go("/review")
    with desk.app.state.desk.accounts.using() as db:
        db.execute("UPDATE sessions SET seen = 0 WHERE user = 'bert'")
    watched.page.click("button[value=accept]")
    assert "/sign-in" in watched.page.url


def test_words_selected_become_a_missed_claim(visit: Visit) -> None:
    watched = visit()
    watched.sign_in("bert")
    watched.go(f"/documents/{factory.source(EMOJI).id}")
    watched.page.evaluate(
        """() => { const marks = document.querySelectorAll('.hl'); const range = document.createRange();
        range.selectNodeContents(marks[marks.length - 1]); getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    watched.page.wait_for_function("document.querySelector('#add [name=exact]').value")
    exact, start = watched.page.input_value("#add [name=exact]"), int(watched.page.input_value("#add [name=start]"))
    assert EMOJI[start : start + len(exact)] == exact
    watched.page.fill("#add [name=by]", "CN")
    watched.page.select_option("#add [name=kind]", "denials")
    watched.page.click("#add button")
    assert watched.page.locator("text=added by bert").count() == 1


def test_a_pasted_text_shows_its_claims_and_is_not_kept(visit: Visit) -> None:
    watched = visit()
    watched.page.set_default_timeout(60_000)
    watched.go("/upload")
    watched.page.fill("textarea[name=text]", "Belgium accused China of the attack on its ministry. China denied it.")
    watched.page.click("button[name=look]")
    assert watched.page.locator(".notice").count() == 1
    assert "Belgium" in watched.page.inner_text("#text")


@pytest.mark.parametrize("path", READING)
def test_reading_works_without_scripts(visit: Visit, path: str) -> None:
    watched = visit(java_script_enabled=False)
    assert watched.go(path).status == 200
    assert watched.page.locator("h1").count() == 1
    assert watched.page.locator("nav a").count() >= 5


def test_an_incident_and_its_words_without_scripts(visit: Visit) -> None:
    watched = visit(java_script_enabled=False)
    watched.go(incident_path(watched))
    watched.page.click(".card.accuse .source a")
    assert "#c-" in watched.page.url
    assert watched.page.locator(".claims li:target").count() == 1


@pytest.mark.parametrize("path", ["/", "incident", "document", "/search?q=China", "/actors/CN", "/sign-in", "/upload"])
def test_nothing_sticks_out_at_390_pixels(visit: Visit, path: str) -> None:
    watched = visit(viewport={"width": 390, "height": 844})
    path = {"incident": incident_path(watched), "document": f"/documents/{factory.source(EMOJI).id}"}.get(path, path)
    watched.go(path)
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_dutch_and_dark_are_kept(visit: Visit) -> None:
    watched = visit()
    watched.go("/")
    watched.page.click("footer a[lang=nl]")
    assert watched.page.get_attribute("html", "lang") == "nl"
    assert re.search("Beschuldigingen", watched.page.inner_text("h1"))
    watched.page.click("footer a:has-text('Donker')")
    assert watched.page.get_attribute("html", "data-theme") == "dark"
    watched.go("/search")
    assert watched.page.get_attribute("html", "data-theme") == "dark"
