"""A possible claim with its evidence. Finders propose candidates, the scorer weighs them, ``extract`` makes claims of those kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

Features = dict[str, float]
Sums = tuple[float, float, float, float]
"""Weighted sums of the same features, one for each table that looks at them."""


class Shared:
    """Features that many places have in common: those of a sentence, or of an actor in its document.

    They are summed once for the tables that look at them; ``sums`` keeps what came out, by the ``id`` of those tables.
    """

    __slots__ = ("features", "sums")

    def __init__(self, features: Features) -> None:
        self.features = features
        self.sums: dict[int, Sums] = {}


class Seen:
    """What is seen at one place: features of its ``own``, and beside them those of ``shared``. No feature stands in two of them.

    ``sums`` keeps what its tables make of it, from when they are first asked.
    """

    __slots__ = ("own", "shared", "sums")

    def __init__(self, own: Features, *shared: Shared) -> None:
        self.own, self.shared = own, shared
        self.sums: Sums | None = None

    def value(self, name: str) -> float:
        """The value of one feature, 0 for one that is not there."""
        if name in self.own:
            return self.own[name]
        return next((one.features[name] for one in self.shared if name in one.features), 0.0)

    def parts(self) -> Iterator[Features]:
        """Its own features, then those of each of ``shared``."""
        yield self.own
        for one in self.shared:
            yield one.features


@dataclass(slots=True)
class Place:
    """Characters ``start`` to ``end`` of the text, which may say the claim.

    ``seen`` describes the place, ``rule`` names what found it and ``cue`` the words it was found by; ``evidence`` is what the builder
    of the claim wants to know of it, and ``score`` (0..1) how surely this place alone says the claim.
    """

    start: int
    end: int
    seen: Seen
    rule: str
    cue: str = ""
    evidence: Any = None
    score: float = 0.0

    @property
    def features(self) -> Features:
        """All features of the place, its own and shared ones."""
        return reduce(or_, self.seen.parts())


@dataclass(slots=True)
class Candidate:
    """``key`` identifies the claim within its kind, e.g. (by, to). ``relations`` describe it beside all others of its document."""

    key: tuple[str | None, ...]
    places: list[Place] = field(default_factory=list)
    relations: Features = field(default_factory=dict)
    score: float = 0.0

    @property
    def best(self) -> Place:
        """The place that says it most clearly; of equals the first in the text."""
        return min(self.places, key=lambda p: (-p.score, p.start))
