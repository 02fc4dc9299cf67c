"""Puts names and role nouns together: "Chinese" + "embassy" -> an organ of CN; "hackers" + "russes" -> attackers said to be Russian."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.annotate.annotated import ENVOYS, CueHit, Mention, Sentence
from demarche.annotate.quotations import DOUBLE, SINGLE
from demarche.lexicon import Token, language
from demarche.lexicon.names import genitives

LEFT_REACH = 3
"""Words that may stand between a state adjective and its noun ("Russian foreign intelligence service")."""
RIGHT_REACH = 6
"""Words that may stand between a role noun and the state it belongs to ("spokesman for the foreign ministry of China")."""
PERP_REACH = 4
"""The same for attackers ("hackers from North Korea"); further names belong to another phrase."""
KEYED = ("state", "place", "organ", "person", "demonym")
OFFICES_BY = frozenset(
    {"government", "head-of-state", "head-of-government", "minister", "spokesperson", "ambassador", "embassy", "parliament"}
)
"""Kinds that German joins to their state with the preposition of the agent: "Regierung von Hongkong"."""
ADVISED = frozenset({"head-of-state", "head-of-government", "minister"})
"""Offices that have advisers: "an aide to the French president" speaks for France."""
VERBAL = frozenset({"say", "accuse", "deny", "link", "respond"})
FIRMS = frozenset({"company", "media", "ngo"})
PAPER = "document"
"""Type of the nouns for a paper that nobody was meant to see: it speaks for the body whose it is."""
EMPLOYERS = ("company", "ngo", "organ", "media")
SEATED = frozenset({"prosecutor", "court", "police"})
"""Kinds that sit in many places under one name: "the public prosecutor in Paris" is French in whatever language that is said."""


class Composer:
    """Composes the mentions of one sentence in place."""

    def __init__(self, tokens: Sequence[Token], sentence: Sentence, mentions: list[Mention], cues: list[CueHit], lang: str) -> None:
        self.tokens, self.sentence, self.mentions = tokens, sentence, mentions
        self.facts, self.genitives = language(lang), genitives(lang)
        self.of = {h.first: h for h in cues if h.kind == "of"}
        self.stops = {i for h in cues if h.kind in VERBAL or (h.kind == "deed" and h.cue.frame == "active") for i in h.parts}
        self.people = {i for h in cues if h.kind == "unnamed" for i in h.parts}
        self.leaning = {h.last for h in cues if h.kind == "link" and h.cue.frame == "pro"}
        self.barriers = {i for h in cues if h.kind == "barrier" for i in h.parts}
        self.at = {i: m for m in mentions for i in range(m.first, m.last)}

    def run(self) -> list[Mention]:
        for mention in reversed(self.mentions):
            if mention.type == "organ" and self._names_itself(mention):
                continue
            if mention.type in ("generic", "perp", "unnamed") and mention.key is None:
                self._compose(mention)
            elif mention.keys and mention.key is None:
                self._settle(mention)
            elif mention.type == "organ" and mention.kind in SEATED and not self.tokens[mention.first].raw.isupper():
                self._seat(mention)
        return [m for m in self.mentions if not m.how.startswith("inside") and not (m.needs_owner and m.key is None)]

    def _holder(self, mention: Mention) -> str | None:
        """The key of the known person who follows the office: "minister van Buitenlandse Zaken Antony Blinken"."""
        for i in range(mention.last, min(mention.last + RIGHT_REACH, self.sentence.last)):
            other = self.at.get(i)
            if other is not None and other.type != "generic":
                return other.key if other.type == "person" else None
            if other is None and i not in self.of and not self.tokens[i].raw[0].isupper() and self.tokens[i].fold != ",":
                return None
        return None

    def _belong(self, mention: Mention) -> None:
        """Researchers at a company speak for it, and so do the company's researchers."""
        glued = next((m for m in self.mentions if m is not mention and m.type in EMPLOYERS and self._glued(m, mention)), None)
        if glued is not None and mention.first in self.stops:
            mention.how = "inside"  # "The Guardian reports that": a verb, and no people of theirs
            return
        owner = glued or self._right_of(mention)
        issuers = (*EMPLOYERS, "state", "place") if mention.kind == PAPER else EMPLOYERS
        if owner is not None and owner.key and owner.type in issuers:
            self._employ(mention, owner)

    @staticmethod
    def _employ(mention: Mention, owner: Mention) -> None:
        kind = owner.type if owner.type in EMPLOYERS else "organ"
        mention.type, mention.key, mention.kind = kind, owner.key, owner.kind
        mention.first, mention.last, owner.how = min(mention.first, owner.first), max(mention.last, owner.last), "inside"

    def _glued(self, left: Mention, right: Mention) -> bool:
        """Whether at most "'s" or a hyphen stands between."""
        between = [self.tokens[i].fold for i in range(left.last, right.first)]
        return left.last <= right.first and all(word in ("'", "s", "-") for word in between)

    def _settle(self, mention: Mention) -> None:
        """A name that several states use takes the one that stands with it: "the Dutch NCSC", "het NCSC van de Britten"."""
        for owner in (self._left(mention), self._right_adjective(mention), self._right_of(mention)):
            if owner is not None and owner.key in mention.keys:
                mention.key, owner.how = owner.key, "inside"
                return

    def _seat(self, mention: Mention) -> None:
        """The state of the place right behind "in"."""
        place = self.at.get(mention.last + 1)
        behind = self.of.get(mention.last)
        if place is not None and behind is not None and behind.cue.type == "in" and place.type in ("place", "city", "state") and place.key:
            mention.key, place.how = place.key, "inside"

    def _compose(self, mention: Mention) -> None:
        if mention.type == "unnamed":
            self._belong(mention)
            return
        if self._names_itself(mention):
            return
        owner = self._left(mention) or self._right_adjective(mention) or self._right_of(mention)
        if owner is None and mention.person:
            mention.key = self._holder(mention)
            mention.type = "organ" if mention.key else mention.type
        if owner is None:
            return
        if mention.type == "generic" and mention.kind in FIRMS and owner.type in EMPLOYERS:
            if mention.first in self.people or mention.last - 1 in self.people:
                self._employ(mention, owner)  # "les analystes de Mandiant"
            return
        if mention.type == "generic" and mention.kind in FIRMS:
            # the American company is no state: whose name it has, the text said before
            mention.country, owner.how = owner.key or "", "inside"
            return
        mention.key, mention.keys, mention.beside = owner.key, owner.keys, owner.beside
        mention.first, mention.last = min(mention.first, owner.first), max(mention.last, owner.last)
        if mention.type == "generic":
            mention.type, mention.level = "organ", mention.level or (owner.level if owner.type == "organ" else "")
            mention.name = owner.name
        else:
            mention.how = "adjective" if owner.type in ("adjective", "demonym", "prefix") else "of"
            mention.level = "state" if owner.level == "state" else ""
        owner.how = "inside"
        for i in range(mention.first, mention.last):
            self.at[i] = mention  # a spokesperson further left may belong to what was put together here

    def _names_itself(self, mention: Mention) -> bool:
        """Whether the noun's own name follows at once ("the agency Reuters", "die Zeitung „Le Soir“", "Geheimdienst SBU"): no other one."""
        if mention.type not in ("generic", "organ") or mention.person:
            return False
        kinds = FIRMS if mention.kind in FIRMS else ("organ",)
        trait = self._trait(mention.last) if mention.kind in FIRMS else 0
        at = mention.last + trait
        while at < self.sentence.last and self.tokens[at].raw in DOUBLE | SINGLE:
            at += 1
        other = self.at.get(at)
        if other is None or other.type not in kinds:
            return False
        if trait and (origin := self.at.get(mention.last)) is not None:
            origin.how = "inside"
        owner = self._left(mention) if mention.type == "generic" and other.type == "organ" else None
        if owner is not None and owner.type in ("state", "adjective") and owner.key and not other.keys:
            other.key, owner.how = owner.key, "inside"  # "Kenias Geheimdienst NIS": several states have one of that name
        mention.how = "inside"
        return True

    def _trait(self, at: int) -> int:
        """Tokens of the words behind a firm's noun that say its kind: "la société [pékinoise] X", "l'éditeur [de logiciels] X"."""
        if not self.facts.adjective_after:
            return 0
        end = at + 1 + (at in self.of and self.of[at].cue.type == "of" and self.of[at].last == at + 1)
        words = range(at, min(end, self.sentence.last))
        named = any(i in self.at and self.at[i].type != "adjective" for i in words)
        told = named or any(i in self.stops or i in self.barriers or not self.tokens[i].raw.islower() for i in words)
        return 0 if told or (words[-1:] and words[-1] in self.of) else end - at

    def _left(self, mention: Mention) -> Mention | None:
        """An adjective, a genitive or a compound part just before the noun."""
        steps = 0
        for i in range(mention.first - 1, self.sentence.first - 1, -1):
            other = self.at.get(i)
            if other is not None and other is not mention:
                if other.type == "generic" and other.key is None and i == mention.first - 1:
                    self._compose(other)  # "Polish government minister": the nearer noun takes its state first
                return other if self._owns_left(other, mention, i) else None
            if self.tokens[i].fold in "-'" or self.tokens[i].fold == "s":
                continue
            if not self.tokens[i].raw[0].isalpha() or i in self.of or i in self.stops or (steps := steps + 1) > LEFT_REACH:
                return None
        return None

    def _owns_left(self, other: Mention, mention: Mention, last: int) -> bool:
        if other.how.startswith("inside") or other.first in self.leaning:
            return False  # "pro-Russian hackers" are nobody's, nor is a "pro-Palestine group"
        if other.type in ("adjective", "prefix", "demonym"):
            return True
        if other.type == "person" and mention.type == "perp":
            return last == mention.first - 1 and self.tokens[last].raw.endswith("s")  # "Putins Hacker"
        glued = self.tokens[mention.first - 1].end == self.tokens[mention.first].start or mention.first - last <= 3
        return other.type in ("state", "place", "organ", "city") and glued and self._linked(other, mention)

    def _linked(self, other: Mention, mention: Mention) -> bool:
        """Only "'s", a hyphen or nothing between the name and the noun: "Kremlin spokesman", "EU-buitenlandchef"; no dash."""
        if self.tokens[mention.first - 1].fold == "-" and self.tokens[mention.first - 1].end != self.tokens[mention.first].start:
            return False
        between = [self.tokens[i].fold for i in range(other.last, mention.first)]
        if not between:
            return self.facts.compound_apart or self.tokens[other.last - 1].fold in self.genitives
        apart = self.facts.compound_apart and len(between) == 1 and between[0].isalpha() and other.last not in self.stops | self.barriers
        return all(w in ("'", "s", "-") for w in between) or (apart and between[0] not in self.facts.definite)  # "In Sweden the hackers"

    def _right_adjective(self, mention: Mention) -> Mention | None:
        """French: "hackers russes", "ministère chinois"."""
        if not self.facts.adjective_after:
            return None
        for i in range(mention.last, min(mention.last + 3, self.sentence.last)):
            other = self.at.get(i)
            if other is not None:
                follows = other.type in ("adjective", "demonym") and not other.how and self.tokens[i].raw[0].islower()
                return other if follows else None
            if not self.tokens[i].raw[0].isalpha() or i in self.of:
                return None
        return None

    def _right_of(self, mention: Mention) -> Mention | None:
        """A phrase with of, van, de, der: the noun belongs to what follows."""
        linked = False
        reach = RIGHT_REACH if mention.type == "generic" else PERP_REACH
        for i in range(mention.last, min(mention.last + reach, self.sentence.last)):
            other = self.at.get(i)
            if other is not None and other.type == "media" and i - 1 in self.of and self.of[i - 1].cue.type == "in":
                return None  # "confie un haut fonctionnaire à Paris Match": a paper is spoken to
            if other is not None:
                return other if (linked or self._genitive(other, mention)) and self._owns_right(other, mention) else None
            free = 0 if mention.type == "perp" else 1  # "Hacker das Portal der Regierung": what hackers do is not whose they are
            if i in self.stops or i in self.barriers or (not linked and i not in self.of and i >= mention.last + free):
                return None
            if i in self.of:
                linked = linked or self._links(mention, self.of[i].cue.type) or self._advises(mention, i)
            elif not self.tokens[i].raw[0].isalpha() and self.tokens[i].fold not in "'-(":
                return None
        return None

    @staticmethod
    def _links(mention: Mention, preposition: str) -> bool:
        """Prepositions of belonging; one of place belongs too, but names the host of an embassy and says nothing of attackers."""
        if preposition == "in":
            return mention.type in ("generic", "unnamed") and mention.kind not in ENVOYS
        if preposition == "by":
            return mention.kind in OFFICES_BY
        if mention.type == "unnamed":
            return preposition in ("of", "", "in", "by")  # not those who speak to a newspaper
        return preposition in ("of", "")

    def _advises(self, mention: Mention, to: int) -> bool:
        """Whether an office follows the preposition at token ``to``, right behind somebody who is known by whom he serves."""
        if self.of[to].cue.type != "to" or to != mention.last or not (mention.type == "unnamed" or mention.kind == "official"):
            return False
        office = self.at.get(to + 1) or self.at.get(to + 2)
        return office is not None and (office.type == "person" or office.kind in ADVISED)

    def _genitive(self, other: Mention, mention: Mention) -> bool:
        """German: "die Botschaft Nordkoreas" - the state in the genitive right behind its noun."""
        named = other.type in ("state", "place") and other.first == mention.last
        return named and self.tokens[other.last - 1].fold in self.genitives

    def _owns_right(self, other: Mention, mention: Mention) -> bool:
        seat = other.type == "city" and (mention.kind in SEATED or mention.type == "perp")
        return (seat or other.type in (*KEYED, "company", "ngo", "media")) and not other.how.startswith("inside")
