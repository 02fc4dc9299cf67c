"""Learns where documents speak from: the states that act or are harmed in gold, apart from those it accuses."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize

from demarche.annotate import annotate
from demarche.annotate.home import StateFeatures, home_features
from demarche.model import Document

PENALTY = 0.5
FOLDS = 5
SMALL = 0.02
Row = tuple[list[str], StateFeatures, set[str]]
"""The states a document names, their features, and those it may be at home in."""


def rows(pairs: list[tuple[dict, Document]]) -> list[Row]:
    """A row for each relevant document of which a named state is at home."""
    made = []
    for gold, document in pairs:
        features = home_features(annotate(document, document.lang)) if gold["relevant"] else {}
        accused = {str(a.get("to")) for a in gold["attributions"]}
        active = {str(x.get("by")) for x in gold["attributions"] + gold["responses"]} | {str(v.get("country")) for v in gold["victims"]}
        active &= features.keys()
        if active:
            made.append((sorted(features), features, active - accused or active))
    return made


def learn(given: list[Row]) -> dict[str, float]:
    """Weights of a conditional logistic choice among the states that a document names."""
    names = sorted({name for _, features, _ in given for row in features.values() for name in row})
    at = {name: i for i, name in enumerate(names)}
    tables = []
    for states, features, right in given:
        table = np.zeros((len(states), len(names)))
        for line, state in enumerate(states):
            for name, value in features[state].items():
                table[line, at[name]] = value
        tables.append((table, np.array([state in right for state in states])))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = PENALTY * (weights @ weights) / 2, PENALTY * weights
        for table, right in tables:
            sums = table @ weights
            share = np.exp(sums - sums.max())
            share /= share.sum()
            good = share * right
            value -= np.log(good.sum())
            slope = slope - table.T @ (good / good.sum() - share)
        return value, slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: round(float(w), 3) for name, w in zip(names, found, strict=True) if abs(w) >= SMALL}


def cross_validated(given: list[Row]) -> float:
    """Share of documents whose home is found by weights that have not seen them."""
    right = 0
    for fold in range(FOLDS):
        weights = learn([row for i, row in enumerate(given) if i % FOLDS != fold])
        for states, features, wanted in given[fold::FOLDS]:
            totals = {s: sum(weights.get(n, 0.0) * v for n, v in features[s].items()) for s in states}
            right += max(states, key=lambda s: totals[s]) in wanted
    return right / len(given)
