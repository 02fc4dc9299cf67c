"""Candidates for victims: (country, sector), from the nouns of a sector and the names of bodies, and the country each belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from demarche.annotate import Mention
from demarche.claims.candidate import Candidate, Features, Place, Seen, Shared
from demarche.claims.profile import Profile
from demarche.claims.reading import Reading
from demarche.claims.roles import FAR, Slots
from demarche.claims.scene import scene
from demarche.claims.scope import scope_of
from demarche.lexicon.names import blocs

SECTOR_OF_KIND = {
    "ministry": "state", "government": "state", "parliament": "state", "army": "state", "police": "state", "court": "state", "embassy": "state",
    "party": "state", "politician": "state", "election-body": "state", "intelligence": "state", "prosecutor": "state", "cyber-agency": "state",
    "international": "international", "agency": "state", "central-bank": "critical-infrastructure", "regulator": "state", "mp": "state", "minister": "state",
}  # fmt: skip
SECTOR_OF_TYPE = {"company": "company", "media": "media", "ngo": "civil-society"}
SECTOR_OF_BODY = {
    "university": "academia",
    "research": "academia",
    "party": "state",
    "transport": "critical-infrastructure",
    "health": "critical-infrastructure",
    "water": "critical-infrastructure",
    "telecom": "critical-infrastructure",
    "defence": "critical-infrastructure",
    "energy": "critical-infrastructure",
    "bank": "critical-infrastructure",
}
WATCHERS = frozenset({"security", "agency"})
"""Companies and outlets that report on attacks far more often than they suffer them."""
PLACES = ("state", "place", "city", "adjective", "demonym", "organ", "prefix")
NEAR_LEFT, NEAR_RIGHT = 4, 7
ASSET_LEFT, ASSET_RIGHT = 4, 2
"""Tokens between a noun and a word for its networks before or behind it."""


def victim_candidates(reading: Reading, profile: Profile) -> list[Candidate]:
    """(country, sector) pairs; one noun proposes the country it carries and, more weakly, those around it."""
    table: dict[tuple[str | None, str], Candidate] = {}
    lands = Lands(reading, profile)
    for slots in reading.slots:
        roles = _roles(slots)
        for noun in _proposals(reading, slots, profile):
            for country, place in _places(noun, reading, slots, roles.get(noun.first, "no"), lands):
                table.setdefault((country, noun.sector), Candidate((country, noun.sector))).places.append(place)
    _elsewhere(table, reading, profile, lands)
    return list(table.values())


def may_suffer(country: str | None) -> bool:
    """Whether a victim may carry this key: a state, a bloc, or none; a company's key tells no country."""
    return country is None or len(country) == 2 or country in blocs()


Country = tuple[str | None, str]
"""A country's key, None for none, and how it was found for a noun."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A word for a victim at tokens ``first`` to ``last``, with the countries it may belong to and how each was found."""

    first: int
    last: int
    sector: str
    strength: float
    countries: list[Country]


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


MOSTLY = 0.5
MOST_COUNTRIES = 3


def _places(noun: Noun, reading: Reading, slots: Slots, hit: str, lands: Lands) -> Iterator[tuple[str | None, Place]]:
    """One noun in each country it may belong to, and how closely words of harm bear on it (``hit``)."""
    sentence, words = slots.sentence, reading.note.words(noun.first, noun.last)
    around = [m for m in slots.mentions if m.first <= noun.first and noun.last <= m.last]
    seen = scene(reading, slots, None, scope_of(slots, noun.first)) | _noun(noun, around, reading, slots, hit)
    for country, how in noun.countries:
        if may_suffer(country):
            role = lands.role(country)
            own = {
                "country:mine": float(any(m.key == country for m in around)),
                f"h:{how}": 1.0,
                f"x:{hit}:{how}": 1.0,
                f"x:{role}:{hit}:{how}": 1.0,
                f"x:{role}:{noun.sector}": 1.0,
            }
            features = Seen({**seen, **own}, *seen.shared, lands.features(country))
            yield country, Place(sentence.start, sentence.end, features, f"{how}/{hit}", words)


def _noun(noun: Noun, around: list[Mention], reading: Reading, slots: Slots, hit: str) -> Shared:
    """Features of the noun, whichever its country: what it is, what it is named by, whether it speaks."""
    speaks = any(v.distance == 0 and v.mention in around for v in reading.voices[slots.sentence.index])
    return Shared(
        {
            "strength": noun.strength,
            f"speaks:{hit}": float(speaks),
            f"hit:{hit}": 1.0,
            f"sector:{noun.sector}": 1.0,
            f"x:{noun.sector}:{hit}": 1.0,
            **_standing(noun, around, reading, slots, hit),
            **{f"noun:{m.type}:{m.kind}": 1.0 for m in around},
            **{f"cue:{h.cue.id}": 1.0 for h in slots.has("victim") if h.first == noun.first},
        }
    )


def _standing(noun: Noun, around: list[Mention], reading: Reading, slots: Slots, hit: str) -> Features:
    """How the noun stands in its sentence: behind which preposition, beside which word of harm, owner of what was attacked, or acting."""
    asset = _asset(noun, slots)
    price, harm = slots.harmful(noun.first, noun.last)
    found = {f"asset:{asset}": 1.0, f"asset:{asset}:{hit}": 1.0, f"prep:{slots.governor(noun.first) or 'no'}": 1.0}
    if price <= FAR:
        found[f"harm:{harm}"] = 1.0 - price / (FAR + 1)
    found |= {f"act:{act.kind}": 1.0 for m in around if (act := reading.talk.acts.get(id(m)))}
    return found


def _asset(noun: Noun, slots: Slots) -> str:
    """Where a word for what is attacked stands by the noun: ``in`` its words, ``right`` ("the ministry's mailboxes"), ``left`` ("networks of
    two ministries"), or ``no``."""
    for hit in slots.has("asset"):
        if noun.first <= hit.first < noun.last:
            return "in"
        if 0 <= hit.first - noun.last <= ASSET_RIGHT:
            return "right"
        if 0 < noun.first - hit.last <= ASSET_LEFT and any(i in slots.prepositions for i in range(hit.last, noun.first)):
            return "left"
    return "no"


def _elsewhere(table: dict[tuple[str | None, str], Candidate], reading: Reading, profile: Profile, lands: Lands) -> None:
    """Each sector the document names, in the countries it speaks of most: noun and country often stand in different sentences."""
    for sector in sorted({s for _, s in table} | {"state"}):
        spot = next((p for (_, s), c in table.items() if s == sector for p in c.places), None)
        for country in lands.most():
            where = (spot.start, spot.end) if spot else _first_named(reading, country)
            if (country, sector) not in table and where is not None:
                own = {"h:document": 1.0, f"document:{sector}": 1.0, f"x:{lands.role(country)}:{sector}": 1.0}
                features = Seen(own, lands.features(country))
                table[country, sector] = Candidate((country, sector), [Place(*where, features, "document")])


def _first_named(reading: Reading, country: str) -> tuple[int, int] | None:
    named = next((m for m in reading.note.mentions if m.key == country), None)
    if named is None:
        return None
    sentence = reading.note.sentences[named.sentence]
    return sentence.start, sentence.end


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


def _proposals(reading: Reading, slots: Slots, profile: Profile) -> Iterator[Noun]:
    for hit in slots.has("victim"):
        yield Noun(hit.first, hit.last, hit.cue.type, hit.cue.strength, list(_countries(reading, slots, hit.first, hit.last, profile)))
    for mention in slots.mentions:
        sector = _sector(mention)
        if sector:
            strength, countries = _of_body(mention, sector, reading, slots, profile)
            yield Noun(mention.first, mention.last, sector, strength, countries)
        elif mention.type in ("state", "place") and mention.key and slots.harm(mention.first, mention.last) == "near":
            bare = "international" if mention.key in blocs() else "state"
            yield Noun(mention.first, mention.last, bare, 0.5, [(mention.key, "bare")])


def _of_body(mention: Mention, sector: str, reading: Reading, slots: Slots, profile: Profile) -> tuple[float, list[Country]]:
    """How surely a named body is a victim of its ``sector``, and the countries it may belong to."""
    if sector == "international":
        return 0.9, [(None, "body")]
    if mention.type in ("organ", "generic"):
        return 0.9, [(reading.talk.key_of(mention), "organ")]
    if mention.country:
        return 0.9, [(mention.country, "body-known")]
    near = _countries(reading, slots, mention.first, mention.last, profile)
    return 0.7, [(country, f"body-{how}") for country, how in near]


def _sector(mention: Mention) -> str:
    if mention.type in ("organ", "generic"):
        return SECTOR_OF_KIND.get(mention.kind, "")
    if mention.kind in WATCHERS:
        return ""
    return SECTOR_OF_BODY.get(mention.kind, "") or SECTOR_OF_TYPE.get(mention.type, "")


def _countries(reading: Reading, slots: Slots, first: int, last: int, profile: Profile) -> Iterator[Country]:
    """Countries for a noun: attached to it, elsewhere in the sentence, the document's home, none."""
    places = [m for m in slots.mentions if m.type in PLACES and m.key]
    attached = _origin(slots, first, last) or _attached(places, first, last)
    seen = {attached}
    if attached:
        yield attached, "attached"
    for place in places:
        if place.key not in seen:
            seen.add(place.key)
            yield place.key, "sentence-accused" if profile.accused[str(place.key)] else "sentence"
    home = reading.note.home
    if home and home not in seen:
        yield home, "home"
    yield None, "worldwide" if slots.has("worldwide") else "alone" if not places else "none"


def _origin(slots: Slots, first: int, last: int) -> str:
    """The country of a firm that is told by its adjective: "l'opérateur ukrainien", "the Slovak company"."""
    return next((m.country for m in slots.mentions if m.type == "generic" and m.country and m.first <= first < last <= m.last + 1), "")


def _attached(places: list[Mention], first: int, last: int) -> str | None:
    """The adjective just before, or the place phrase just after, the noun."""
    left = [m for m in places if 0 <= first - m.last <= NEAR_LEFT and m.type in ("adjective", "prefix", "state", "demonym")]
    right = [m for m in places if 0 <= m.first - last <= NEAR_RIGHT]
    inside = [m for m in places if m.first <= first and last <= m.last]
    near = inside or sorted([*left[-1:], *right[:1]], key=lambda m: min(abs(first - m.last), abs(m.first - last)))
    return near[0].key if near else None


LIST_REACH = 5


def _roles(slots: Slots) -> dict[int, str]:
    """The role of each victim noun by its first token; in a list the first one's role holds for all."""
    nouns = sorted({(h.first, h.last) for h in slots.has("victim")} | {(m.first, m.last) for m in slots.mentions if _sector(m)})
    joins = {i for h in slots.cues if h.kind == "and" for i in h.parts}
    roles: dict[int, str] = {}
    before, role = -1, "no"
    for first, last in nouns:
        own = slots.harm(first, last)
        between = range(before, first) if 0 <= before <= first <= before + LIST_REACH else range(0)
        listed = any(i in joins or slots.note.tokens[i].fold == "," for i in between)
        role = role if listed and role == "near" else own
        roles[first] = role
        before = last
    return roles
