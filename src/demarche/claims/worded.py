"""What the words of a whole document speak for, whether or not a construction says it: kinds of attack, aims, answers, sorts of victim.

One logistic table a value over the plain words and ideas of the document (``data/weights/worded.yml``, from ``tools/train.py``). What comes
out is weighed beside all else in the second look, and proposes techniques and aims that no cue names.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from demarche.claims.candidate import Candidate, Place, Seen, Shared
from demarche.claims.reading import Reading
from demarche.claims.scorer import WEIGHTS, Table, logistic
from demarche.lexicon.data import read_yaml
from demarche.model.claims import OBJECTIVES, RESPONSE_TYPES, TECHNIQUES, VICTIM_TYPES

VALUES = {"technique": TECHNIQUES, "objective": OBJECTIVES, "response": RESPONSE_TYPES, "victim": VICTIM_TYPES}
"""Kinds of claims that the words of a document are asked for; the value is the last part of a candidate's key."""
WORDED = "worded"
"""Rule of the place of a candidate that no cue names."""
MOST_CUES = 3
FEWEST_TOKENS = 80
"""Length from which a text has words enough to speak for anything."""

Scores = dict[str, dict[str, float]]
"""Kind to value to how surely (0..1) the words of the document speak for it."""


def is_long(reading: Reading) -> bool:
    """Whether the words of the document as a whole are asked at all."""
    return len(reading.note.tokens) >= FEWEST_TOKENS


def worded(reading: Reading) -> Scores:
    """What the words of the document speak for, by the learned tables; nothing for a short text."""
    if not is_long(reading):
        return {}
    rows, matrix, intercepts = _matrix()
    known = [(rows[name], value) for name, value in reading.wording.text.items() if name in rows]
    totals = intercepts + np.array([value for _, value in known]) @ matrix[[row for row, _ in known]]
    scores: Scores = {kind: {} for kind in VALUES}
    for (kind, one), total in zip(_tables(), totals.tolist(), strict=True):
        scores[kind][one] = logistic(total)
    return scores


def alone(value: str, common: Shared) -> Candidate:
    """A candidate that no cue names: its words are found once it is kept (``ground``)."""
    return Candidate((value,), [Place(0, 0, Seen({"alone": 1.0, f"alone:{value}": 1.0}, common), WORDED)])


def ground(reading: Reading, candidate: Candidate, kind: str) -> None:
    """Set the place of a candidate that no cue names to the sentence whose words speak for it most, and its cue to those words."""
    weights = _tables()[kind, str(candidate.key[-1])].weights
    for place in (place for place in candidate.places if place.rule == WORDED):
        worth = [reading.wording.worth(i, weights) for i in range(len(reading.note.tokens))]
        sentence = max(reading.note.sentences, key=lambda s: sum(worth[s.first : s.last]))
        place.start, place.end = sentence.start, sentence.end
        telling = sorted(range(sentence.first, sentence.last), key=lambda i: (-worth[i], i))[:MOST_CUES]
        place.cue = " … ".join(reading.note.words(i, i + 1) for i in sorted(telling) if worth[i] > 0)


@lru_cache(maxsize=1)
def _tables() -> dict[tuple[str, str], Table]:
    """The table of each kind and value; none before the first learning."""
    path = WEIGHTS / "worded.yml"
    data = read_yaml(path) if path.exists() else {}
    return {(kind, value): Table(float(row["intercept"]), row["weights"]) for kind, rows in data.items() for value, row in rows.items()}


@lru_cache(maxsize=1)
def _matrix() -> tuple[dict[str, int], np.ndarray, np.ndarray]:
    """The row of each feature, the weights of all tables side by side (a column each), and their intercepts."""
    tables = _tables().values()
    rows = {name: row for row, name in enumerate(sorted({name for table in tables for name in table.weights}))}
    matrix = np.zeros((len(rows), len(tables)))
    for column, table in enumerate(tables):
        for name, weight in table.weights.items():
            matrix[rows[name], column] = weight
    return rows, matrix, np.array([table.intercept for table in tables])
