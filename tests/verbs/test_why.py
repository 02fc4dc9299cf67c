"""Why a document is in an incident, or is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from factory import attribution, reading, source, tag, victim

import demarche
from demarche.derive import derive
from demarche.errors import UsageError
from demarche.model import Claims, Reading
from demarche.store import open_record, write


def report(name: str, by: str, to: str, day: str) -> Reading:
    text = f"{name}: {by} accuses {to} of the phishing attack on its ministry in {name}, {day}."
    said = Claims(
        True, attributions=(attribution(text, by, to, words=to),), victims=(victim(text, by, "ministry"),), techniques=(tag(text, "phishing", "phishing"),)
    )  # fmt: skip
    return reading(text, f"{day}.txt", day, said)


@pytest.fixture
def record(tmp_path: Path) -> str:
    where = str(tmp_path / "record.db")
    silent = reading("Het weer in Oostende.", "weather.txt", "2022-07-18", Claims(False))
    found = [report("Evere", "BE", "CN", "2022-07-18"), report("Evere", "BE", "CN", "2022-07-19"), report("Oslo", "NO", "RU", "2020-10-13")]
    with open_record(where, create=True) as kept:
        with kept.writing() as writing:
            for one in (*found, silent):
                write.append(writing, source(one.document.text, one.document.path), one.document, one.claims, "engine")
        derive(kept)
    return where


def incident(record: str, accused: str) -> str:
    return next(sheet.incident.id for sheet in demarche.timeline(record) if sheet.incident.accused == (accused,))


def test_each_feature_says_what_it_adds(record: str) -> None:
    found = demarche.why("2022-07-19.txt", incident(record, "CN"), record)
    (pair,) = found.pairs
    assert found.inside
    assert pair.compared
    assert pair.path == "2022-07-18.txt"
    assert pair.score == pytest.approx(found.bias + sum(weight for _, _, weight in pair.parts))
    assert {"names", "days-near"} <= {name for name, _, _ in pair.parts}


def test_a_document_outside_shares_too_little(record: str) -> None:
    found = demarche.why("2020-10-13.txt", incident(record, "CN"), record)
    assert not found.inside
    assert all(pair.score < 0 for pair in found.pairs)


def test_a_decision_is_named(record: str) -> None:
    china, russia = incident(record, "CN"), incident(record, "RU")
    demarche.judge("merge", china, "ann", other=russia, record=record)
    decisions = {pair.decision for pair in demarche.why("2020-10-13.txt", china, record).pairs}
    assert decisions == {"merge", None}


@pytest.mark.parametrize("document", ["weather.txt", "nowhere.txt"])
def test_a_document_that_was_not_compared_or_is_not_there(record: str, document: str) -> None:
    with pytest.raises(UsageError, match=document):
        demarche.why(document, incident(record, "CN"), record)
