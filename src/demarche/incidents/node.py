"""One document as merging sees it, in a form that a record can keep: a new document is compared with nodes, not with texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from demarche.incidents import block
from demarche.incidents.assemble import Part, part_of
from demarche.incidents.profile import Profile, from_values, profile
from demarche.incidents.recalled import recalled
from demarche.model import Reading


@dataclass(frozen=True, slots=True)
class Node:
    """What a document brings into its incident, its own profile, and those of the earlier cases that it recalls."""

    part: Part
    own: Profile
    recalled: tuple[Profile, ...] = ()

    @property
    def id(self) -> str:
        return self.part.id

    @property
    def keys(self) -> frozenset[int]:
        """What it shares with the documents that it is compared with."""
        return frozenset(key for each in self.profiles() for key in block.keys(each))

    def profiles(self) -> Iterator[Profile]:
        """Its own, then those of the cases it recalls."""
        yield self.own
        yield from self.recalled


def node(reading: Reading) -> Node | None:
    """The node of a document; None for one that is not relevant."""
    return Node(part_of(reading), profile(reading), recalled(reading)) if reading.claims.relevant else None


def encoded(one: Node) -> str:
    """A node as JSON."""
    part = {entry.name: getattr(one.part, entry.name) for entry in fields(Part)}
    kept = {"part": part, "profiles": [each.values() for each in one.profiles()]}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"), default=sorted)


def decoded(body: str) -> Node:
    """The node that ``encoded`` wrote."""
    values: dict[str, Any] = json.loads(body)
    part: dict[str, Any] = {name: frozenset(value) if isinstance(value, list) else value for name, value in values["part"].items()}
    own, *others = map(from_values, values["profiles"])
    return Node(Part(**part), own, tuple(others))
