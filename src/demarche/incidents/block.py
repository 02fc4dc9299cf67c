"""Which documents are compared at all: those that share a telling key. Keeps the cost near-linear.

A key is a number made of what it says, so that a record can keep it small; a key's documents are its block.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import combinations

from demarche.incidents.profile import Profile
from demarche.incidents.rarity import rarity

LARGEST = 60
"""Documents in a block; a key that more documents share tells too little and is left."""
RARE_NAMES = 10
"""The rarest names of a document that serve as keys, and those of its lead."""
RARE = 3.5
"""Rarity from which names count alike as keys: the names of something new are all about as rare."""
SPAN = 14
"""Days that a dated key spans."""
LONGEST = 62
"""Days that a date may leave open to serve as a key: two months."""
KEY_BYTES = 8
Pair = tuple[str, str]


def keys(profile: Profile) -> frozenset[int]:
    """The keys of one document; they depend on nothing but it."""
    return frozenset(_number(key) for key in (*_cases(profile), *_names(profile)))


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=KEY_BYTES).digest(), "big", signed=True)


def _cases(profile: Profile) -> Iterator[str]:
    """Who stands accused of what: with the time it was published, and without where a group or accuser says more."""
    accused = sorted(profile.accused) or [""]
    hit = sorted(profile.countries or profile.accusers)
    for to in accused:
        yield from (f"case {to} {by} {country}" for by in sorted(profile.accusers) for country in hit)
        for actor in sorted(profile.countries | profile.accusers):
            yield from (f"dated {to} {actor} {span}" for span in _spans(profile.days))
    yield from (f"group {group} {actor}" for group in sorted(profile.groups) for actor in hit)


def _spans(days: tuple[int, int] | None) -> Iterator[int]:
    """The numbers of the stretches of time that a date lies in or just before: two dates less than a stretch apart share one."""
    if days and days[1] - days[0] <= LONGEST:
        yield from range(days[0] // SPAN, days[1] // SPAN + 2)


def _names(profile: Profile) -> Iterator[str]:
    """The rarest names, of the document and of its lead; among names as rare a fixed lot decides, the same in every document."""
    for names in (profile.names, profile.lead):
        rarest = sorted(names, key=lambda name: (-min(rarity(name), RARE), _number(name)))
        yield from (f"name {name}" for name in rarest[:RARE_NAMES])


def blocks(keyed: Mapping[str, Collection[int]]) -> dict[int, list[str]]:
    """Key to the documents that have it."""
    found: dict[int, list[str]] = defaultdict(list)
    for id, own in keyed.items():
        for key in own:
            found[key].append(id)
    return found


def pairs(found: Iterable[Collection[str]]) -> set[Pair]:
    """Every two documents that are together in a block that is not too large, ascending."""
    return {pair for block in found if 1 < len(block) <= LARGEST for pair in combinations(sorted(block), 2)}
