"""Adjectives that share one noun, and those that only repeat whose a name is."""

from __future__ import annotations

import pytest

from demarche.claims.reading import read
from demarche.model import Document


def doers(text: str) -> set[str | None]:
    """The states that do a deed in the words of ``text``."""
    reading = read(Document(id="0" * 64, path="abstract.txt", text=text, lang="en"), "en")
    return {b.state for b in reading.blames if b.state and b.how == "doer"}


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Saudi and Emirati hacking groups broke into the phones of journalists.", {"SA", "AE"}),
        ("Russian, Belarusian and Chinese hackers broke into the railways.", {"RU", "BY", "CN"}),
        ("The British GCHQ and the American NSA broke into a chip maker.", {"GB", "US"}),
    ],
)
def test_several_states_do_one_deed(text: str, states: set[str]) -> None:
    assert doers(text) == states


@pytest.mark.parametrize("cause", ["Palestine", "Russian", "Ukraine"])
def test_those_who_side_with_a_state_are_not_its_people(cause: str) -> None:
    assert not doers(f"A pro-{cause} group broke into a ministry.")
