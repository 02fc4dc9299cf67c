"""The two learners: places under a noisy-or, and plain logistic regression."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from demarche.claims.wording import is_word

EPSILON = 1e-9
SMALL, SMALL_OF_WORDS = 0.02, 0.05
"""Weights nearer to zero are left out of the tables; those of plain words are many."""
FIRST_GUESS = -2.5
"""Weighted sum of a place that has no feature, before learning: few places are claims."""
ITERATIONS, ENOUGH = 100, 1e-6
"""Steps at most, and the gain below which learning stops; scores differ in the third digit."""


def fit_places(matrix: csr_matrix, owner: np.ndarray, labels: np.ndarray, penalty: np.ndarray) -> np.ndarray:
    """Weights of the columns of ``matrix`` and, last, the intercept.

    A row is a place, ``owner`` numbers the candidate it belongs to (0, 1, ...), ``labels`` tells which candidates are claims; a candidate
    is one unless none of its places says so (noisy-or). ``penalty`` is the price of the squared weight of each column.
    Multiple-instance learning after Viola, Platt and Zhang (2005), "Multiple instance boosting for object detection", with linear places.
    """
    turned = matrix.T.tocsr()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        sums = matrix @ weights[:-1] + weights[-1]
        none = -np.bincount(owner, np.logaddexp(0, sums), len(labels))
        some = np.clip(-np.expm1(none), EPSILON, 1.0)
        value = -(labels * np.log(some) + (1 - labels) * none).sum() + (penalty * weights[:-1] ** 2).sum() / 2
        slope = -(labels * np.exp(none) / some - (1 - labels))[owner] * logistic(sums)
        return value, np.r_[turned @ slope + penalty * weights[:-1], slope.sum()]

    start = np.r_[np.zeros(matrix.shape[1]), FIRST_GUESS]
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS, "ftol": ENOUGH}).x


def logistic(sums: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(sums, -30, 30)))


def table(names: Sequence[str], weights: np.ndarray, least: float | None = None) -> dict:
    """Named weights for a data file, those nearer to zero than ``least`` left out; the last of ``weights`` is the intercept."""
    floors = [least if least is not None else SMALL_OF_WORDS if is_word(n) else SMALL for n in names]
    kept = {str(n): round(float(w), 3) for n, w, floor in zip(names, weights, floors, strict=False) if abs(w) >= floor}
    return {"intercept": round(float(weights[-1]), 3), "weights": dict(sorted(kept.items()))}


class Logistic:
    """Logistic regression over named features; ``strength`` is the inverse of the penalty."""

    def __init__(self, strength: float) -> None:
        self.vectorizer = DictVectorizer()
        self.regression = LogisticRegression(C=strength, max_iter=3000)

    def fit(self, rows: list[dict], labels: list) -> Logistic:
        self.regression.fit(self.vectorizer.fit_transform(rows), labels)
        return self

    def scores(self, rows: list[dict]) -> np.ndarray:
        return self.regression.predict_proba(self.vectorizer.transform(rows))[:, 1] if rows else np.array([])

    def choose(self, rows: list[dict]) -> list[str]:
        return list(self.regression.predict(self.vectorizer.transform(rows))) if rows else []

    def table(self) -> dict:
        """One table for two classes, one a class for more."""
        names = self.vectorizer.get_feature_names_out()
        rows = [np.r_[w, b] for w, b in zip(self.regression.coef_, self.regression.intercept_, strict=True)]
        if len(rows) == 1:
            return table(names, rows[0])
        tables = {str(c): table(names, row) for c, row in zip(self.regression.classes_, rows, strict=True)}
        return {"intercepts": {c: t["intercept"] for c, t in tables.items()}, "weights": {c: t["weights"] for c, t in tables.items()}}
