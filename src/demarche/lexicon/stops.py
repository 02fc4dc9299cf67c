"""Full stops that end no sentence: in numbers, ordinals, initials and abbreviations."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from demarche.lexicon.data import DATA, read_yaml
from demarche.lexicon.text import Token, fold

STOPPERS = frozenset(".!?;")
ORDINAL = 2
"""Digits that a full stop may make an ordinal of ("am 3. Mai"); with more of them it ends a year or an amount."""


@lru_cache(maxsize=1)
def abbreviations() -> frozenset[str]:
    """Folded words that keep their full stop inside a sentence, of all languages."""
    return frozenset(fold(w) for w in read_yaml(DATA / "abbreviations.yml"))


def stops(tokens: Sequence[Token]) -> list[int]:
    """The marks that no gap of a form bridges. Whether an ordinal or an initial ends its sentence after all, those who know the
    sentences say."""
    return [at for at, token in enumerate(tokens) if token.fold in STOPPERS and not (token.raw == "." and _within(tokens, at))]


def _within(tokens: Sequence[Token], at: int) -> bool:
    """Whether the full stop belongs to the word before it."""
    if not 0 < at < len(tokens) - 1:
        return False
    before, mark, after = tokens[at - 1 : at + 2]
    if before.end != mark.start:
        return False
    if before.raw.isdigit():
        return (len(before.raw) <= ORDINAL and after.raw[0].isalpha()) or (mark.end == after.start and after.raw.isdigit())
    return (len(before.raw) == 1 and before.raw.isalpha()) or before.fold in abbreviations()
