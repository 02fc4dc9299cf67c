"""Reference knowledge about threat groups, for formats that have a place for it. Never part of a claim."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from demarche.lexicon.data import DATA, read_yaml
from demarche.model import Group

ATTACK = re.compile(r"G\d{4}")


LAYERS = {"own": "names/groups-extra.yml", "misp": "reference/groups.yml"}
"""Where other names come from, the hand layer first: by hand, and from the MISP galaxy."""


@lru_cache(maxsize=1)
def _aliases() -> dict[str, dict[str, str]]:
    """Other names by canonical name, each with its layer."""
    found: dict[str, dict[str, str]] = {}
    for layer, file in LAYERS.items():
        rows = read_yaml(DATA / file)
        for row in rows if isinstance(rows, list) else rows["groups"]:
            names = found.setdefault(row["name"], {})
            for alias in (*(row.get("aliases") or ()), *(row.get("weak") or ())):
                names.setdefault(str(alias), layer)
    return {name: {alias: layer for alias, layer in aliases.items() if alias != name} for name, aliases in found.items()}


@dataclass(frozen=True, slots=True)
class Facts:
    """``origins`` are other names, each with its layer of ``LAYERS``; ``attack`` is the ATT&CK id, ``galaxy`` the UUID of the MISP galaxy
    cluster; at most one of the two is known."""

    origins: Mapping[str, str]
    attack: str | None
    galaxy: str | None

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other names."""
        return tuple(self.origins)


def facts(group: Group) -> Facts:
    """What reference works say of a group besides its state."""
    attack = group.id if ATTACK.fullmatch(group.id) else None
    galaxy = group.id if attack is None and re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", group.id) else None
    return Facts(_aliases().get(group.name, {}), attack, galaxy)
