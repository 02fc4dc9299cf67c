"""Whose attackers are and whose the harmed are, where one sentence tells of both."""

from __future__ import annotations

import pytest

from demarche.claims.reading import read
from demarche.model import Document


def blamed(lang: str, text: str) -> set[str | None]:
    """The states that the words of ``text`` say did it, by any construction of who does a deed or who attackers are tied to."""
    reading = read(Document(id="0" * 64, path="abstract.txt", text=text, lang=lang), lang)
    return {b.state for b in reading.blames if b.state and b.how in ("doer", "perp", "link-before", "link-after")}


OF_THE_HARMED = [
    "Hackers infected phones of people close to the Chilean government.",
    "The collective publishes personal data of employees of the Chilean army.",
]


@pytest.mark.parametrize("text", OF_THE_HARMED)
def test_a_tie_of_the_harmed_is_none_of_the_hackers(text: str) -> None:
    assert blamed("en", text) == set()


@pytest.mark.parametrize(
    "text", ["Hackers close to the Chilean government infected phones.", "Hackers infected phones and are linked to Chile."]
)
def test_a_tie_of_the_hackers_stays(text: str) -> None:
    assert blamed("en", text) == {"CL"}
