"""A possible claim with its evidence. Finders propose candidates, the scorer weighs them, ``extract`` makes claims of those kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Features = dict[str, float]


@dataclass(slots=True)
class Place:
    """Characters ``start`` to ``end`` of the text, which may say the claim.

    ``features`` describe the place, ``rule`` names what found it and ``cue`` the words it was found by; ``evidence`` is what the builder
    of the claim wants to know of it, and ``score`` (0..1) how surely this place alone says the claim.
    """

    start: int
    end: int
    features: Features
    rule: str
    cue: str = ""
    evidence: Any = None
    score: float = 0.0


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
