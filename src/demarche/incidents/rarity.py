"""How telling a name is: the logarithm of how few documents have it.

Counted once over the evaluation documents (``data/reference/name-counts.txt``), not over the record: so what two documents are to each
other does not depend on which others were read, and a new document changes nothing between the former ones.
"""

from __future__ import annotations

import math
from functools import cache

from demarche.lexicon.data import DATA

COUNTS = DATA / "reference" / "name-counts.txt"
HEADER = "documents"


@cache
def _counts() -> dict[str, int]:
    """Documents that have each name, and under ``HEADER`` how many there were."""
    rows = (line.split() for line in COUNTS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return {name: int(count) for count, *names in rows for name in names}


@cache
def rarest() -> float:
    """The rarity of a name that no counted document has."""
    return math.log(_counts()[HEADER])


def rarity(name: str) -> float:
    """From 0 (every document has it) to ``rarest()``."""
    return rarest() - math.log(_counts().get(name, 1))


def weight(names: frozenset[str]) -> float:
    """The summed rarity of some names."""
    return math.fsum(sorted(map(rarity, names)))
