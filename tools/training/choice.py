"""A conditional logistic choice: which of several named options is meant, by the signs each carries."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

FOLDS = 5
SMALL = 0.02
Weights = dict[str, float]


@dataclass(frozen=True)
class Choice:
    """Options with the value of each of their signs, and those that may be meant; choices of one ``fold`` are tested together."""

    options: dict[str, dict[str, float]]
    right: frozenset[str]
    fold: int

    def best(self, weights: Weights) -> str:
        totals = {o: sum(weights.get(n, 0.0) * v for n, v in signs.items()) for o, signs in self.options.items()}
        return max(totals, key=totals.__getitem__)


def learn(given: list[Choice], penalty: float) -> Weights:
    """Weights of the signs; ``penalty`` on half their squares."""
    names = sorted({name for choice in given for signs in choice.options.values() for name in signs})
    at = {name: i for i, name in enumerate(names)}
    tables = [_table(choice, at) for choice in given]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = penalty * (weights @ weights) / 2, penalty * weights
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


def _table(choice: Choice, at: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    table = np.zeros((len(choice.options), len(at)))
    for line, signs in enumerate(choice.options.values()):
        for name, value in signs.items():
            table[line, at[name]] = value
    return table, np.array([option in choice.right for option in choice.options])


def cross_validated(given: list[Choice], penalty: float) -> float:
    """Share of choices made rightly by weights that have not seen their fold."""
    right = 0
    for fold in range(FOLDS):
        weights = learn([c for c in given if c.fold != fold], penalty)
        right += sum(c.best(weights) in c.right for c in given if c.fold == fold)
    return right / len(given)
