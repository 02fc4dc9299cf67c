"""What a document makes of each country: accused, the most harmed, the next, another; and how far it looks beyond one."""

from __future__ import annotations

from collections import Counter
from math import log1p

from demarche.claims.candidate import Features, Shared
from demarche.claims.countries import PLACES
from demarche.claims.profile import Profile
from demarche.claims.reading import Reading

ATTACK = ("deed", "technique", "hit")
MOSTLY = 0.5
"""Share of all accusations from which a country is the accused one."""
MOST_COUNTRIES = 3


class Lands:
    """The countries of one document."""

    def __init__(self, reading: Reading, profile: Profile) -> None:
        self.reading, self.profile, self.harm = reading, profile, harmed(reading)
        self.total = sum(self.harm.values())
        self.spread = self._spread()
        self.shared: dict[str | None, Shared] = {}
        self.roles: dict[str | None, str] = {}

    def _spread(self) -> Features:
        """How far the document looks: how many accuse, how often it says "worldwide", how many countries it sets among attacks, how much
        the first of them stands out, and how long it is. Beside each role these tell a country's own case from the case of many."""
        world = sum(1 for slots in self.reading.slots if slots.has("worldwide") and any(slots.has(kind) for kind in ATTACK))
        return {
            **{name: self.profile.size[name] for name in ("accusers", "words")},
            "world": log1p(world),
            "lands": log1p(len(self.harm)),
            "most": max(self.harm.values(), default=0.0) / (self.total or 1.0),
        }

    def share(self, country: str | None) -> float:
        return self.harm[country] / self.total if country and self.total else 0.0

    def role(self, country: str | None) -> str:
        if country not in self.roles:
            self.roles[country] = self._role(country)
        return self.roles[country]

    def _role(self, country: str | None) -> str:
        if country is None:
            return "none"
        if self.profile.share(country) >= MOSTLY:
            return "accused"
        rank = sum(1 for key in self.harm if self.harm[key] > self.harm[country])
        return ("first", "second")[rank] if rank < 2 and self.harm[country] else "other"

    def features(self, country: str | None) -> Shared:
        if country not in self.shared:
            self.shared[country] = Shared(self._features(country))
        return self.shared[country]

    def _features(self, country: str | None) -> Features:
        return {
            f"land:{self.role(country)}": 1.0,
            "land:harm": self.share(country),
            "land:home": float(country is not None and country == self.reading.note.home),
            "land:blamed": self.profile.share(country),
            "land:claims": float(country is not None and self.profile.claimants[country] > 0),
            **{f"{name}:{self.role(country)}": value for name, value in self.spread.items()},
            **self.profile.common.features,
        }

    def most(self) -> list[str]:
        """The countries most harmed."""
        return sorted(self.harm, key=lambda k: (-self.harm[k], k))[:MOST_COUNTRIES]


def harmed(reading: Reading) -> Counter[str]:
    """How much the document speaks of each country in sentences about an attack, apart from those that blame it."""
    harm: Counter[str] = Counter()
    for slots in reading.slots:
        index = slots.sentence.index
        deed = any(h.kind in ATTACK and h.cue.strength >= 0.5 for h in slots.cues)
        blamed = {b.state for b in reading.blames if b.sentence == index}
        voices = {id(v.mention) for v in reading.voices[index] if v.distance == 0}
        for mention in slots.mentions:
            if deed and mention.key and mention.type in PLACES and mention.key not in blamed:
                weight = 0.4 if id(mention) in voices else 1.0
                harm[mention.key] += (weight * (2 if slots.sentence.title or index <= 2 else 1)) * (
                    1 if slots.harm(mention.first, mention.last) == "no" else 2
                )  # type: ignore[assignment]
    return harm
