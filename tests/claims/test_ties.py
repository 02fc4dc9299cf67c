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


@pytest.mark.parametrize("name", ["hacking group", "MuddyFoo hacking group", "group MuddyFoo"])
def test_an_adjective_with_a_hyphen_ties_the_group(name: str) -> None:
    assert "IR" in blamed("en", f"The Iranian-backed {name} infected municipalities.")


@pytest.mark.parametrize("cause", ["Palestine", "Russian", "Ukraine"])
def test_those_who_side_with_a_state_are_not_its_people(cause: str) -> None:
    assert blamed("en", f"A pro-{cause} group defaced the website of a ministry.") == set()


def test_what_a_body_breaks_into_does_not_own_its_officers() -> None:
    assert blamed("de", "Agenten des Dienstes drangen in die Rechner des chilenischen Kongresses ein.") == set()


def test_officers_of_a_body_are_those_of_the_state_it_belongs_to() -> None:
    told = "Brasiliens Geheimdienst steht in der Kritik. Brasilien schweigt. Agenten des Geheimdienstes drangen in die Rechner ein."
    assert blamed("de", told) == {"BR"}


def test_the_state_right_behind_a_body_owns_its_officers() -> None:
    assert blamed("de", "Agenten des Geheimdienstes von Chile drangen in die Rechner ein.") == {"CL"}
