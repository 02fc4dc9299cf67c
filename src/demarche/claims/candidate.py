"""A possible claim with its evidence. Finders propose candidates, the scorer weighs them, ``extract`` makes claims of those kept."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from math import log1p
from typing import Any

Features = dict[str, float]


@dataclass(slots=True)
class Candidate:
    """``key`` identifies the claim within its kind, e.g. (by, to). ``places`` are (start, end, weight) of its evidence in characters."""

    key: tuple[str | None, ...]
    features: Features = field(default_factory=lambda: defaultdict(float))
    places: list[tuple[int, int, float]] = field(default_factory=list)
    cues: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    evidence: list[Any] = field(default_factory=list)
    score: float = 0.0

    def raise_to(self, name: str, value: float = 1.0) -> None:
        """Keep the largest value seen of a feature."""
        if value > self.features[name]:
            self.features[name] = value

    def count(self, name: str) -> None:
        self.features[name] += 1.0


def squash_counts(candidate: Candidate) -> None:
    """Replace counts (``n:``) by their logarithm, so that long documents do not outweigh clear ones."""
    for name in [n for n in candidate.features if n.startswith("n:")]:
        candidate.features[name] = log1p(candidate.features[name])
