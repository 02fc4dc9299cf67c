"""Candidates for victims: (country, sector), from the nouns of a sector and the names of bodies, and the country each belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from demarche.annotate import Mention
from demarche.claims.candidate import Candidate, Features, squash_counts
from demarche.claims.profile import Profile
from demarche.claims.reading import Reading
from demarche.claims.roles import Slots
from demarche.claims.scope import scope_of

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


def victim_candidates(reading: Reading, profile: Profile) -> list[Candidate]:
    """(country, sector) pairs; one noun proposes the country it carries and, more weakly, those around it."""
    table: dict[tuple[str | None, str], Candidate] = {}
    for slots in reading.slots:
        roles = _roles(slots)
        for first, last, sector, strength, country, how in _proposals(reading, slots, profile):
            candidate = table.setdefault((country, sector), Candidate((country, sector)))
            _add(candidate, reading, slots, first, last, strength, how, roles.get(first, "no"))
    harm = harmed(reading)
    _elsewhere(table, reading, harm)
    sectors = Counter({s: sum(c.features["n:hits"] for (_, t), c in table.items() if t == s) for _, s in table})
    for candidate in table.values():
        _finish(candidate, reading, profile, table)
        _weigh(candidate, harm, sectors)
        squash_counts(candidate)
    return list(table.values())


MOST_COUNTRIES = 3


def _elsewhere(table: dict[tuple[str | None, str], Candidate], reading: Reading, harm: Counter[str]) -> None:
    """Each sector the document names, in the countries it speaks of most: noun and country often stand in different sentences."""
    for sector in {s for _, s in table} | {"state"}:
        same = [c for (_, s), c in table.items() if s == sector]
        place = max((p for c in same for p in c.places), key=lambda p: (p[2], -p[0]), default=None)
        for country in sorted(harm, key=lambda k: (-harm[k], k))[:MOST_COUNTRIES]:
            candidate = table.setdefault((country, sector), Candidate((country, sector)))
            candidate.raise_to("how:document")
            if not candidate.places and (where := place or _first_named(reading, country)) is not None:
                candidate.places.append((where[0], where[1], 0.1))
                candidate.rules.append("document")
    for key in [key for key, candidate in table.items() if not candidate.places]:
        del table[key]


def _first_named(reading: Reading, country: str) -> tuple[int, int, float] | None:
    named = next((m for m in reading.note.mentions if m.key == country), None)
    if named is None:
        return None
    sentence = reading.note.sentences[named.sentence]
    return sentence.start, sentence.end, 0.1


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
                    1 if _hit(slots, mention.first, mention.last) == "no" else 2
                )  # type: ignore[assignment]
    return harm


def _weigh(candidate: Candidate, harm: Counter[str], sectors: Counter[str]) -> None:
    """What the document says of the country and of the sector apart from each other, and the two together."""
    country, sector = candidate.key
    features = candidate.features
    total = sum(harm.values())
    share = harm[country] / total if country and total else 0.0
    rank = 1 + sum(1 for key in harm if harm[key] > harm[country or ""]) if country else 0
    features["country:harm"] = share
    features["country:first"] = float(rank == 1 and share > 0)
    features["country:second"] = float(rank == 2)
    features["sector:share"] = sectors[str(sector)] / max(1.0, sum(sectors.values()))
    features["sector:first"] = float(bool(sectors) and sectors[str(sector)] == max(sectors.values()) > 0)
    features["first:first"] = features["country:first"] * features["sector:first"]
    features["first:hit"] = features["country:first"] * float(features["n:hits"] > 0)
    role = _role(country, harm, features)
    struck = "struck" if features["n:struck"] else "named" if features["n:nouns"] else "document"
    features[f"x:{role}"] = 1.0
    features[f"x:{role}:{sector}"] = 1.0
    features[f"x:{role}:{struck}"] = 1.0
    features[f"x:{sector}:{struck}"] = 1.0
    for how in ("attached", "organ", "home", "sentence", "alone", "worldwide", "none", "body-attached", "body", "body-known"):
        if features.get(f"struck:{how}"):
            features[f"x:{role}:struck:{how}"] = 1.0
    features["none:harm"] = float(country is None) * (1.0 - min(1.0, total / 4))


def _role(country: str | None, harm: Counter[str], features: Features) -> str:
    """What the country is to the document: accused, the one most harmed, the next, another, or none at all."""
    if country is None:
        return "nobody"
    if features["country:accused"] >= 0.5:
        return "accused"
    if features["country:first"]:
        return "first"
    return "second" if features["country:second"] else "other" if harm[country] else "unharmed"


Proposal = tuple[int, int, str, float, "str | None", str]


def _proposals(reading: Reading, slots: Slots, profile: Profile) -> Iterator[Proposal]:
    for hit in slots.has("victim"):
        for country, how in _countries(reading, slots, hit.first, hit.last, profile):
            yield hit.first, hit.last, hit.cue.type, hit.cue.strength, country, how
    for mention in slots.mentions:
        sector = _sector(mention)
        key = reading.talk.key_of(mention)
        if sector == "international":
            yield mention.first, mention.last, sector, 0.9, None, "body"
        elif sector and mention.type in ("organ", "generic"):
            yield mention.first, mention.last, sector, 0.9, key, "organ"
        elif sector and mention.country:
            yield mention.first, mention.last, sector, 0.9, mention.country, "body-known"
        elif sector:
            for country, how in _countries(reading, slots, mention.first, mention.last, profile):
                yield mention.first, mention.last, sector, 0.7, country, f"body-{how}"
        elif mention.type in ("state", "place") and mention.key and _hit(slots, mention.first, mention.last) == "near":
            yield mention.first, mention.last, "state", 0.5, mention.key, "bare"


def _sector(mention: Mention) -> str:
    if mention.type in ("organ", "generic"):
        return SECTOR_OF_KIND.get(mention.kind, "")
    if mention.kind in WATCHERS:
        return ""
    return SECTOR_OF_BODY.get(mention.kind, "") or SECTOR_OF_TYPE.get(mention.type, "")


def _countries(reading: Reading, slots: Slots, first: int, last: int, profile: Profile) -> Iterator[tuple[str | None, str]]:
    """Countries for a noun: attached to it, elsewhere in the sentence, the document's home, none."""
    seen: set[str | None] = set()
    places = [m for m in slots.mentions if m.type in PLACES and m.key]
    attached = _attached(places, first, last)
    if attached is not None:
        seen.add(attached.key)
        yield attached.key, "attached"
    for place in places:
        if place.key not in seen:
            seen.add(place.key)
            yield place.key, "sentence-accused" if profile.accused[str(place.key)] else "sentence"
    home = reading.note.home
    if home and home not in seen:
        yield home, "home"
    yield None, "worldwide" if slots.has("worldwide") else "alone" if not places else "none"


def _attached(places: list[Mention], first: int, last: int) -> Mention | None:
    """The adjective just before, or the place phrase just after, the noun."""
    left = [m for m in places if 0 <= first - m.last <= NEAR_LEFT and m.type in ("adjective", "prefix", "state", "demonym")]
    right = [m for m in places if 0 <= m.first - last <= NEAR_RIGHT]
    inside = [m for m in places if m.first <= first and last <= m.last]
    near = inside or sorted([*left[-1:], *right[:1]], key=lambda m: min(abs(first - m.last), abs(m.first - last)))
    return near[0] if near else None


def _add(candidate: Candidate, reading: Reading, slots: Slots, first: int, last: int, strength: float, how: str, hit: str) -> None:
    scope = scope_of(slots, first)
    candidate.count("n:nouns")
    candidate.raise_to(f"how:{how}", strength)
    candidate.raise_to(f"hit:{hit}:{how}", strength)
    if scope.deed >= 0.8:
        candidate.raise_to(f"deed:{how}", strength)
        candidate.raise_to(f"deed:{hit}")
    if hit != "no":
        candidate.count("n:hits")
    candidate.raise_to("blamed", float(any(b.sentence == slots.sentence.index for b in reading.blames)))
    speaks = any(v.distance == 0 and v.mention and v.mention.first <= first < v.mention.last for v in reading.voices[slots.sentence.index])
    candidate.count("n:speaks" if speaks else "n:silent")
    if hit != "no" and not speaks:
        candidate.count("n:struck")
        candidate.raise_to(f"struck:{how}", strength)
    candidate.raise_to("early", float(slots.sentence.index <= 3))
    for flag in ("negated", "background", "title", "quoted", "offtopic", "supposed", "denied"):
        if getattr(scope, flag):
            candidate.count(f"f:{flag}")
    weight = strength + (2.0 if hit != "no" else 0.0) + scope.deed + (1.0 if how == "attached" else 0.0)
    candidate.places.append((slots.sentence.start, slots.sentence.end, weight))
    candidate.rules.append(f"{how}/{hit}")
    candidate.cues.append(reading.note.words(first, last))


NEAR, FAR, LIST_REACH = 7, 16, 5


def _hit(slots: Slots, first: int, last: int) -> str:
    """How closely words of harm bear on the noun: ``near``, ``far`` or ``no`` (boundaries between count as distance)."""
    best = FAR + 1
    for cue in slots.has("hit"):
        frame = cue.cue.frame
        if frame in ("after", "either") and first >= cue.last:
            best = min(best, slots.cost(cue.last, first))
        if frame in ("before", "either") and cue.first >= last:
            best = min(best, slots.cost(last, cue.first))
    return "near" if best <= NEAR else "far" if best <= FAR else "no"


def _roles(slots: Slots) -> dict[int, str]:
    """The role of each victim noun by its first token; in a list the first one's role holds for all."""
    nouns = sorted({(h.first, h.last) for h in slots.has("victim")} | {(m.first, m.last) for m in slots.mentions if _sector(m)})
    joins = {i for h in slots.cues if h.kind == "and" for i in h.parts}
    roles: dict[int, str] = {}
    before, role = -1, "no"
    for first, last in nouns:
        own = _hit(slots, first, last)
        between = range(before, first) if 0 <= before <= first <= before + LIST_REACH else range(0)
        listed = any(i in joins or slots.note.tokens[i].fold == "," for i in between)
        role = role if listed and role == "near" else own
        roles[first] = role
        before = last
    return roles


def _finish(candidate: Candidate, reading: Reading, profile: Profile, table: dict[tuple[str | None, str], Candidate]) -> None:
    country, sector = candidate.key
    features = candidate.features
    nouns = max(1.0, features["n:nouns"])
    for flag in [f for f in features if f.startswith("f:")]:
        features[flag] /= nouns
    features[f"sector:{sector}"] = 1.0
    features["country:none"] = float(country is None)
    features["country:home"] = float(country is not None and country == reading.note.home)
    features["country:accused"] = profile.share(country)
    features["country:claims"] = float(country is not None and profile.claimants[country] > 0)
    mentions = sum(1 for m in reading.note.mentions if m.key == country and m.type != "perp") if country else 0
    features["country:mentions"] = min(1.0, mentions / 8)
    features["rivals:sector"] = float(sum(1 for c, s in table if s == sector and c != country) > 0)
    features["accused:any"] = float(bool(profile.accused))
    features.update(profile.common())
