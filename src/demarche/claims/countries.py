"""To which country a noun for a victim may belong: told beside it, by the list or the clause it stands in, by the sentences before, or by
the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from demarche.annotate import Mention
from demarche.claims.candidate import Features, Shared
from demarche.claims.profile import Profile
from demarche.claims.reading import Reading
from demarche.claims.roles import Slots

PLACES = ("state", "place", "city", "adjective", "demonym", "organ", "prefix")
OWNING_LEFT = ("adjective", "prefix", "state", "demonym")
NEAR_LEFT, NEAR_RIGHT = 4, 7
LIST_REACH = 5
"""Tokens between two nouns of one list."""
OPENING = 4
"""Tokens from the start of a clause within which a place frames it: "In Russia, two newsrooms were hit"."""
CARRIED = 2
"""Sentences back to the country that one without any country goes on with."""
BEFORE = 2
"""Tokens before such words within which their subject stands."""
MOSTLY = 0.5
MOST_COUNTRIES = 3

Span = tuple[int, int]
"""The first token of a noun and the one behind its last."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country's key, None for none, how it was found for a noun, and the name beside the noun that tells it."""

    key: str | None
    how: str
    place: Mention | None = None


class Row:
    """The nouns for victims in one sentence: how closely words of harm bear on each, and the countries told for it."""

    def __init__(self, reading: Reading, profile: Profile, slots: Slots, nouns: Iterable[Span]) -> None:
        self.reading, self.profile, self.slots = reading, profile, slots
        self.places = [m for m in slots.mentions if m.type in PLACES and m.key]
        lists = list(_lists(slots, sorted(set(nouns))))
        self.roles = {noun[0]: role for listed in lists for noun, role in zip(listed, _roles(slots, listed), strict=True)}
        self.owners = {noun: owner for listed in lists for noun, owner in self._owners(listed) if owner is not None}

    def role(self, noun: Span) -> str:
        return self.roles.get(noun[0], "no")

    def rejecting(self, token: int) -> bool:
        """Whether the token stands in the words of one who says to be a victim too, or right before them: "China is itself a victim of
        attacks on its banks" tells no harm of the attack reported."""
        return any(h.cue.type == "victim-too" and h.first - BEFORE <= token < h.last for h in self.slots.has("deny"))

    def countries(self, noun: Span) -> Iterator[Country]:
        """Countries for a noun: attached to it, elsewhere in the sentence, told before, the document's home, none."""
        seen = set()
        for country in (*self._told(noun), *self._around(), *self._carried(), *self._home()):
            if country.key not in seen:
                seen.add(country.key)
                yield country
        yield Country(None, "worldwide" if self.slots.has("worldwide") else "none" if self.places else "alone")

    def _told(self, noun: Span) -> Iterator[Country]:
        owner = self.owners.get(noun) or self._framed(noun)
        if owner is not None:
            yield owner

    def _around(self) -> Iterator[Country]:
        for place in self.places:
            yield Country(place.key, "sentence-accused" if self.profile.accused[str(place.key)] else "sentence")

    def _carried(self) -> Iterator[Country]:
        """The last country named before, where this sentence names none: "Tallinn moved a statue. The sites of two banks went down."."""
        index = self.slots.sentence.index
        before = self.reading.slots[max(0, index - CARRIED) : index] if not self.places else []
        named = [m for row in before for m in row.mentions if m.type in PLACES and m.key and not self.profile.accused[m.key]]
        if named:
            yield Country(named[-1].key, "carried")

    def _home(self) -> Iterator[Country]:
        if self.reading.note.home:
            yield Country(self.reading.note.home, "home")

    def _owners(self, listed: list[Span]) -> Iterator[tuple[Span, Country | None]]:
        """The owner of each noun of a list: its own, else the adjective before or the place behind the others ("Estonian banks and
        newspapers", "banks and newspapers in Estonia")."""
        own = [self._owner(noun) for noun in listed]
        before, behind = [*own], [*own]
        for at in range(1, len(listed)):
            before[at] = own[at] or _shared(before[at - 1], listed[at - 1], left=True)
        for at in reversed(range(len(listed) - 1)):
            behind[at] = own[at] or _shared(behind[at + 1], listed[at + 1], left=False)
        yield from zip(listed, (b or a for b, a in zip(before, behind, strict=True)), strict=True)

    def _owner(self, noun: Span) -> Country | None:
        """The country attached to the noun, by its own words, the adjective before it or the place behind it."""
        first, last = noun
        firm = next((m for m in self.slots.mentions if m.type == "generic" and m.country and m.first <= first < last <= m.last + 1), None)
        if firm is not None:
            return Country(firm.country, "attached", firm)  # "l'opérateur ukrainien", "the Slovak company"
        left = [m for m in self.places if 0 <= first - m.last <= NEAR_LEFT and m.type in OWNING_LEFT]
        right = [m for m in self.places if 0 <= m.first - last <= NEAR_RIGHT]
        inside = [m for m in self.places if m.first <= first and last <= m.last]
        near = inside or sorted([*left[-1:], *right[:1]], key=lambda m: min(abs(first - m.last), abs(m.first - last)))
        return Country(near[0].key, "attached", near[0]) if near else None

    def _framed(self, noun: Span) -> Country | None:
        """The place that opens the noun's clause: "in Russia, the central bank and two newsrooms were hit"."""
        tokens, first = self.slots.note.tokens, self.slots.sentence.first
        start = max((i + 1 for i in range(first, noun[0]) if tokens[i].raw in ";:"), default=first)
        before = [m for m in self.places if start <= m.first and m.last <= noun[0]]
        if len(before) != 1 or before[0].first - start > OPENING or self.slots.preposition(before[0]) != "in":
            return None
        return Country(before[0].key, "framed")


def _shared(owner: Country | None, noun: Span, *, left: bool) -> Country | None:
    """``owner`` of one noun as that of its neighbour in a list, if it stands on that side of them all."""
    if owner is None or owner.place is None:
        return None
    before = owner.place.first <= noun[0]
    reaches = before or owner.place.type == "adjective" if left else not before
    return Country(owner.key, "listed", owner.place) if reaches else None


def _lists(slots: Slots, nouns: list[Span]) -> Iterator[list[Span]]:
    """The nouns that are joined by commas and words for "and", together."""
    listed: list[Span] = []
    for first, last in nouns:
        before = listed[-1][1] if listed else -1
        between = range(before, first) if 0 <= before <= first <= before + LIST_REACH else range(0)
        if listed and not any(i in slots.joins or slots.note.tokens[i].fold == "," for i in between):
            yield listed
            listed = []
        listed.append((first, last))
    if listed:
        yield listed


def _roles(slots: Slots, listed: list[Span]) -> Iterator[str]:
    """How closely harm bears on each noun of a list; what is near harm makes all behind it so."""
    near = False
    for noun in listed:
        role = "near" if near else slots.harm(*noun)
        near = role == "near"
        yield role


class Lands:
    """What the document makes of each country: accused, the most harmed, the next, another."""

    def __init__(self, reading: Reading, profile: Profile) -> None:
        self.reading, self.profile, self.harm = reading, profile, harmed(reading)
        self.total = sum(self.harm.values())
        self.shared: dict[str | None, Shared] = {}
        self.roles: dict[str | None, str] = {}

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
            **self.profile.common,
        }

    def most(self) -> list[str]:
        """The countries most harmed."""
        return sorted(self.harm, key=lambda k: (-self.harm[k], k))[:MOST_COUNTRIES]


def harmed(reading: Reading) -> Counter[str]:
    """How much the document speaks of each country in sentences about an attack, apart from those that blame it."""
    harm: Counter[str] = Counter()
    for slots in reading.slots:
        index = slots.sentence.index
        deed = any(h.kind in ("deed", "technique", "hit") and h.cue.strength >= 0.5 for h in slots.cues)
        blamed = {b.state for b in reading.blames if b.sentence == index}
        voices = {id(v.mention) for v in reading.voices[index] if v.distance == 0}
        for mention in slots.mentions:
            if deed and mention.key and mention.type in PLACES and mention.key not in blamed:
                weight = 0.4 if id(mention) in voices else 1.0
                harm[mention.key] += (weight * (2 if slots.sentence.title or index <= 2 else 1)) * (
                    1 if slots.harm(mention.first, mention.last) == "no" else 2
                )  # type: ignore[assignment]
    return harm
