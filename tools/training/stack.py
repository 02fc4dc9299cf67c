"""The two looks learned one upon the other, as ``demarche.claims.extract`` applies them.

What the second look learns from must look like what it will see: the first scores of its own training documents come from tables that
did not see them (inner folds), and the documents by which all is measured take no part in anything (outer folds).
"""

from __future__ import annotations

from collections import defaultdict
from math import prod

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer

from demarche.claims.candidate import Candidate, Features
from demarche.claims.propose import KINDS
from demarche.claims.relevance import relevance_features
from demarche.claims.second import relate
from demarche.claims.worded import Scores
from demarche.claims.wording import is_word
from training.examples import FOLDS, Example, with_snippets
from training.models import Logistic, fit_places, logistic, table
from training.worded import learn_worded

PENALTY = {False: 3.0, True: 3.0}
"""Price of the weights of places in the first and in the second look (True), chosen by cross-validation."""
RELATIONS_PENALTY = 2.0
WORDS_PENALTY = 10.0
"""Price of the weights of plain words (``demarche.claims.wording``)."""
RELEVANCE_STRENGTH = 1.0


FEWEST_FOLDS = 3
"""Folds in which a word must occur: one that stands in the documents of one incident is a name of it."""


class Kind:
    """All candidates of one kind with the features of their places as one matrix."""

    def __init__(self, name: str, examples: list[Example]) -> None:
        self.name = name
        self.rows = [(e, c, label) for e in with_snippets(examples) for c, label in zip(e.candidates[name], e.labels[name], strict=True)]
        self.candidates: list[Candidate] = [c for _, c, _ in self.rows]
        self.folds = np.array([e.fold for e, _, _ in self.rows])
        self.relevant = np.array([bool(e.gold["relevant"]) for e, _, _ in self.rows])
        # the outlet's own word is optional in gold: in short texts, where nobody else speaks, it counts as right, or nothing would teach it
        values = [1 if label is None and c.key[0] == "media" and e.short else label for e, c, label in self.rows]
        self.known = np.array([v is not None for v in values])
        self.labels = np.array([float(v or 0) for v in values])
        self.vectorizer = DictVectorizer()
        matrix = self.vectorizer.fit_transform([p.features for c in self.candidates for p in c.places]).tocsr()
        self.owner = np.repeat(np.arange(len(self.rows)), [len(c.places) for c in self.candidates])
        kept = _kept_columns(self.vectorizer.get_feature_names_out(), matrix, self.folds[self.owner])
        self.places, self.names = matrix[:, kept], [str(name) for name in self.vectorizer.get_feature_names_out()[kept]]
        self.prices = {second: np.array([WORDS_PENALTY if is_word(name) else PENALTY[second] for name in self.names]) for second in PENALTY}

    def matrix(self, relations: DictVectorizer | None) -> csr_matrix:
        """The places, beside the relations of their candidates when the second look is learned."""
        if relations is None:
            return self.places
        return hstack([self.places, csr_matrix(relations.transform([c.relations for c in self.candidates]))[self.owner]]).tocsr()

    def fit(self, chosen: np.ndarray, matrix: csr_matrix, *, second: bool) -> np.ndarray:
        """Weights learned from the candidates of the mask ``chosen``; ``matrix`` as ``matrix()`` gives it."""
        chosen = chosen & self.known & (True if second else self.relevant)
        rows = chosen[self.owner]
        number = np.cumsum(chosen) - 1
        extra = matrix.shape[1] - self.places.shape[1]
        penalty = np.r_[self.prices[second], np.full(extra, RELATIONS_PENALTY)]
        return fit_places(matrix[rows], number[self.owner[rows]], self.labels[chosen], penalty)

    def score(self, chosen: np.ndarray, weights: np.ndarray, matrix: csr_matrix) -> None:
        """Set the scores of the candidates of the mask ``chosen`` and of their places."""
        rows = np.flatnonzero(chosen[self.owner])
        values = logistic(matrix[rows] @ weights[:-1] + weights[-1])
        by_candidate: dict[int, list[float]] = {}
        for owner, value in zip(self.owner[rows].tolist(), values.tolist(), strict=True):
            by_candidate.setdefault(owner, []).append(value)
        for number, scores in by_candidate.items():
            candidate = self.candidates[number]
            for place, score in zip(candidate.places, scores, strict=True):
                place.score = score
            candidate.score = 1.0 - prod(1.0 - s for s in scores)


def _kept_columns(names: np.ndarray, matrix: csr_matrix, folds: np.ndarray) -> np.ndarray:
    """Columns worth a weight: words only where documents of several folds, and so of several incidents, have them."""
    found = matrix.tocsc()
    spans = zip(names, found.indptr[:-1], found.indptr[1:], strict=True)
    return np.flatnonzero([not is_word(name) or len(set(folds[found.indices[a:b]])) >= FEWEST_FOLDS for name, a, b in spans])


def _with_common_words(rows: dict[int, tuple[int, Features]]) -> dict[int, Features]:
    """The features of each document without the words that only documents of few folds have."""
    folds: dict[str, set[int]] = defaultdict(set)
    for fold, features in rows.values():
        for name in filter(is_word, features):
            folds[name].add(fold)
    return {
        key: {name: value for name, value in features.items() if name not in folds or len(folds[name]) >= FEWEST_FOLDS}
        for key, (_, features) in rows.items()
    }


class Stack:
    """Learns from the documents of the folds ``train`` and scores those of the other folds."""

    def __init__(self, examples: list[Example], kinds: list[Kind], train: list[int]) -> None:
        self.examples, self.kinds, self.train = with_snippets(examples), kinds, train
        self.tables: dict[str, dict] = {k.name: {} for k in kinds}
        self.relevance: dict[int, float] = {}
        self.worded: dict[int, Scores] = {}

    def run(self) -> Stack:
        for kind in self.kinds:
            self._look(kind, None)
        self._relevance("first")
        self.worded, self.tables["worded"] = learn_worded(self.examples, self.train)
        for e in self.examples:
            relate(e.candidates, self.relevance[id(e)], self.worded[id(e)])
        for kind in (k for k in self.kinds if k.name in KINDS):
            relations = DictVectorizer(sparse=False).fit([c.relations for c in kind.candidates])
            self._look(kind, relations)
        self._relevance("second")
        return self

    def _look(self, kind: Kind, relations: DictVectorizer | None) -> None:
        inside = np.isin(kind.folds, self.train)
        matrix, second = kind.matrix(relations), relations is not None
        weights = kind.fit(inside, matrix, second=second)
        names = [*kind.names, *(relations.get_feature_names_out() if relations is not None else ())]
        self.tables[kind.name]["second" if second else "first"] = table(names, weights)
        kind.score(~inside, weights, matrix)
        for fold in self.train:
            mine = kind.folds == fold
            kind.score(mine, kind.fit(inside & ~mine, matrix, second=second), matrix)

    def _relevance(self, look: str) -> None:
        rows = _with_common_words({id(e): (e.fold, relevance_features(e.reading, e.profile, e.candidates)) for e in self.examples})
        inside = [e for e in self.examples if e.fold in self.train]

        def learn(examples: list[Example]) -> Logistic:
            return Logistic(RELEVANCE_STRENGTH).fit([rows[id(e)] for e in examples], [int(e.gold["relevant"]) for e in examples])

        model = learn(inside)
        self.tables.setdefault("relevant", {})[look] = model.table()
        held = [(model, [e for e in self.examples if e.fold not in self.train])]
        held += [(learn([e for e in inside if e.fold != fold]), [e for e in inside if e.fold == fold]) for fold in self.train]
        for judge, examples in held:
            for e, value in zip(examples, judge.scores([rows[id(e)] for e in examples]), strict=True):
                self.relevance[id(e)] = float(value)


def cross_validate(examples: list[Example], kinds: list[Kind]) -> dict[int, float]:
    """Score every document by a stack that has not seen its incident; returns the relevance of each by ``id``."""
    scores: list[tuple[Candidate, float, list[float]]] = []
    relevance: dict[int, float] = {}
    for fold in range(FOLDS):
        stack = Stack(examples, kinds, [f for f in range(FOLDS) if f != fold]).run()
        for e in with_snippets(examples):
            if e.fold == fold:
                relevance[id(e)] = stack.relevance[id(e)]
                scores += [(c, c.score, [p.score for p in c.places]) for name in KINDS for c in e.candidates[name]]
    for candidate, score, places in scores:
        candidate.score = score
        for place, value in zip(candidate.places, places, strict=True):
            place.score = value
    return relevance
