"""Who does a deed where one sentence tells several."""

from __future__ import annotations

import pytest

from demarche.claims.reading import read
from demarche.model import Document


def doers(lang: str, text: str) -> set[str | None]:
    """The states that do a deed in the words of ``text``."""
    reading = read(Document(id="0" * 64, path="abstract.txt", text=text, lang=lang), lang)
    return {b.state for b in reading.blames if b.state and b.how == "doer"}


SECOND_VERBS = [
    ("en", "Anonymous hackers broke into the mail server of the Chilean senate and leaked personal data."),
    ("en", "Activists have targeted the Chilean police, taking down its website."),
    ("en", "The crew obtained access to computers of Chilean government agencies in order to steal files."),
    ("fr", "Des pirates ont infiltré les serveurs du parlement chilien et volé des courriels."),
]


@pytest.mark.parametrize(("lang", "text"), SECOND_VERBS)
def test_the_object_of_one_verb_does_not_do_the_next(lang: str, text: str) -> None:
    assert not doers(lang, text)


def test_the_subject_of_the_first_verb_does_the_second() -> None:
    assert doers("en", "Iranian hackers broke into Bahraini banks and stole data.") == {"IR"}


def test_a_second_clause_has_a_doer_of_its_own() -> None:
    assert "RU" in doers("en", "Hackers attacked Estonia and Russia hacked Latvia.")
