"""What merging looks at in one document: small sets, made once, so that the text itself need not be kept."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from demarche.model import Attribution, Denial, Reading, Response, Tag, Victim

C = TypeVar("C", Attribution, Denial, Response, Victim, Tag)
WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
REST: dict[int, tuple[int, ...]] = {1: (7, 1), 2: (15,), 3: ()}
"""What completes a year or a month to the day in its middle."""
LEAD = 6000
"""Characters of a document that are looked at: what an article is about stands in its first part."""
SHORTEST_NAME = 4
"""Capitalised words shorter than this count as names only when all in capitals."""
STEM = 6
"""Letters of a word that are compared: endings differ within a language, and between languages that share the word."""
LONGEST_YEARLIKE = 4
"""Numbers with at most this many digits are years, days and counts that many articles share; longer ones are telling."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The features of one document. ``pairs`` are (accuser, accused); ``day`` is the middle of the publication interval."""

    id: str
    lang: str
    day: int | None
    accused: frozenset[str]
    accusers: frozenset[str]
    groups: frozenset[str]
    deniers: frozenset[str]
    countries: frozenset[str]
    victims: frozenset[tuple[str, str]]
    techniques: frozenset[str]
    names: frozenset[str]
    words: Counter[str]


def profile(reading: Reading) -> Profile:
    """The profile of one document: its foreground claims where it has any, else its background claims."""
    document, claims = reading.document, reading.claims
    attributions = _foreground(claims.attributions)
    victims = _foreground(claims.victims)
    names, words = _vocabulary(document.text[:LEAD])
    return Profile(
        id=document.id,
        lang=document.lang,
        day=middle_day(document.published),
        accused=frozenset(a.to for a in attributions if a.to) | frozenset(d.by for d in _foreground(claims.denials)),
        accusers=frozenset(a.by for a in attributions if a.by not in ("media", "unnamed")),
        groups=frozenset(group.id for a in attributions for group in a.groups),
        deniers=frozenset(d.by for d in _foreground(claims.denials)),
        countries=frozenset(v.country for v in victims if v.country),
        victims=frozenset((v.country, v.type) for v in victims if v.country),
        techniques=frozenset(t.type for t in _foreground(claims.techniques)),
        names=names,
        words=words,
    )


def _foreground(claims: tuple[C, ...]) -> tuple[C, ...]:
    return tuple(claim for claim in claims if not claim.background) or claims


def middle_day(edtf: str | None) -> int | None:
    """The ordinal of the middle of an EDTF day, month, year, or interval of these; None when undated or not understood."""
    try:
        ends = [_ordinal(end) for end in (edtf or "").split("/")]
    except (KeyError, ValueError):
        return None
    return sum(ends) // len(ends)


def _ordinal(edtf: str) -> int:
    parts = [int(part) for part in edtf.split("-")]
    return date(*parts, *REST[len(parts)]).toordinal()


def fold(word: str) -> str:
    """A word without case, accents and the ending that marks possession."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    return plain.removesuffix("'s")


def _vocabulary(text: str) -> tuple[frozenset[str], Counter[str]]:
    """Names and all words of a text, folded. A capitalised word that also occurs without its capital is no name."""
    tokens = WORD.findall(text)
    lower = {token for token in tokens if token.islower()}
    names = {token for token in tokens if _looks_like_name(token) and token.lower() not in lower}
    stems = Counter(fold(token)[:STEM] for token in tokens if len(token) >= SHORTEST_NAME)
    return frozenset(map(fold, names)) | _numbers(tokens), stems


def _numbers(tokens: list[str]) -> set[str]:
    digits = ("".join(char for char in token if char.isdecimal()) for token in tokens if token[0].isdecimal())
    return {number for number in digits if len(number) > LONGEST_YEARLIKE}


def _looks_like_name(token: str) -> bool:
    return token[0].isupper() and (len(token) >= SHORTEST_NAME or (token.isupper() and len(token) > 1))
