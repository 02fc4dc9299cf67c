"""Published scales and coalitions, from data."""

from __future__ import annotations

from functools import cache
from typing import Any

from demarche.lexicon.data import DATA, read_yaml
from demarche.model.qualification import Estimate, Grade, Level


@cache
def table(name: str) -> Any:
    """One vocabulary file. Raises ``LexiconError`` when it cannot be read."""
    return read_yaml(DATA / "vocabularies" / f"{name}.yml")


@cache
def coalitions() -> list[dict[str, Any]]:
    """The usual coalitions: id, name, members, quorum, and spells of membership."""
    return list(read_yaml(DATA / "coalitions.yml"))


def estimate(certainty: str) -> Estimate:
    """A certainty with its range (ICD 203) and its values in MISP's ``estimative-language``."""
    row = table("certainty")[certainty]
    return Estimate(certainty, row["shown"], row["low"], row["high"], tuple(row["misp"]))


def level(responsibility: str) -> Level:
    """A responsibility level with its values in MISP's ``state-responsibility`` and EuRepoC's indicator."""
    row = table("responsibility")[responsibility]
    return Level(responsibility, row["shown"], tuple(row["misp"]), row["eurepoc"])


def grade(scale: str, mark: str | int, reason: str, **values: object) -> Grade:
    """A mark of the Admiralty scale (``source`` or ``information``) for a named reason."""
    grades = table("grades")
    return Grade(str(mark), grades[scale][mark], grades["reasons"][reason].format(**values))
