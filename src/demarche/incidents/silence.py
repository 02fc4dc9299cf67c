"""Who of a usual coalition accuses, acts, or is silent in the documents read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from demarche.incidents.vocabulary import coalitions
from demarche.model import Reading
from demarche.model.qualification import Silence


def silences(readings: Sequence[Reading]) -> Iterator[Silence]:
    """Coalitions of which enough members, or the body itself, accuse. The accused is no member that could be silent.

    Where the body speaks it speaks for its members: none of them is silent.
    """
    spoke = {claim.by for one in readings for claim in one.claims.attributions if not claim.background}
    acted = {claim.by for one in readings for claim in one.claims.responses if not claim.background}
    accused = {claim.to for one in readings for claim in one.claims.attributions if claim.to}
    month = max((one.document.published or "" for one in readings), default="")[:7]
    for row in coalitions():
        members = set(_members(row, month)) - accused
        signed = members & spoke
        if row.get("body") in spoke:
            yield Silence(row["id"], row["name"], (row["body"], *_sorted(signed)), _sorted((members & acted) - spoke), ())
        elif len(signed) >= row["quorum"]:
            yield Silence(row["id"], row["name"], _sorted(signed), _sorted((members & acted) - spoke), _sorted(members - spoke - acted))


def _members(row: dict[str, Any], month: str) -> Iterator[str]:
    """Members at a month; all of the present ones when it is unknown."""
    yield from (key for key in row["members"] if _in_time(row.get("spells", {}).get(key, {}), month))
    if month:
        yield from (key for key, spell in row.get("spells", {}).items() if key not in row["members"] and _in_time(spell, month))


def _in_time(spell: dict[str, str], month: str) -> bool:
    return not month or (str(spell.get("since", "")) <= month and month <= str(spell.get("until", "9")))


def _sorted(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(keys))
