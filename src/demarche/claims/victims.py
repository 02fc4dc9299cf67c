"""Candidates for victims: (country, sector), from the nouns of a sector and the names of bodies, and the country each belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from demarche.annotate import Mention
from demarche.claims.bearing import Bearing
from demarche.claims.candidate import Candidate, Features, Place, Seen, Shared
from demarche.claims.countries import Country, Row
from demarche.claims.lands import Lands
from demarche.claims.listing import Span
from demarche.claims.profile import Profile
from demarche.claims.reading import Reading
from demarche.claims.roles import FAR, Slots
from demarche.claims.scene import scene, setting
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
ASSET_LEFT, ASSET_RIGHT = 4, 2
"""Tokens between a noun and a word for its networks before or behind it."""


def victim_candidates(reading: Reading, profile: Profile) -> list[Candidate]:
    """(country, sector) pairs; one noun proposes the country it carries and, more weakly, those around it."""
    table: dict[tuple[str | None, str], Candidate] = {}
    lands, bearing = Lands(reading, profile), Bearing(reading)
    for slots in reading.slots:
        row = Row(reading, profile, slots, _nouns(slots))
        for noun in (one for one in _proposals(row) if not row.rejecting(one.first) and not row.posed(one.span)):
            for country, place in _places(noun, row, lands, bearing):
                table.setdefault((country, noun.sector), Candidate((country, noun.sector))).places.append(place)
    _elsewhere(table, reading, profile, lands)
    return list(table.values())


def may_suffer(country: str | None) -> bool:
    """Whether a victim may carry this key: a state, a bloc, or none; a company's key tells no country."""
    return country is None or len(country) == 2 or country in blocs()


@dataclass(frozen=True, slots=True)
class Noun:
    """A word for a victim at tokens ``first`` to ``last``, with the countries it may belong to and how each was found."""

    first: int
    last: int
    sector: str
    strength: float
    countries: list[Country]

    @property
    def span(self) -> Span:
        return self.first, self.last


def _places(noun: Noun, row: Row, lands: Lands, bearing: Bearing) -> Iterator[tuple[str | None, Place]]:
    """One noun in each country it may belong to, and how closely words of harm bear on it (``hit``)."""
    reading, slots, hit = row.reading, row.slots, row.role(noun.span)
    sentence, words = slots.sentence, reading.note.words(noun.first, noun.last)
    around = [m for m in slots.mentions if m.first <= noun.first and noun.last <= m.last]
    here = setting(reading, slots)
    mine = Shared(_noun(noun, around, reading, slots, hit) | bearing.features(row, noun.span, around))
    amount = row.amount(noun.span)
    for country in noun.countries:
        key, how = country.key, country.how
        if may_suffer(key):
            role = lands.role(key)
            own = {
                "country:mine": float(any(m.key == key for m in around)),
                f"h:{how}": 1.0,
                f"x:{hit}:{how}": 1.0,
                f"x:{role}:{hit}:{how}": 1.0,
                f"x:{role}:{noun.sector}": 1.0,
                f"sector:{noun.sector}:{how}": 1.0,
                f"amount:{amount}:{how}": 1.0,
                f"amount:{amount}:{role}": 1.0,
            }
            beside = reading.wording.around("by", key, sentence.index)
            yield key, Place(sentence.start, sentence.end, Seen(own, here, mine, lands.features(key), beside), f"{how}/{hit}", words)


def _noun(noun: Noun, around: list[Mention], reading: Reading, slots: Slots, hit: str) -> Features:
    """Features of the noun, whichever its country: what it is, what it is named by, whether it speaks."""
    voices = [v.mention for v in reading.voices[slots.sentence.index] if v.distance == 0 and v.mention is not None]
    speaks = any(m in around or m.first == noun.last or m.last == noun.first for m in voices)  # "the newspaper Le Monde"
    return {
        **scene(reading, slots, None, scope_of(slots, noun.first)),
        "strength": noun.strength,
        f"speaks:{hit}": float(speaks),
        f"hit:{hit}": 1.0,
        f"sector:{noun.sector}": 1.0,
        f"x:{noun.sector}:{hit}": 1.0,
        **_standing(noun, around, reading, slots, hit),
        **{f"noun:{m.type}:{m.kind}": 1.0 for m in around},
        **{f"cue:{h.cue.id}": 1.0 for h in slots.has("victim") if h.first == noun.first},
    }


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


def _nouns(slots: Slots) -> dict[Span, str]:
    """The nouns of a sentence with the sector of each."""
    bodies = {(m.first, m.last): sector for m in slots.mentions if (sector := _sector(m))}
    return bodies | {(h.first, h.last): h.cue.type for h in slots.has("victim")}


def _proposals(row: Row) -> Iterator[Noun]:
    for hit in row.slots.has("victim"):
        yield Noun(hit.first, hit.last, hit.cue.type, hit.cue.strength, list(row.countries((hit.first, hit.last))))
    for mention in row.slots.mentions:
        sector = _sector(mention)
        if sector:
            strength, countries = _of_body(mention, sector, row)
            yield Noun(mention.first, mention.last, sector, strength, countries)
        elif mention.type in ("state", "place") and mention.key and row.slots.harm(mention.first, mention.last) == "near":
            bare = "international" if mention.key in blocs() else "state"
            yield Noun(mention.first, mention.last, bare, 0.5, [Country(mention.key, "bare")])


def _of_body(mention: Mention, sector: str, row: Row) -> tuple[float, list[Country]]:
    """How surely a named body is a victim of its ``sector``, and the countries it may belong to."""
    if sector == "international":
        return 0.9, [Country(None, "body")]
    if mention.type in ("organ", "generic"):
        owned = "-owned" if mention.key is None and row.owned((mention.first, mention.last)) else ""
        return 0.9, [Country(row.reading.talk.key_of(mention), "organ" if mention.key else f"organ-meant{owned}")]
    if mention.country:
        return 0.9, [Country(mention.country, "body-known")]
    near = row.countries((mention.first, mention.last))
    return 0.7, [Country(country.key, f"body-{country.how}") for country in near]


def _sector(mention: Mention) -> str:
    if mention.type in ("organ", "generic"):
        return SECTOR_OF_KIND.get(mention.kind, "")
    if mention.kind in WATCHERS:
        return ""
    return SECTOR_OF_BODY.get(mention.kind, "") or SECTOR_OF_TYPE.get(mention.type, "")
