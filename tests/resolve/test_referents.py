"""Role nouns find the actor that fits what they do, whichever states the document names."""

from __future__ import annotations

import pytest

from demarche.claims.reading import read
from demarche.model import Document
from demarche.resolve.referents import Act, crossed

STATES = (("Latvia", "Riga"), ("Peru", "Lima"), ("Kenya", "Nairobi"))


def keys(text: str, words: str) -> set[str | None]:
    reading = read(Document("0" * 64, "t", text, "en"), "en")
    return {reading.talk.key_of(m) for m in reading.note.mentions if reading.note.words(m.first, m.last).lower() == words}


@pytest.mark.parametrize(("accuser", "seat"), STATES)
@pytest.mark.parametrize(("accused", "capital"), STATES)
def test_who_denies_is_the_accused_and_who_expels_is_not(accuser: str, seat: str, accused: str, capital: str) -> None:
    if accuser == accused:
        return
    text = f"{accuser} accuses {accused} of hacking its parliament. The embassy denied the charge. The foreign ministry expelled two diplomats."
    reading = read(Document("0" * 64, "t", text, "en"), "en")
    by = {reading.note.words(m.first, m.last).split()[-1].lower(): reading.talk.key_of(m) for m in reading.note.mentions if m.sentence > 0}
    codes = {name: next(m.key for m in reading.note.mentions if reading.note.words(m.first, m.last) == name) for name in (accuser, accused)}
    assert (by["embassy"], by["ministry"]) == (codes[accused], codes[accuser])


def test_a_capital_in_the_sentence_places_the_ministry() -> None:
    text = "Poland and Estonia blame Russia for hacking the port. In Tallinn, the foreign ministry said that it summoned the Russian ambassador."
    assert keys(text, "the foreign ministry") | keys(text, "foreign ministry") == {"EE"}


def test_a_pivotal_sign_is_weighed_with_what_the_mention_is_and_does() -> None:
    assert set(crossed("home", "national", Act("respond", "expel"))) == {
        "home", "national|home", "respond|home", "respond|national|home", "respond:expel|home",
    }  # fmt: skip
    assert list(crossed("dist:2", "national", Act("say"))) == ["dist:2"]
