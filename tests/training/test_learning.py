"""The learner finds the place that makes a candidate right, and the notes it learns from are well coded."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
scipy = pytest.importorskip("scipy.sparse")
pytest.importorskip("sklearn")

from training.models import fit_places  # noqa: E402
from training.notes import NoteError, coded, read_notes  # noqa: E402

NOTES = sorted((ROOT / "evaluation" / "notes").glob("*.yml"))


def test_the_word_that_decides_gets_the_weight() -> None:
    """Columns: a word that is in one place of every right candidate, a word that is everywhere."""
    rows, owner, labels = [], [], []
    for number in range(40):
        right = number % 2
        rows += [[0.0, 1.0], [float(right), 1.0]]
        owner += [number, number]
        labels.append(float(right))
    weights = fit_places(scipy.csr_matrix(np.array(rows)), np.array(owner), np.array(labels), np.array([0.1, 0.1]))
    assert weights[0] > 3.0 > abs(weights[1])


def test_a_candidate_needs_only_one_good_place() -> None:
    rows, owner, labels = [], [], []
    for number in range(30):
        right = number % 3 == 0
        places = [[1.0]] + [[0.0]] * 5 if right else [[0.0]] * 6
        rows += places
        owner += [number] * len(places)
        labels.append(float(right))
    weights = fit_places(scipy.csr_matrix(np.array(rows)), np.array(owner), np.array(labels), np.array([0.1]))
    plain, vague = weights[0] + weights[1], weights[1]
    assert plain > 1.0
    assert vague < -3.0


@pytest.mark.parametrize("path", NOTES, ids=lambda p: p.stem)
def test_notes_are_well_coded(path: Path) -> None:
    notes = read_notes(path)
    assert len(notes) >= 100
    assert len({note["text"] for note in notes}) == len(notes)
    assert any(not note["relevant"] for note in notes)


def test_codes_become_gold_entries() -> None:
    gold = coded(
        "a Recorded Future>CN+RedEcho likely state-backed; ?d CN flat+victim-too; r IN investigate - done; ~v IN critical-infrastructure"
    )
    assert gold["attributions"] == [
        {"by": "Recorded Future", "to": "CN", "groups": ["RedEcho"], "certainty": "likely", "responsibility": "state-backed"}
    ]
    assert gold["denials"] == [{"by": "CN", "types": ["flat", "victim-too"], "optional": True}]
    assert gold["responses"] == [{"by": "IN", "type": "investigate", "to": None, "status": "done"}]
    assert gold["victims"] == [{"country": "IN", "type": "critical-infrastructure", "background": True}]


@pytest.mark.parametrize("line", ["a NO>RU certain state", "d RU maybe", "x NO", "t hacking", "r NO condemn RU soon"])
def test_a_wrong_code_is_named(line: str) -> None:
    with pytest.raises(NoteError):
        coded(line)
