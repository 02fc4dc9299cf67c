"""Where a report was filed is no actor; a place that opens an ordinary sentence is."""

from __future__ import annotations

import pytest

from demarche.annotate import annotate
from demarche.model import Document


def types(text: str) -> dict[str, str]:
    """Name as written to the type of its mention."""
    note = annotate(Document(id="0" * 64, path="page.txt", text=text, lang="en"), "en")
    return {note.words(m.first, m.last): m.type for m in note.mentions}


@pytest.mark.parametrize(
    "opening", ["PARIS - ", "PARIS (Reuters) - ", "PARIS, July 19, 2021 — ", "WASHINGTON/PARIS, 19 July – ", "Paris (AFP) — "]
)
def test_the_place_of_a_dateline_is_set_apart(opening: str) -> None:
    found = types(f"{opening}Canada said on Monday that hackers broke into a ministry.")
    assert found["PARIS" if "PARIS" in opening else "Paris"] == "dateline"
    assert found["Canada"] == "state"


@pytest.mark.parametrize("text", ["Paris said on Monday that the hack - a big one - was over.", "Paris-based experts found the hack."])
def test_other_places_at_the_start_stay(text: str) -> None:
    assert types(text)["Paris"] == "place"
