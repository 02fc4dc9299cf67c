"""Full text."""

from __future__ import annotations

import pytest
from factory import claims, document, source

from demarche.store import Record, search, write

TEXTS = {
    "nl": "De cyberaanvallen op het Belgische parlement. China ontkent.",
    "en": "The attack on parliament was denied by China.",
    "fr": "L'attaque contre le ministère des Affaires étrangères, démentie par Pékin.",
}


@pytest.fixture
def filled(record: Record) -> Record:
    for lang, words in TEXTS.items():
        with record.writing() as connection:
            write.append(connection, source(words, lang), document(words, lang, lang), claims(words) if "China" in words else _none(), "e")
    return record


def _none():
    from demarche.model import Claims

    return Claims(False)


def found(record: Record, query: str) -> set[str]:
    ids = {source(words).id: lang for lang, words in TEXTS.items()}
    with record.reading() as connection:
        return {ids[hit.document_id] for hit in search.find(connection, query, 10)}


@pytest.mark.parametrize(
    ("query", "langs"),
    [
        ("China", {"nl", "en"}),
        ("china parl*", {"nl", "en"}),
        ("cyberaanval", set()),
        ("cyberaanval*", {"nl"}),
        ('"denied by China"', {"en"}),
        ('"China denied"', set()),
        ("l'attaque ministère", {"fr"}),
    ],
)
def test_queries(filled: Record, query: str, langs: set[str]) -> None:
    assert found(filled, query) == langs


@pytest.mark.parametrize("query", ['"', "AND", "NEAR(", "a:b", "-x", "*", "'", "China)", "(", "\\", "%", "& | !", "китай", "x' OR '1"])
def test_nothing_typed_is_an_error_of_syntax(filled: Record, query: str) -> None:
    assert found(filled, query) <= set(TEXTS)


def test_the_matching_words_are_marked(filled: Record) -> None:
    with filled.reading() as connection:
        (hit,) = search.find(connection, "belgische", 10)
    assert "\x02Belgische\x03" in hit.snippet


def test_a_document_that_is_read_anew_is_found_once(filled: Record) -> None:
    with filled.writing() as connection:
        write.append(connection, source(TEXTS["en"], "en"), document(TEXTS["en"], "en", "en"), claims(TEXTS["en"]), "e2")
    with filled.reading() as connection:
        assert len(search.find(connection, "denied", 10)) == 1
