"""A record held open: when the overview is built anew, and what is ready when it is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import deskrecord
import pytest
from sqlalchemy import func, update

from demarche.store import tables
from demarche.verbs import opened as module
from demarche.verbs.opened import Opened, opened

CLAIM = deskrecord.plain().attributions[0].id


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Opened]:
    found = opened(deskrecord.keep(str(tmp_path / "r.db"), (deskrecord.PLAIN, deskrecord.plain(), {})))
    yield found
    found.close()


def pairs(held: Opened) -> set[tuple[str, str]]:
    return {pair for head in held.overview().ordered for pair in head.pairs}


def test_a_small_record_shows_a_judgement_at_once(held: Opened) -> None:
    assert pairs(held) == {("BE", "CN")}
    held.judge("correct", CLAIM, "ann", value={"by": "NL"})
    assert pairs(held) == {("NL", "CN")}
    held.judge("reject", CLAIM, "bob")
    assert pairs(held) == set()
    assert CLAIM in held.overview().claims


def test_of_a_large_record_the_former_overview_is_answered_while_the_next_is_built(held: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 0)
    before = held.overview()
    held.judge("reject", CLAIM, "bob")
    monkeypatch.setattr(held, "_rested", 0.0)
    with held._lock:  # the building waits for it
        assert held.overview() is before
    until = time.monotonic() + 10
    while held.overview() is before and time.monotonic() < until:
        time.sleep(0.01)
    assert pairs(held) == set()


def test_a_large_record_rests_between_judgements_but_not_when_documents_come(held: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 0)
    held.overview()
    monkeypatch.setattr(held, "_rested", time.monotonic() + 1000)
    state = held.state()
    assert not held._due((state[0], state[1] + 1))
    assert held._due((state[0] + "x", state[1]))


def test_what_is_prepared_is_remembered_without_being_asked_for(held: Opened) -> None:
    made: list[int] = []
    held.prepare("number", lambda record: made.append(len(record.documents)) or len(record.documents))
    held.overview()
    assert made == [1]
    assert held.remember("number", lambda _: -1) == 1


def test_a_claim_judged_under_another_id_is_settled(held: Opened) -> None:
    held.judge("accept", CLAIM, "ann")
    assert held.overview().settled == set()
    with held.record.writing() as writing:
        writing.execute(
            update(tables.claims)
            .where(tables.claims.c.id == CLAIM)
            .values(id="anew", body=func.replace(tables.claims.c.body, CLAIM, "anew"))
        )
    held.judge("note", deskrecord.plain().denials[0].id, "ann", "read again")
    assert held.overview().settled == {"anew"}
