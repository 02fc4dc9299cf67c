"""The TAXII server within the desk."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import pytest

if not find_spec("demarche.exchange"):
    pytest.skip("the exchange routes are not installed", allow_module_level=True)
ACCEPT = "application/taxii+json;version=2.1"


def test_it_answers_on_loopback(desk: Any) -> None:
    assert desk().get("/taxii2/", accept=ACCEPT).status_code == 200


def test_elsewhere_it_is_there_only_for_those_with_a_token(desk: Any) -> None:
    assert desk(host="10.1.2.3").get("/taxii2/", accept=ACCEPT).status_code == 404


def test_a_token_is_asked_for(desk: Any) -> None:
    visitor = desk(host="10.1.2.3", taxii_tokens=("open sesame",))
    assert visitor.get("/taxii2/", accept=ACCEPT).status_code == 401
    assert visitor.get("/taxii2/", accept=ACCEPT, authorization="Bearer open sesame").status_code == 200


def test_a_correction_reaches_clients_as_a_new_version(tmp_path: Any) -> None:
    import deskrecord

    import demarche
    from demarche.exchange.snapshot import Library

    record = deskrecord.keep(str(tmp_path / "r.db"), (deskrecord.PLAIN, deskrecord.plain(), {}))
    library = Library(record)
    before = {entry.id: entry for entry in library.snapshot().entries}
    claim = deskrecord.plain().attributions[0].id
    demarche.judge("correct", claim, "ann", value={"certainty": "possible"}, record=record)
    after = {entry.id: entry for entry in library.snapshot().entries}
    changed = [id for id in before.keys() & after.keys() if before[id].version != after[id].version]
    assert {id.split("--")[0] for id in changed} >= {"note", "relationship"}
    assert all(after[id].added > before[id].added and after[id].version > before[id].version for id in changed)
    demarche.judge("reject", claim, "bob", record=record)
    assert not {id for id in changed if id.startswith("note")} & {entry.id for entry in library.snapshot().entries}
