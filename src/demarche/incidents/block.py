"""Which documents are compared at all: those that share a telling key. Keeps the cost near-linear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from demarche.incidents.features import Rarity
from demarche.incidents.profile import Profile

LARGEST = 60
"""Documents in a block; a key that more documents share tells too little and is split by month, then left."""
RARE_NAMES = 8
"""The rarest names of a document that serve as keys."""


def candidates(profiles: Iterable[Profile], rarity: Rarity) -> list[tuple[str, str]]:
    """Pairs of document ids worth comparing, each once, ascending."""
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        for key in set(_keys(profile, rarity)):
            blocks[key].append(profile)
    pairs: set[tuple[str, str]] = set()
    for block in blocks.values():
        for part in _parts(block):
            pairs.update(combinations(sorted(profile.id for profile in part), 2))
    return sorted(pairs)


def _keys(profile: Profile, rarity: Rarity) -> Iterator[str]:
    for accused in sorted(profile.accused) or [""]:
        yield from (f"victim {accused} {country}" for country in profile.countries)
        yield from (f"accuser {accused} {accuser}" for accuser in profile.accusers)
    yield from (f"group {group}" for group in profile.groups)
    rarest = sorted(profile.names, key=lambda name: (-rarity.weight(name), name))
    yield from (f"name {name}" for name in rarest[:RARE_NAMES])


def _parts(block: list[Profile]) -> Iterator[list[Profile]]:
    if len(block) <= LARGEST:
        yield block
        return
    months: dict[int, list[Profile]] = defaultdict(list)
    for profile in block:
        if profile.day is not None:
            months[profile.day // 30].append(profile)
    for month in sorted(months):
        near = months[month] + months.get(month + 1, [])
        if len(near) <= LARGEST:
            yield near
