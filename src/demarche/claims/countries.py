"""To which country a noun for a victim may belong: told beside it, by the list or the clause it stands in, by the sentences before, or by
the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from demarche.annotate import Mention
from demarche.claims.listing import Span, among, headed, parallel
from demarche.claims.profile import Profile
from demarche.claims.reading import Reading
from demarche.claims.roles import Slots
from demarche.lexicon import language

PLACES = ("state", "place", "city", "adjective", "demonym", "organ", "prefix")
OWNING_LEFT = ("adjective", "prefix", "state", "demonym")
NEAR_LEFT, NEAR_RIGHT = 4, 7
LIST_REACH = 5
"""Tokens between two nouns of one list."""
OWNING_BEHIND = ("of", "in")
"""Prepositions between a noun and the place behind it that owns it: "a hospital in Lyon", "the banks of Estonia"."""
OWNED, JOINT = "owned", "joint"
"""How a country is found for a noun that the text gives to another one, and for one that several own."""
OWNING = ("attached", "listed", "framed", JOINT)
"""How the owners of a noun are found."""
POSE_REACH, AMOUNT_LEFT = 4, 3
"""Tokens from words for posing as somebody, or from a number, to the noun they belong to."""
OPENING = 4
"""Tokens from the start of a clause within which a place frames it: "In Russia, two newsrooms were hit"."""
CARRIED = 2
"""Sentences back to the country that one without any country goes on with."""
BEFORE = 2
"""Tokens before such words within which their subject stands."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country's key, None for none, how it was found for a noun, and the name beside the noun that tells it."""

    key: str | None
    how: str
    place: Mention | None = None


class Row:
    """The nouns for victims in one sentence, of the ``sectors``: how closely words of harm bear on each, and the countries told for it."""

    def __init__(self, reading: Reading, profile: Profile, slots: Slots, sectors: Mapping[Span, str]) -> None:
        self.reading, self.profile, self.slots = reading, profile, slots
        self.sectors, nouns = sectors, sorted(sectors)
        self.places = [m for m in slots.mentions if m.type in PLACES and m.key]
        # several states at once, which have no key: whom they own belongs to no country
        self.regions = [Mention(h.first, h.last, h.cue.type, None, "region") for h in slots.has("region")]
        self.regions += [Mention(h.first, h.last, "place", None, "region") for h in slots.has("worldwide")]
        self.lists = lists = list(_lists(slots, nouns))
        self.roles = {noun[0]: role for listed in lists for noun, role in zip(listed, _roles(slots, listed), strict=True)}
        self.roles |= {noun[0]: "near" for noun in headed(slots, nouns)}
        self.roles |= dict(self._subjects(nouns))
        self.owners = {noun: owner for listed in lists for noun, owner in self._owners(listed) if owner is not None}
        self.roles |= {first: "near" for (first, _), owner in self.owners.items() if self._struck_whole(first, owner)}
        self.roles |= self._going_on(nouns)

    def _struck_whole(self, first: int, owner: Country) -> bool:
        """Whether harm bears on the noun once the owners behind count as part of it: "dass Banken in Polen und Estland gehackt wurden"."""
        place = owner.place
        if place is None or place.first <= first or self.roles.get(first) == "near":
            return False
        return self.slots.harm(first, max(m.last for m in self.slots.together(place))) == "near"

    def _subjects(self, nouns: list[Span]) -> Iterator[tuple[int, str]]:
        """The roles of nouns before a passive word of harm where it bears on its subject, not on what stands between: "An MP who spoke
        up for the Uyghur minority was the target"."""
        slots = self.slots
        for hit in (h for h in slots.has("hit") if h.cue.frame == "before"):
            left = [noun for noun in nouns if noun[1] <= hit.first]
            free = [noun for noun in left if not slots.governor(noun[0])]
            if free and left[-1] != free[-1] and any(free[-1][1] <= i < left[-1][0] for i in slots.barriers):
                yield free[-1][0], "near"
                yield from ((first, "far") for first, _ in left if first > free[-1][0])

    def _going_on(self, nouns: list[Span]) -> dict[int, str]:
        """Roles of nouns on which nothing bears but that they are named with others that are hit."""
        index, slots = self.slots.sentence.index, self.slots
        struck = [noun for noun in nouns if self.roles.get(noun[0]) == "near"]
        before = index > 0 and bool(self.reading.slots[index - 1].has("hit"))
        return {first: "near" for first, _ in (*among(slots, nouns, struck, before), *parallel(slots, nouns, struck))}

    def role(self, noun: Span) -> str:
        return self.roles.get(noun[0], "no")

    def rejecting(self, token: int) -> bool:
        """Whether the token stands in the words of one who says to be a victim too, or right before them: "China is itself a victim of
        attacks on its banks" tells no harm of the attack reported."""
        return any(h.cue.type == "victim-too" and h.first - BEFORE <= token < h.last for h in self.slots.has("deny"))

    def posed(self, noun: Span) -> bool:
        """Whether somebody poses as the noun, or as another of its list: "e-mails in the guise of two Dutch newspapers"."""
        listed = next((one for one in self.lists if noun in one), [noun])
        poses = [h.last for h in self.slots.has("pose")]
        return any(0 <= first - end <= POSE_REACH and self._joined(end, first) for first, _ in listed for end in poses)

    def amount(self, noun: Span) -> str:
        """How many the noun speaks of: ``many`` that nobody counts by country, a ``number``, ``the`` ones known, or ``bare``."""
        tokens, first = self.slots.note.tokens, noun[0]
        listed = next((one for one in self.lists if noun in one), [noun])
        if any(0 <= one[0] - h.last <= AMOUNT_LEFT for h in self.slots.has("many") for one in listed):
            return "many"
        before = tokens[max(self.slots.sentence.first, first - AMOUNT_LEFT) : first]
        if any(token.raw[0].isdigit() for token in before):
            return "number"
        return "the" if any(token.fold in language(self.slots.note.lang).definite for token in before) else "bare"

    def _joined(self, start: int, end: int) -> bool:
        """Whether the tokens from ``start`` to ``end`` belong to one phrase."""
        return not any(not _word(self.slots, i) or i in self.slots.predicates or i in self.slots.barriers for i in range(start, end))

    def countries(self, noun: Span) -> Iterator[Country]:
        """Countries for a noun: attached to it, elsewhere in the sentence, told before, the document's home, none."""
        seen = set()
        owned = self.owned(noun)
        for country in (*self._told(noun), *self._around(), *self._carried(), *self._home()):
            if country.key not in seen:
                seen.add(country.key)
                yield replace(country, how=f"{country.how}-{OWNED}") if owned and country.how not in OWNING else country
        if None in seen:
            return
        none = "worldwide" if self.slots.has("worldwide") else "none" if self.places else "alone"
        yield Country(None, f"{none}-{OWNED}" if owned else none)

    def owned(self, noun: Span) -> bool:
        """Whether the text tells whose the noun is: any other country is then a guess against it."""
        return self._owner_of(noun) is not None

    def _owner_of(self, noun: Span) -> Country | None:
        return self.owners.get(noun) or self._framed(noun)

    def _told(self, noun: Span) -> Iterator[Country]:
        """The countries told for the noun: its owner's and those joined with it, else that of the place that frames its clause, else of one
        that only stands near."""
        owner = self._owner_of(noun) or self._loose(noun)
        if owner is not None:
            yield owner
            yield from self._joint(owner)

    def _joint(self, owner: Country) -> Iterator[Country]:
        """Those who own the noun together with ``owner``: "ministries in Poland, Latvia and Estonia"."""
        if owner.place is not None and owner.how in OWNING:
            joined = (m for m in self.slots.together(owner.place) if m.key and m.type in PLACES)
            yield from (Country(m.key, JOINT, m) for m in joined if m.key != owner.key)

    def _around(self) -> Iterator[Country]:
        voices = {id(v.mention) for v in self.reading.voices[self.slots.sentence.index] if v.distance == 0}
        for place in self.places:
            accused = self.profile.accused[str(place.key)]
            harm = self.slots.harm(place.first, place.last)
            how = "accused" if accused else "voice" if id(place) in voices else "hit" if harm == "near" else ""
            yield Country(place.key, f"sentence-{how}" if how else "sentence", place)

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
        inside = (m for m in self.places if m.first <= first and last <= m.last)
        beside = (m for places in (self.places, self.regions) for m in self._beside(noun, places) if self._owns(m, noun))
        owner = next(inside, None) or next(beside, None)
        return Country(owner.key, "attached", owner) if owner else None

    def _loose(self, noun: Span) -> Country | None:
        near = self._beside(noun, self.places)
        return Country(near[0].key, "loose", near[0]) if near else None

    @staticmethod
    def _beside(noun: Span, places: list[Mention]) -> list[Mention]:
        """The last of the ``places`` before the noun that could own it and the first one behind it, the nearer first."""
        first, last = noun
        left = [m for m in places if 0 <= first - m.last <= NEAR_LEFT and m.type in OWNING_LEFT]
        right = [m for m in places if 0 <= m.first - last <= NEAR_RIGHT]
        return sorted([*left[-1:], *right[:1]], key=lambda m: min(abs(first - m.last), abs(m.first - last)))

    def _owns(self, place: Mention, noun: Span) -> bool:
        """Whether ``place`` belongs to the noun and does not only stand near it: "the bank, the Czech government said"."""
        slots, (first, last) = self.slots, noun
        between = range(place.last, first) if place.last <= first else range(last, place.first)
        if not self._joined(between.start, between.stop) or any(i in slots.joins for i in between):
            return False
        if place.first <= first:
            own = place.type != "state" or not between or slots.genitive(place) > 0
            return own and not any(i in slots.prepositions for i in between) and not self._parted(between)
        return not between or slots.preposition(place) in OWNING_BEHIND

    def _parted(self, between: range) -> bool:
        """Whether another noun for a victim stands there: the adjective before it is its own."""
        return any(place in between for place in self.roles)

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


def _word(slots: Slots, token: int) -> bool:
    raw = slots.note.tokens[token].raw
    return raw[0].isalnum() or raw in "-'’"


def _lists(slots: Slots, nouns: list[Span]) -> Iterator[list[Span]]:
    """The nouns that are joined by commas and words for "and", together."""
    listed: list[Span] = []
    verbs = slots.predicates | slots.barriers | {h.first for h in slots.has("deed") if h.cue.frame == "active"}
    for first, last in nouns:
        before = listed[-1][1] if listed else -1
        between = range(before, first) if 0 <= before <= first <= before + LIST_REACH else range(0)
        joined = any(i in slots.joins or slots.note.tokens[i].fold == "," for i in between)
        if listed and (not joined or any(i in verbs for i in between)):
            yield listed
            listed = []
        listed.append((first, last))
    if listed:
        yield listed


def _roles(slots: Slots, listed: list[Span]) -> Iterator[str]:
    """How closely harm bears on each noun of a list; what is near harm makes all of them so."""
    roles = [slots.harm(*noun) for noun in listed]
    yield from ["near"] * len(listed) if "near" in roles else roles
