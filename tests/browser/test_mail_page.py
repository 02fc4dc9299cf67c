"""The page of a mail in a browser: its picture loads and nothing else does, a reviewer decides, and it can be read by everybody."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from deskrecord import AXE

import demarche

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "documents"
LURE = EXAMPLES / "parlementslid-lokmail.eml"
PAGE = f"/mails/{hashlib.sha256(LURE.read_bytes()).hexdigest()}"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    pytest.importorskip("fastapi", reason="the desk's libraries are not installed: pip install '.[desk]'")
    from deskserver import served

    folder = tmp_path_factory.mktemp("mails")
    where = str(folder / "r.db")
    demarche.build([str(LURE), str(EXAMPLES / "parlement-tracking-pixel.eml"), str(EXAMPLES / "belgium-statement.html")], where)
    with served(where, str(folder)) as found:
        yield found


def test_the_picture_is_shown_and_nothing_of_the_mail_is_loaded(visit: Callable[..., Any]) -> None:
    watched = visit()
    watched.go(PAGE)
    assert watched.page.eval_on_selector("img.mail", "image => image.complete && image.naturalWidth > 0")
    assert watched.page.inner_text("#findings tbody tr:nth-child(2) td:nth-child(4)").startswith("hxxps://img[.]waarheidspers")


def test_a_reviewer_decides_what_it_is_evidence_of(visit: Callable[..., Any]) -> None:
    watched = visit()
    watched.sign_in("bert")
    watched.go(PAGE)
    offered = watched.page.eval_on_selector_all("#offered option", "all => all.map(one => one.value)")
    tied = watched.page.eval_on_selector("#incidents a[href^='/incidents/']", "link => link.href.split('/').pop()")
    (other,) = [id for id in offered if id != tied]
    watched.page.fill("form[action$='/attach'] input[name=incident]", other)
    watched.page.fill("form[action$='/attach'] input[name=reason]", "gezien bij de dienst")
    watched.page.click("form[action$='/attach'] button")
    assert "bert decided so: gezien bij de dienst" in watched.page.inner_text("#incidents")
    watched.go(f"/incidents/{other}")
    watched.page.click("#mails a")
    assert watched.page.url.endswith(PAGE)


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there: npm install --no-save --prefix .make axe-core")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_everybody_can_read_it(visit: Callable[..., Any], scheme: str, width: int) -> None:
    watched = visit(color_scheme=scheme, viewport={"width": width, "height": 900})
    watched.sign_in("bert")
    watched.go(PAGE)
    watched.page.evaluate(AXE.read_text(encoding="utf-8"))
    assert watched.page.evaluate("axe.run().then(found => found.violations.map(one => one.id))") == []
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
