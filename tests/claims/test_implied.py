"""Answers that a word implies by its idea, where no form of the lexicon names one."""

from __future__ import annotations

from demarche.claims.implied import STRENGTH, implied
from demarche.claims.propose import propose
from demarche.claims.reading import Reading, read
from demarche.model import Document


def reading(text: str) -> Reading:
    return read(Document(id="d" * 64, path="d", text=text, lang="en"), "en")


def types(text: str) -> set[str]:
    one = reading(text)
    return {hit.cue.type for slots in one.slots for hit in implied(one, slots, "respond")}


def test_an_idea_proposes_an_answer_weakly() -> None:
    one = reading("Oslo let the penalty for two Russian hackers take effect on Monday.")
    hits = [hit for slots in one.slots for hit in implied(one, slots, "respond")]
    assert {hit.cue.type for hit in hits} == {"sanction"}
    assert all(hit.cue.strength == STRENGTH for hit in hits)
    assert ("NO", "sanction") in {candidate.key for candidate in propose(one)[1]["response"]}


def test_nothing_is_implied_where_a_form_names_it_or_nobody_is_named() -> None:
    assert "sanction" not in types("Norway imposed sanctions on two Russian hackers and a penalty followed.")
    assert not {key for key in (one.key for one in propose(reading("A penalty followed."))[1]["response"]) if key[1] == "sanction"}


def test_techniques_and_aims_are_implied_too() -> None:
    one = reading("Thieves in Oslo siphoned the minutes off unseen and blackmailed the town.")
    kinds = propose(one)[1]
    assert ("data-theft",) in {candidate.key for candidate in kinds["technique"]}
    assert ("extortion",) in {candidate.key for candidate in kinds["objective"]}
