"""Reference knowledge about threat groups, for formats that have a place for it. Never part of a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from demarche.lexicon.load import DATA, read_yaml
from demarche.model import Group

ATTACK = re.compile(r"G\d{4}")


@lru_cache(maxsize=1)
def _aliases() -> dict[str, tuple[str, ...]]:
    """Other names by canonical name, the hand layer's first."""
    found: dict[str, dict[str, None]] = {}
    extra, reference = (read_yaml(DATA / name) for name in ("names/groups-extra.yml", "reference/groups.yml"))
    for rows in (extra, reference):
        for row in rows if isinstance(rows, list) else rows["groups"]:
            names = found.setdefault(row["name"], {})
            names.update(dict.fromkeys(str(alias) for alias in (*(row.get("aliases") or ()), *(row.get("weak") or ()))))
    return {name: tuple(alias for alias in aliases if alias != name) for name, aliases in found.items()}


@dataclass(frozen=True, slots=True)
class Facts:
    """``attack`` is the ATT&CK id, ``galaxy`` the UUID of the MISP galaxy cluster; at most one is known."""

    aliases: tuple[str, ...]
    attack: str | None
    galaxy: str | None


def facts(group: Group) -> Facts:
    """What reference works say of a group besides its state."""
    attack = group.id if ATTACK.fullmatch(group.id) else None
    galaxy = group.id if attack is None and re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", group.id) else None
    return Facts(_aliases().get(group.name, ()), attack, galaxy)
