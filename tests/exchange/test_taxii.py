"""The TAXII server, asked by the protocol's own client over HTTP, and by hand where a client never would."""

from __future__ import annotations

import base64
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from exportrecords import gold_record, item, keep

from demarche.exchange.snapshot import Library, Snapshot
from demarche.exchange.taxii import COLLECTION, PAGE, STIX, TAXII, Answer, Taxii
from demarche.export.stix.bundle import objects
from demarche.export.view import View
from demarche.store import open_record

uvicorn = pytest.importorskip("uvicorn")
client = pytest.importorskip("taxii2client.v21")
common = pytest.importorskip("taxii2client.common")
OBJECTS = f"record/collections/{COLLECTION}/objects/"
MANIFEST = f"record/collections/{COLLECTION}/manifest/"
HEADERS = {"accept": TAXII}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    return gold_record(str(tmp_path_factory.mktemp("taxii") / "gold.db"))


@pytest.fixture(scope="module")
def exported(record: str) -> dict[str, Any]:
    with open_record(record) as kept, kept.reading() as asked:
        return {one["id"]: one for one in objects(View(asked, tlp="clear"))}


@pytest.fixture(scope="module")
def taxii(record: str) -> Taxii:
    return Taxii(Library(record, "clear"))


def served(record: str, **options: Any) -> Iterator[str]:
    from demarche.exchange.routes import make_app

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make_app(record, **options), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port}/taxii2/"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def url(record: str) -> Iterator[str]:
    yield from served(record, tlp="clear")


@pytest.fixture(scope="module")
def collection(url: str) -> Any:
    (found,) = client.Server(url).default.collections
    return found


def get(taxii: Taxii, path: str, *query: tuple[str, str], **headers: str) -> Answer:
    return taxii.answer("GET", path, query, HEADERS | headers)


def body(answer: Answer) -> Any:
    assert answer.headers["content-type"] == TAXII
    return json.loads(answer.body)


def test_the_client_finds_its_way(url: str, collection: Any) -> None:
    server = client.Server(url)
    assert (server.title, [root.url for root in server.api_roots]) == ("demarche", [f"{url}record/"])
    assert server.default.versions == [TAXII]
    assert (collection.id, collection.can_read, collection.can_write, collection.media_types) == (COLLECTION, True, False, [STIX])


@pytest.mark.parametrize("size", [1, 7, 100])
def test_the_client_pages_through_a_thousand_objects_complete_and_none_twice(collection: Any, exported: dict[str, Any], size: int) -> None:
    wanted = sorted(exported)[:1000]
    chosen = ",".join(sorted({id.split("--")[0] for id in wanted}))
    found: list[str] = []
    for page in client.as_pages(collection.get_objects, per_request=size, type=chosen.split(",")):
        assert len(page["objects"]) <= size
        found += [one["id"] for one in page["objects"]]
        if len(found) >= 1000 and size == 1:
            break
    assert len(found) == len(set(found)) >= 1000
    expected = {id for id in exported if id.split("--")[0] in chosen.split(",")}
    assert set(found) == expected if size > 1 else set(found) <= expected


def test_every_object_arrives_as_it_is_exported(collection: Any, exported: dict[str, Any]) -> None:
    found = {one["id"]: one for page in client.as_pages(collection.get_objects, per_request=PAGE) for one in page["objects"]}
    assert found == exported
    manifest = [one for page in client.as_pages(collection.get_manifest, per_request=777) for one in page["objects"]]
    assert {one["id"]: one["version"] for one in manifest} == {id: one.get("modified", one["created"]) for id, one in exported.items()}
    assert [one["date_added"] for one in manifest] == sorted(one["date_added"] for one in manifest)


def test_one_object_and_its_versions(collection: Any, exported: dict[str, Any]) -> None:
    id = next(id for id in exported if id.startswith("campaign"))
    assert collection.get_object(id)["objects"] == [exported[id]]
    assert collection.object_versions(id)["versions"] == [exported[id]["modified"]]
    assert collection.get_object(id, version="all")["objects"] == [exported[id]]
    assert collection.get_object(id, version="2000-01-01T00:00:00.000Z") == {"more": False}


def test_filters(taxii: Taxii, exported: dict[str, Any]) -> None:
    def ids(*query: tuple[str, str]) -> set[str]:
        return {one["id"] for one in body(get(taxii, OBJECTS, *query)).get("objects", [])}

    some = sorted(exported)[:3]
    assert ids(("match[id]", ",".join(some))) == set(some)
    assert ids(("match[type]", "campaign,incident")) == {id for id in exported if id.split("--")[0] in ("campaign", "incident")}
    assert ids(("match[type]", "campaign"), ("match[id]", some[0])) == set()
    assert ids(("match[spec_version]", "2.0")) == set()
    assert len(ids(("match[spec_version]", "2.0,2.1"), ("limit", "5"))) == 5
    version = exported[some[0]].get("modified", exported[some[0]]["created"])
    assert some[0] in ids(("match[version]", version), ("match[id]", some[0]))


def accusing(by: str, to: str, published: str, text: str) -> tuple[Any, ...]:
    said = {"by": by, "to": to, "certainty": "stated", "responsibility": "state"}
    return item(f"{published}.txt", text.encode() * 3, {"relevant": True, "published": published, "attributions": [said]})


def test_added_after_gives_what_came_later(tmp_path: Path) -> None:
    first = accusing("BE", "CN", "2022-07-18", "Belgium accuses China of the attack on its parliament. ")
    second = accusing("US", "RU", "2015-01-02", "The United States accuses Russia of quite another thing. ")
    where = keep(str(tmp_path / "r.db"), [first])
    taxii = Taxii(Library(where))
    before = body(get(taxii, OBJECTS))["objects"]
    last = get(taxii, OBJECTS).headers["x-taxii-date-added-last"]
    assert body(get(taxii, OBJECTS, ("added_after", last))) == {"more": False}
    keep(where, [second])
    answer = get(taxii, OBJECTS, ("added_after", last))
    new = {one["id"] for one in body(answer)["objects"]}
    everything = {one["id"] for one in body(get(taxii, OBJECTS))["objects"]}
    assert new == everything - {one["id"] for one in before}
    assert len(new) > 4
    assert answer.headers["x-taxii-date-added-first"] > last


def test_a_page_goes_on_where_it_ended_when_the_record_grows(tmp_path: Path) -> None:
    states = ("BE", "DK", "EE", "FI", "NO", "SE")
    items = [accusing(by, "CN", f"20{n}-01-01", f"In 20{n} {by} accuses China of it. ") for n, by in enumerate(states, 10)]
    where = keep(str(tmp_path / "r.db"), items[:3])
    taxii = Taxii(Library(where))
    page = body(get(taxii, OBJECTS, ("limit", "7")))
    seen = [one["id"] for one in page["objects"]]
    keep(where, items[3:])
    while page["more"]:
        page = body(get(taxii, OBJECTS, ("limit", "7"), ("next", page["next"])))
        seen += [one["id"] for one in page["objects"]]
    assert len(seen) == len(set(seen))
    assert set(seen) >= {one["id"] for one in body(get(taxii, OBJECTS))["objects"]}


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        (TAXII, 200), ("application/taxii+json", 200), ("application/taxii+json; version=2.1", 200), ("*/*", 200),
        ("text/html, application/taxii+json;version=2.1;q=0.5", 200), ("application/taxii+json;version=2.0", 406),
        ("application/json", 406), ("text/html", 406), ("", 406), ("application/vnd.oasis.taxii+json", 406),
    ],
)  # fmt: skip
def test_content_negotiation(taxii: Taxii, accept: str, status: int) -> None:
    answer = get(taxii, "", accept=accept)
    assert answer.status == status
    assert (status == 200) or body(answer)["http_status"] == "406"


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("nothing/", [], 404), ("record/status/1/", [], 404), ("record/collections/x/objects/", [], 404),
        (f"{OBJECTS}campaign--00000000-0000-5000-8000-000000000000/", [], 404), (f"{OBJECTS}nonsense/", [], 404),
        (f"{OBJECTS}nonsense/versions/", [], 404), ("record/../record/", [], 404),
        (OBJECTS, [("limit", "0")], 400), (OBJECTS, [("limit", "-1")], 400), (OBJECTS, [("limit", "x")], 400),
        (OBJECTS, [("limit", "٣")], 400),
        (OBJECTS, [("limit", "9" * 5000)], 400), (OBJECTS, [("added_after", "yesterday")], 400),
        (OBJECTS, [("added_after", "2024-13-01T00:00:00Z")], 400), (OBJECTS, [("next", "x")], 400), (OBJECTS, [("next", "W10=")], 400),
        (OBJECTS, [("next", base64.b64encode(b"[" * 9000).decode())], 400), (OBJECTS, [("match[colour]", "red")], 400),
        (OBJECTS, [("limit", "1"), ("limit", "2")], 400), (MANIFEST, [("added_after", "")], 400),
    ],
)  # fmt: skip
def test_a_wrong_request_gets_an_error_object(taxii: Taxii, path: str, query: list[tuple[str, str]], status: int) -> None:
    answer = get(taxii, path, *query)
    error = body(answer)
    assert (answer.status, error["http_status"]) == (status, str(status))
    assert error["title"]


def test_nothing_can_be_written(taxii: Taxii, exported: dict[str, Any]) -> None:
    for method, path, status in (
        ("POST", OBJECTS, 403),
        ("DELETE", f"{OBJECTS}{next(iter(exported))}/", 403),
        ("PUT", OBJECTS, 405),
        ("POST", "", 405),
    ):
        answer = taxii.answer(method, path, [], HEADERS)
        assert (answer.status, body(answer)["http_status"]) == (status, str(status))


def test_tokens(record: str) -> None:
    for url in served(record, tokens=["secret"]):
        with pytest.raises(Exception, match="401"):
            client.Server(url).title  # noqa: B018
        assert client.Server(url, user="anybody", password="secret").title == "demarche"
        assert client.Server(url, auth=common.TokenAuth("secret")).title == "demarche"
    closed = Taxii(Library(record), ["secret"])
    for value in ("", "Bearer", "Bearer wrong", "Basic !!!", "Basic " + base64.b64encode(b"a:\xff").decode(), "Digest secret"):
        answer = get(closed, "", authorization=value)
        assert (answer.status, "www-authenticate" in answer.headers) == (401, True)
    assert get(closed, "", authorization="Bearer secret").status == 200


def test_a_record_that_is_gone_is_an_error_with_a_name(tmp_path: Path) -> None:
    answer = get(Taxii(Library(str(tmp_path / "none.db"))), OBJECTS)
    assert (answer.status, body(answer)["http_status"]) == (503, "503")
    assert b"none.db" not in answer.body


def test_the_same_record_is_read_once(record: str) -> None:
    library = Library(record)
    assert isinstance(library.snapshot(), Snapshot)
    assert library.snapshot() is library.snapshot()
