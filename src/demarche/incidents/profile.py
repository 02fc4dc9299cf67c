"""What merging looks at in one document: small sets, made once, so that the text itself need not be kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from demarche.annotate.when import find_when
from demarche.model import Claims, Document, Reading
from demarche.model.dates import Interval, published

WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
BODY = 6000
"""Characters of a document that are looked at: what an article is about stands in its first part."""
LEAD = 900
"""Characters of its lead, title included."""
HEAD = 120
"""Characters that stand for the title where there is none."""
SHORTEST_NAME = 4
"""Capitalised words shorter than this count as names only when all in capitals."""
LONGEST_YEARLIKE = 4
"""Numbers with at most this many digits are years, days and counts that many articles share; longer ones are telling."""
TIMED = 3000
"""Characters in which times are looked for: an article says early when that happened of which it tells."""
LONGEST_TIME = 366
"""Days that a time may span; a wider one says nothing."""
FIELDS = ("attributions", "denials", "responses", "victims", "techniques")
"""Claims that merging looks at."""
NOBODY = ("media", "unnamed")
"""Claimants that are no actor."""
Days = tuple[int, int]
"""Ordinals of a first and a last day."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The features of one document, or of one earlier case that it recalls (then ``id`` ends in ``#`` and a number).

    ``days`` are the ordinals of the first and last day that it may be from, None when that is open; ``times`` are those of the times that
    it names. ``victims`` are "country/type", ``responses`` "by/type"; ``actors`` are all who accuse, stand accused, deny, respond or are
    hit. Names are folded.
    """

    id: str
    days: Days | None
    times: frozenset[Days]
    accused: frozenset[str]
    accusers: frozenset[str]
    groups: frozenset[str]
    countries: frozenset[str]
    victims: frozenset[str]
    techniques: frozenset[str]
    responses: frozenset[str]
    actors: frozenset[str]
    names: frozenset[str]
    lead: frozenset[str]
    title: frozenset[str]

    def values(self) -> dict[str, Any]:
        """As JSON can hold it."""
        found = ((entry.name, getattr(self, entry.name)) for entry in fields(self))
        return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in found}


def from_values(values: dict[str, Any]) -> Profile:
    """The profile whose ``values()`` these are."""
    sets = {entry.name for entry in fields(Profile)} - {"id", "days", "times"}
    days = values["days"]
    times = frozenset((first, last) for first, last in values["times"])
    return Profile(values["id"], (days[0], days[1]) if days else None, times, **{name: frozenset(values[name]) for name in sets})


def profile(reading: Reading) -> Profile:
    """The profile of one document: its foreground claims where it has any, else its background claims."""
    document = reading.document
    said = only(reading.claims, _foreground)
    names = named(document.text[:BODY])
    lead, title = named(document.text[:LEAD]), named(document.text[: document.title_end or HEAD])
    return profile_of(document.id, ordinals(published(document.published)), times(document), said, names, names & lead, names & title)


def times(document: Document) -> frozenset[Days]:
    """The times that a document names, none wider than ``LONGEST_TIME``."""
    named = find_when(document.text, document.lang, published(document.published), 0, TIMED)
    spans = (ordinals(one.interval) for one in named)
    return frozenset(span for span in spans if span and span[1] - span[0] < LONGEST_TIME)


def only(claims: Claims, chosen: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Claims:
    """The claims that merging looks at, of each kind those that are chosen."""
    kinds: dict[str, Any] = {name: chosen(getattr(claims, name)) for name in FIELDS}
    return replace(claims, **kinds)


def _foreground(claims: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(claim for claim in claims if not claim.background) or claims


def profile_of(
    id: str,
    days: Days | None,
    times: frozenset[Days],
    said: Claims,
    names: frozenset[str],
    lead: frozenset[str],
    title: frozenset[str],
) -> Profile:
    """The profile of these claims and names."""
    accused = frozenset(a.to for a in said.attributions if a.to) | frozenset(d.by for d in said.denials)
    accusers = frozenset(a.by for a in said.attributions if a.by not in NOBODY)
    countries = frozenset(v.country for v in said.victims if v.country)
    return Profile(
        id=id,
        days=days,
        times=times,
        accused=accused,
        accusers=accusers,
        groups=frozenset(group.id for a in said.attributions for group in a.groups),
        countries=countries,
        victims=frozenset(f"{v.country}/{v.type}" for v in said.victims if v.country),
        techniques=frozenset(t.type for t in said.techniques),
        responses=frozenset(f"{r.by}/{r.type}" for r in said.responses),
        actors=accused | accusers | countries | frozenset(r.by for r in said.responses),
        names=names,
        lead=lead,
        title=title,
    )


def ordinals(when: Interval | None) -> Days | None:
    """The ordinals of the first and last day of an interval; None when a side is open."""
    return (when.start.toordinal(), when.end.toordinal() - 1) if when and when.start and when.end else None


def fold(word: str) -> str:
    """A word without case, accents and the ending that marks possession."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    return plain.removesuffix("'s")


def named(text: str) -> frozenset[str]:
    """The names in a text, folded, and long numbers. A capitalised word that also occurs without its capital is no name."""
    tokens = WORD.findall(text)
    lower = {token for token in tokens if token.islower()}
    names = {fold(token) for token in tokens if _looks_like_name(token) and token.lower() not in lower}
    return frozenset(names - {""}) | _numbers(tokens)


def _numbers(tokens: list[str]) -> set[str]:
    digits = ("".join(char for char in token if char.isdecimal()) for token in tokens if token[0].isdecimal())
    return {number for number in digits if len(number) > LONGEST_YEARLIKE}


def _looks_like_name(token: str) -> bool:
    return token[0].isupper() and (len(token) >= SHORTEST_NAME or (token.isupper() and len(token) > 1))
