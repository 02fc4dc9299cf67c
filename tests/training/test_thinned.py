"""Documents read without rare forms: what every incident uses stays, the same forms go each time, and reading is as before afterwards."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
pytest.importorskip("sklearn")

from training.examples import Example, labelled  # noqa: E402
from training.thinned import add_thinned  # noqa: E402

from demarche.model import Document  # noqa: E402

COMMON = "Norway accuses Russia of hacking the parliament."
RARE = [
    "Oslo sees the hand of Moscow in the hack.",
    "Moscow waved the charge away.",
    "Norway summoned the envoy over the hack.",
    "Spies burgled the mailboxes.",
]


def examples() -> list[Example]:
    def one(number: int, text: str) -> Example:
        gold = {"id": f"x-{number}", "lang": "en", "relevant": True, "incidents": [f"incident-{number}"], "attributions": []}
        return labelled(gold, Document(id="t" * 64, path=f"{number}.txt", text=text, lang="en"))

    return [one(0, COMMON), one(1, " ".join([COMMON, *RARE]))]


def words(example: Example) -> set[str]:
    note = example.reading.note
    return {note.words(h.first, h.last) for h in note.cues}


def test_only_forms_that_no_other_incident_uses_are_left_out() -> None:
    given = examples()
    thin = add_thinned(given)
    assert words(thin[0]) == words(given[0])
    assert words(given[0]) <= words(thin[1]) < words(given[1])


def test_the_same_forms_are_left_out_each_time() -> None:
    assert [words(e) for e in add_thinned(examples())] == [words(e) for e in add_thinned(examples())]


def test_thinned_documents_are_learned_from_beside_the_whole_ones() -> None:
    given = examples()
    thin = add_thinned(given)
    assert [e.snippets for e in given] == [[one] for one in thin]
    assert words(examples()[1]) == words(given[1])
