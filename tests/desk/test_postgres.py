"""The desk over a record in PostgreSQL: every page, a review, a search, an upload that is kept, two people at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import deskrecord
import factory
import pytest
from factory import POSTGRES, empty_postgres

pytestmark = pytest.mark.skipif(not POSTGRES, reason="DEMARCHE_TEST_POSTGRES names no empty database")
ID = factory.source(deskrecord.PLAIN).id
ATTRIBUTION = f"a{ID[:8]}"
PAGES = ["/", "/?accused=CN&year=2022", "/actors", "/actors/CN", "/groups/APT31", "/search?q=chin*", '/search?q="ontkent alles"', "/search?accused=CN",
         "/stances", "/upload", "/api/matrix", "/api/claims", "/api/search?q=ontkent", "/healthz", f"/documents/{ID}", f"/documents/{ID}/raw",
         f"/documents/{ID}/source", f"/review/{ATTRIBUTION}", "/review?kind=denials", "/agreement"]  # fmt: skip


@pytest.fixture
def record() -> str:
    empty_postgres(str(POSTGRES))
    return deskrecord.keep(str(POSTGRES), (deskrecord.PLAIN, deskrecord.plain(), {}))


def test_every_page_answers(desk: Any, record: str) -> None:
    bert = desk("bert", record=record)
    for path in PAGES:
        assert bert.get(path).status_code in (200, 303), path
    (incident,) = bert.get("/api/incidents").json()
    assert "China ontkent alles." in bert.get(f"/incidents/{incident['id']}").text
    for format in ("csv", "stix", "dossier"):
        assert bert.get(f"/incidents/{incident['id']}/export/{format}").status_code == 200


def test_a_search_marks_the_words(desk: Any, record: str) -> None:
    assert "<mark>ontkent</mark>" in desk(record=record).get("/search?q=ontkent").text


def test_judgements_are_kept_and_shown(desk: Any, record: str) -> None:
    bert = desk("bert", record=record)
    page = f"/review/{ATTRIBUTION}"
    bert.post(page, page, action="reject", reason="not said")
    assert bert.get("/api/matrix").json() == []
    bert.post(page, page, action="undo")
    assert [field["accused"] for field in bert.get("/api/matrix").json()] == ["CN"]
    assert len(bert.get(f"/api/judgements?target={ATTRIBUTION}").json()) == 2


def test_an_upload_is_kept(desk: Any, record: str) -> None:
    bert = desk("bert", record=record)
    answer = bert.post("/upload", text="Belgium accused China of the attack on its ministry. China denied it.", keep="1")
    assert answer.status_code == 303
    assert "Belgium accused China" in bert.get(answer.headers["location"]).text


def test_many_ask_at_once(desk: Any, record: str) -> None:
    bert = desk("bert", record=record)
    page = f"/review/{ATTRIBUTION}"
    token = bert.token()

    def ask(number: int) -> int:
        if number % 5 == 0:
            return int(bert.client.post(page, data={"token": token, "action": "accept"}).status_code)
        return int(bert.get(PAGES[number % len(PAGES)]).status_code)

    with ThreadPoolExecutor(8) as people:
        assert set(people.map(ask, range(80))) <= {200, 303}
    assert len(bert.get("/api/judgements?limit=100").json()) == 16
