"""What the words of a whole document speak for, whether or not a construction says it: kinds of attack, aims, answers, sorts of victim.

One logistic table a value over the plain words and ideas of the document (``data/weights/worded.yml``, from ``tools/train.py``). What comes
out is weighed beside all else in the second look; it proposes nothing: every claim still has words of its own.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from demarche.claims.reading import Reading
from demarche.claims.scorer import WEIGHTS, Table, logistic
from demarche.lexicon.data import read_yaml
from demarche.model.claims import OBJECTIVES, RESPONSE_TYPES, TECHNIQUES, VICTIM_TYPES

VALUES = {"technique": TECHNIQUES, "objective": OBJECTIVES, "response": RESPONSE_TYPES, "victim": VICTIM_TYPES}
"""Kinds of claims that the words of a document are asked for; the value is the last part of a candidate's key."""
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
