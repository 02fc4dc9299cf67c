"""Learns what the words of a document speak for: one logistic regression a value over its plain words and ideas."""

from __future__ import annotations

from collections import Counter

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from demarche.claims.worded import VALUES, Scores, is_long
from training.examples import Example, wanted
from training.models import logistic, table

STRENGTH = 1.0
"""Inverse of the penalty."""
FEWEST = 30
"""Documents that must have a word: rarer ones are names of what single documents are about."""
SMALL = 0.1
"""Weights nearer to zero are left out of the tables."""
NEVER = -5.0
"""Intercept of a value that no document has."""
OF_TWO = ("response", "victim")
"""Kinds whose gold keys have two parts, of which the second is the value."""


def learn_worded(examples: list[Example], train: list[int]) -> tuple[dict[int, Scores], dict]:
    """The scores of each example by its ``id``, by tables of other folds than its own, and the tables learned from all of ``train``.

    Learned from relevant documents; their thinned copies, which have the same words, are only scored, and short texts have no scores.
    """
    long = [e for e in examples if is_long(e.reading)]
    taught = np.array([bool(e.snippets) and e.gold["relevant"] and e.fold in train for e in long])
    folds = np.array([e.fold for e in long])
    matrix, names = _matrix(long, taught)
    scores: dict[int, Scores] = {id(e): {} for e in examples} | {id(e): {kind: {} for kind in VALUES} for e in long}
    tables: dict = {kind: {} for kind in VALUES}
    for kind, values in VALUES.items():
        asked = [_asked(kind, e) for e in long]
        for value in values:
            labels = np.array([value in required for required, _ in asked])
            known = taught & np.array([value not in tolerated for _, tolerated in asked])
            fitted = _fit(matrix[known], labels[known])
            result = _score(matrix, fitted)
            for fold in train:
                inside, held = known & (folds != fold), folds == fold
                result[held] = _score(matrix[held], _fit(matrix[inside], labels[inside]))
            for e, score in zip(long, result.tolist(), strict=True):
                scores[id(e)][kind][value] = score
            tables[kind][value] = table(names, fitted, SMALL)
    return scores, tables


def _matrix(long: list[Example], taught: np.ndarray) -> tuple[csr_matrix, list[str]]:
    counts = Counter(name for e, known in zip(long, taught, strict=True) if known for name in e.reading.wording.text)
    rows = [{name: value for name, value in e.reading.wording.text.items() if counts[name] >= FEWEST} for e in long]
    vectorizer = DictVectorizer()
    return vectorizer.fit_transform(rows).tocsr(), [str(name) for name in vectorizer.get_feature_names_out()]


def _asked(kind: str, example: Example) -> tuple[set, set]:
    """Required and merely tolerated values of one kind in gold."""
    required, tolerated = wanted(kind, example.gold)
    if kind in OF_TWO:
        required, tolerated = {key[1] for key in required}, {key[1] for key in tolerated}
    return required, tolerated - required


def _fit(matrix: csr_matrix, labels: np.ndarray) -> np.ndarray:
    """Weights of the columns and, last, the intercept."""
    if not labels.any():
        return np.r_[np.zeros(matrix.shape[1]), NEVER]
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(matrix, labels)
    return np.r_[model.coef_[0], model.intercept_[0]]


def _score(matrix: csr_matrix, weights: np.ndarray) -> np.ndarray:
    return logistic(matrix @ np.where(np.abs(weights[:-1]) < SMALL, 0.0, weights[:-1]) + weights[-1])
