#!/usr/bin/env python3
"""Learn what merging rests on from the evaluation documents: how common names are, and the weights of the features.

Without options it prints the weights that logistic regression gives on all pairs of relevant documents, with gold claims and with extracted
ones, and the B-cubed of folds that were not fitted. ``--names`` writes the counts of names anew (``data/reference/name-counts.txt``).

usage: python tools/fit_merging.py [--names]
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from demarche.incidents.cluster import cluster
from demarche.incidents.features import LEAST, WEIGHTS, features
from demarche.incidents.profile import BODY, WORD, Profile, fold, named, profile
from demarche.incidents.rarity import COUNTS, HEADER
from evaluation.merging import Example, examples, graded

COMMON = 2
"""Documents that have a name, from which it is listed."""
STRENGTH = 0.3
"""Inverse of the regularisation."""
SHIFTS = (0.0, 0.5, 0.75, 1.0, 1.25, 1.5)
"""What is tried on top of the fitted bias: joining too few documents costs more than joining too many."""
HALVINGS = 6
Pair = tuple[str, str]


def count_names(found: list[Example]) -> str:
    """The counts as they are kept: a line a count, the names that so many documents have, in capitals or not; then the actors of so many
    (``RU``, ``Microsoft``), told from names by their capitals.

    A name that is common in one language counts as if it were so in all: German nouns have capitals and are no names for that.
    """
    texts = [(one.document.lang, one.document.text[:BODY]) for one in found]
    sizes = Counter(lang for lang, _ in texts)
    having = Counter((lang, word) for lang, text in texts for word in {fold(word) for word in WORD.findall(text)})
    actors = Counter(actor for one in found for actor in profile(one.reading(gold=True)).actors)
    rows: dict[int, list[str]] = {}
    for name in sorted({name for _, text in texts for name in named(text)}):
        by_lang = {lang: having[lang, name] for lang in sizes}
        shares = [number / sizes[lang] for lang, number in by_lang.items() if number >= COMMON]
        count = max(sum(by_lang.values()), *(round(share * len(texts)) for share in shares), 0)
        if count >= COMMON:
            rows.setdefault(count, []).append(name)
    for actor in sorted(actors):
        if actors[actor] >= COMMON and actor.isalpha() and actor != fold(actor):
            rows.setdefault(actors[actor], []).append(actor)
    lines = [f"{count} {' '.join(rows[count])}" for count in sorted(rows, reverse=True)]
    note = "# Documents that have each name, counted over the evaluation documents by tools/fit_merging.py."
    return "\n".join([note, f"{len(found)} {HEADER}", *lines]) + "\n"


class Pairs:
    """All pairs of the relevant documents, as a matrix of features."""

    def __init__(self, found: list[Example], gold: bool) -> None:
        self.gold = gold
        self.home = {one.document.id: one.incident for one in found if one.incident}
        relevant = [one.reading(gold) for one in found if one.incident]
        profiles: dict[str, Profile] = {one.document.id: profile(one) for one in relevant if one.claims.relevant}
        self.pairs: list[Pair] = list(itertools.combinations(sorted(profiles), 2))
        shown = (features(profiles[one], profiles[two]) for one, two in self.pairs)
        self.values = np.array([[each.get(name, 0.0) for name in WEIGHTS] for each in shown])
        self.same = np.array([self.home[one] == self.home[two] for one, two in self.pairs], float)

    def among(self, ids: Collection[str]) -> np.ndarray:
        """Which pairs lie within these documents."""
        return np.array([one in ids and two in ids for one, two in self.pairs])

    def b_cubed(self, weights: np.ndarray, bias: float, ids: Collection[str]) -> float:
        """Of merging these documents alone."""
        inside, scores = self.among(ids), np.maximum(self.values @ weights + bias, LEAST)
        chosen = {pair: float(value) for pair, value, within in zip(self.pairs, scores, inside, strict=True) if within}
        present = sorted({id for pair in chosen for id in pair})
        return graded({id: self.home[id] for id in ids}, cluster(present, chosen))


def fit(sets: list[Pairs], ids: Collection[str]) -> tuple[np.ndarray, float]:
    """Weights and bias from the pairs within these documents."""
    rows = [(each.values[each.among(ids)], each.same[each.among(ids)]) for each in sets]
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(np.vstack([values for values, _ in rows]), np.concatenate([same for _, same in rows]))
    return model.coef_[0], float(model.intercept_[0])


def held_out(sets: list[Pairs]) -> dict[tuple[float, bool], float]:
    """Mean B-cubed of halves of the incidents by weights fitted on the other half: by shift of the bias, and gold or extracted claims."""
    home = sets[0].home
    sums: Counter[tuple[float, bool]] = Counter()
    for seed in range(HALVINGS):
        names = sorted(set(home.values()))
        random.Random(seed).shuffle(names)
        half = set(names[: len(names) // 2])
        for side in (True, False):
            weights, bias = fit(sets, {id for id, name in home.items() if (name in half) is side})
            rest = [id for id, name in home.items() if (name in half) is not side]
            sums.update({(shift, each.gold): each.b_cubed(weights, bias + shift, rest) for shift in SHIFTS for each in sets})
    return {key: total / (2 * HALVINGS) for key, total in sums.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", action="store_true", help="write the counts of names and stop")
    args = parser.parse_args()
    found = examples()
    if args.names:
        COUNTS.write_text(count_names(found), encoding="utf-8")
        return 0
    sets = [Pairs(found, gold) for gold in (True, False)]
    weights, bias = fit(sets, sets[0].home)
    for name, value in zip(WEIGHTS, weights, strict=True):
        print(f"{name:20} {value:+.2f}   in use {WEIGHTS[name]:+.2f}")
    for shift in SHIFTS:
        within = [each.b_cubed(np.round(weights, 1), bias + shift, each.home) for each in sets]
        print(f"bias {bias + shift:+.2f}   all documents, as fitted: gold claims {within[0]:.3f}, extracted {within[1]:.3f}")
    for (shift, gold), value in sorted(held_out(sets).items()):
        print(f"shift {shift:+.2f}   documents not fitted: {'gold claims' if gold else 'extracted  '} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
