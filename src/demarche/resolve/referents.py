"""Whose ministry "the ministry" is: a choice among the actors a document names, by how each is named and by what the mention does.

Nearness alone is a poor guide: who denies is the accused, who expels is at home, who is hit neither. So each actor is weighed by all
signs together, a conditional logistic choice whose table, ``data/weights/referents.yml``, ``tools/train.py --first`` learns from
the claims of the evaluation documents. No sign knows which state an actor is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple

from demarche.annotate import ENVOYS, Annotated, Mention
from demarche.lexicon.data import DATA, read_yaml
from demarche.lexicon.names import blocs

ACTORS = frozenset({"state", "place", "organ", "person", "adjective", "demonym", "city", "prefix"})
ORGANISATIONS = frozenset({"company", "ngo", "media"})
DIPLOMATS = ENVOYS | {"spokesperson"}
"""Those who speak for the accused as often as for the accuser."""
NATIONAL = frozenset(
    {"minister", "ministry", "police", "army", "prosecutor", "head-of-government", "head-of-state", "intelligence", "court",
     "government", "parliament", "cyber-agency", "agency"}
)  # fmt: skip
"""Bodies and offices that states have rather than blocs."""
LAND = frozenset({"state", "country"})
SPEAKING = frozenset({"accuse", "deny", "say"})
ACTING = SPEAKING | {"respond"}
TYING, TIED_REACH = ("by", "points"), 3
"""Frames of accusing words that name the accused behind them, and within how many tokens."""
FAR, FARTHEST, LAST_RANK, NEAR_BODY, SPOKE_REACH = 4, 7, 4, 2, 3
"""Sentences or places in a row from which on distances, and ranks, are one class."""
PIVOTAL = frozenset({"accused", "home", "accused-sole", "acted", "denied", "hit", "same", "here-before", "last-spoke", "prev-first"})
"""Signs that mean different things by what the mention is and does together."""
PLAIN = ("dist:", "rank:", "type:", "last-spoke:")
"""Signs that mean the same whoever refers."""
Signs = list[tuple[str, float]]


class Act(NamedTuple):
    """What a mention does in its sentence: ``accuse``, ``respond`` (with the type), ``deny``, ``say`` (``trailing`` behind what is told),
    ``hit`` (is harmed) or ``none``."""

    kind: str = "none"
    type: str = ""


NOTHING = Act()


def tied_beside(note: Annotated, mention: Mention) -> frozenset[str]:
    """States that a linking word of the same sentence names: whoever speaks of them is another."""
    cues = note.by_sentence_cues[mention.sentence]
    spans = [(h.first, h.last + TIED_REACH) for h in cues if h.kind == "link" or (h.kind == "accuse" and h.cue.frame in TYING)]
    named = note.by_sentence_mentions[mention.sentence] if spans else []
    return frozenset(m.key for m in named if m.key and any(first <= m.first < last for first, last in spans))


class Referents:
    """Weighs the actors of one document for its role nouns and pronouns; ``acts`` tells by the ``id`` of a mention what it does."""

    def __init__(self, note: Annotated, acts: Mapping[int, Act]) -> None:
        self.note, self.acts = note, acts
        self._signs: dict[int, dict[str, Signs]] = {}
        self._totals: dict[int, dict[str, float]] = {}

    def choose(self, mention: Mention, accused: frozenset[str]) -> str | None:
        """The key of the actor that fits ``mention`` best, None when the document names nobody; it blames ``accused`` most."""
        weight = _weights(sort_of(mention), self.acts.get(id(mention), NOTHING))
        if id(mention) not in self._totals:
            named = self._named_once(mention)
            self._totals[id(mention)] = {key: sum(weight(name) * value for name, value in row) for key, row in named.items()}
        totals = dict(self._totals[id(mention)])
        for key in totals.keys() & accused:
            for name, value in _blamed(accused):
                totals[key] += weight(name) * value
        return max(totals, key=totals.__getitem__) if totals else None

    def signs(self, mention: Mention, accused: frozenset[str]) -> dict[str, Signs]:
        """The signs of each actor that ``mention`` may stand for, the one named last before it first."""
        named = self._named_once(mention)
        return {key: signs + _blamed(accused) if key in accused else signs for key, signs in named.items()}

    def _named_once(self, mention: Mention) -> dict[str, Signs]:
        if id(mention) not in self._signs:
            self._signs[id(mention)] = self._named(mention)
        return self._signs[id(mention)]

    def _named(self, mention: Mention) -> dict[str, Signs]:
        """The signs that do not ask whom the document blames: the same in each reading of it."""
        named = self._people if sort_of(mention) == "pronoun" else self._nations
        before = [m for m in named if m.first < mention.first]
        mine: dict[str, list[Mention]] = defaultdict(list)
        for one in before:
            mine[str(one.key)].append(one)
        keys = list(dict.fromkeys([str(m.key) for m in reversed(before)] + [str(m.key) for m in named]))
        if self.note.home and self.note.home not in keys:
            keys.append(self.note.home)
        shared = self._common(mention, named, before)
        counts = Counter(m.key for m in named)
        return {
            key: [
                *self._own(mention, mine[key]),
                *((name, 1.0) for name, holders in shared if key in holders),
                (f"rank:{min(rank, LAST_RANK)}", 1.0),
                ("share", counts[key] / max(1, len(named))),
            ]
            for rank, key in enumerate(keys)
        }

    @cached_property
    def _nations(self) -> list[Mention]:
        return [m for m in self.note.mentions if m.key and m.type in ACTORS]

    @cached_property
    def _people(self) -> list[Mention]:
        return [m for m in self.note.mentions if m.key and (m.type in ACTORS or m.type in ORGANISATIONS)]

    @staticmethod
    def _own(mention: Mention, mine: list[Mention]) -> Iterator[tuple[str, float]]:
        """How the actor was named before the mention: by ``mine``."""
        if not mine:
            yield "unnamed-before", 1.0
            return
        distance = mention.sentence - mine[-1].sentence
        yield f"dist:{min(distance, FAR)}" if distance < FARTHEST else "dist:far", 1.0
        yield f"type:{mine[-1].type}", 1.0
        bodies = [m for m in mine if m.type in ("organ", "person")]
        if bodies:
            yield "organ-before", 1.0
            if mention.sentence - bodies[-1].sentence <= NEAR_BODY:
                yield "organ-near", 1.0

    def _common(self, mention: Mention, named: list[Mention], before: list[Mention]) -> list[tuple[str, frozenset[str | None]]]:
        """Signs with the actors that carry them."""
        here = [m for m in named if m.sentence == mention.sentence]
        previous = [m for m in before if m.sentence == mention.sentence - 1]
        same = [m for m in before if m.kind == mention.kind and m.type != "state"][-1:]
        spoke = [m for m in before if self._act(m) in SPEAKING][-1:]
        signs: list[tuple[str, frozenset[str | None]]] = [
            ("last-actor", _keys([m for m in before if self._act(m) in ACTING][-1:])),
            ("last-spoke", _keys(spoke)),
            ("same", _keys(same)),
            ("kind-anywhere", _keys(m for m in named if m.kind == mention.kind)),
            ("home", frozenset({self.note.home})),
            ("tied", tied_beside(self.note, mention)),
            ("bloc", blocs()),
            ("in-here", _keys(m for m in here if m.first in self._seats(mention.sentence))),
            ("place-here", _keys(m for m in here if m.type == "place")),
            ("here-before", _keys(m for m in here if m.first < mention.first)),
            ("here-after", _keys(m for m in here if m.first > mention.first)),
            ("prev-first", _keys(previous[:1])),
            ("prev-organ", _keys(m for m in previous if m.type == "organ")),
            *self._throughout,
        ]
        if spoke:
            signs.append((f"last-spoke:{min(SPOKE_REACH, mention.sentence - spoke[0].sentence)}", _keys(spoke)))
        if same:
            signs.append((f"same:{min(SPOKE_REACH, (mention.sentence - same[0].sentence) // 2)}", _keys(same)))
        return signs

    @cached_property
    def _throughout(self) -> list[tuple[str, frozenset[str | None]]]:
        """Signs of the whole document: who denies, acts, is hit, or stands in the title."""
        of = self._people
        return [
            ("title", _keys(m for m in of if self.note.sentences[m.sentence].title)),
            ("hit", _keys(m for m in of if self._act(m) == "hit")),
            ("denied", _keys(m for m in of if self._act(m) == "deny")),
            ("acted", _keys(m for m in of if self._act(m) in ("accuse", "respond"))),
        ]

    def _act(self, mention: Mention) -> str:
        return self.acts.get(id(mention), NOTHING).kind

    def _seats(self, sentence: int) -> set[int]:
        """Tokens right behind a preposition of place."""
        return {h.last for h in self.note.by_sentence_cues[sentence] if h.kind == "of" and h.cue.type == "in"}


def _blamed(accused: frozenset[str]) -> Signs:
    """The signs of those whom the document blames most."""
    return [("accused", 1.0), ("accused-sole", 1.0)] if len(accused) == 1 else [("accused", 1.0)]


def _keys(mentions: Iterator[Mention] | list[Mention]) -> frozenset[str | None]:
    return frozenset(m.key for m in mentions)


def sort_of(mention: Mention) -> str:
    """Class of a mention that stands for somebody: ``pronoun``, ``land``, ``diplomat``, ``national`` or ``body``."""
    if mention.type == "pronoun":
        return "pronoun"
    if mention.kind in LAND:
        return "land"
    return "diplomat" if mention.kind in DIPLOMATS else "national" if mention.kind in NATIONAL else "body"


def crossed(sign: str, sort: str, act: Act) -> Iterator[str]:
    """Names under which a sign is weighed: alone, and together with what the mention is and does."""
    yield sign
    if sign.startswith(PLAIN):
        return
    yield f"{sort}|{sign}"
    yield f"{act.kind}|{sign}"
    if sign in PIVOTAL:
        yield f"{act.kind}|{sort}|{sign}"
        if act.type:
            yield f"{act.kind}:{act.type}|{sign}"


@lru_cache(maxsize=1)
def _table() -> dict[str, float]:
    return dict(read_yaml(DATA / "weights" / "referents.yml")["weights"])


@lru_cache(maxsize=256)
def _weights(sort: str, act: Act) -> Callable[[str], float]:
    """The weight of a sign for mentions of ``sort`` that do ``act``, summed once for each."""
    table = _table()
    return lru_cache(maxsize=512)(lambda sign: sum(table.get(name, 0.0) for name in crossed(sign, sort, act)))
