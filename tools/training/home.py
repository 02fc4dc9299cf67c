"""Learns where documents speak from: the states that act or are harmed in gold, apart from those it accuses."""

from __future__ import annotations

from demarche.annotate import annotate
from demarche.annotate.home import home_features
from demarche.model import Document
from training.choice import FOLDS, Choice

PENALTY = 0.5


def choices(pairs: list[tuple[dict, Document]]) -> list[Choice]:
    """One for each relevant document of which a named state is at home."""
    made: list[Choice] = []
    for gold, document in pairs:
        features = home_features(annotate(document, document.lang)) if gold["relevant"] else {}
        accused = {str(a.get("to")) for a in gold["attributions"]}
        active = {str(x.get("by")) for x in gold["attributions"] + gold["responses"]} | {str(v.get("country")) for v in gold["victims"]}
        active &= features.keys()
        if active:
            options = {state: features[state] for state in sorted(features)}
            made.append(Choice(options, frozenset(active - accused or active), len(made) % FOLDS))
    return made
