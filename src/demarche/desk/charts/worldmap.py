"""The world map: states shaded by how many incidents name them in a role. Borders are Natural Earth's and mean no position on any."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from demarche.desk.charts.matrix import shade
from demarche.verbs.overview import IncidentHead

ROLES = ("accused", "accusers", "victims")


@dataclass(frozen=True, slots=True)
class Land:
    """A state named in the role; ``dot`` marks it where its outline is too small to see."""

    code: str
    path: str
    x: int
    y: int
    dot: bool
    number: int
    step: int


@dataclass(frozen=True, slots=True)
class WorldMap:
    """``rest`` is one path of all states not named; ``lands`` the others; ``table`` all keys with their number, most first."""

    role: str
    width: int
    height: int
    rest: str
    lands: tuple[Land, ...]
    table: tuple[tuple[str, int], ...]


@cache
def geometry() -> dict[str, Any]:
    """The outlines, as ``tools/make_map.py`` wrote them."""
    found: dict[str, Any] = json.loads((files("demarche.desk") / "data" / "world.json").read_text(encoding="utf-8"))
    return found


def worldmap(heads: Iterable[IncidentHead], role: str) -> WorldMap:
    """Count incidents by the states in ``role``; what is no state (the EU, companies) is in the table only."""
    role = role if role in ROLES else ROLES[0]
    counted = Counter(key for head in heads for key in _keys(head, role))
    world = geometry()
    lands = tuple(
        Land(s["code"], s["path"], s["x"], s["y"], s["dot"], counted[s["code"]], shade(counted[s["code"]]))
        for s in world["shapes"]
        if counted[s["code"]]
    )
    table = tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))
    return WorldMap(role, world["width"], world["height"], _rest(frozenset(land.code for land in lands)), lands, table)


@lru_cache(maxsize=64)
def _rest(named: frozenset[str]) -> str:
    return "".join(shape["path"] for shape in geometry()["shapes"] if shape["code"] not in named)


def _keys(head: IncidentHead, role: str) -> set[str]:
    if role == "victims":
        return {victim.split("/")[0] for victim in head.incident.victims} - {"*"}
    return set(head.incident.accused if role == "accused" else head.incident.accusers)
