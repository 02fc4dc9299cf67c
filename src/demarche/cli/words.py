"""Keys of the record in words for a reader: states, dates, claims."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from demarche.model import Attribution, Denial, Response, Victim

ORGANISATIONS = {"EU": "European Union", "NATO": "NATO", "UN": "United Nations"}
NO_COUNTRY = "no country named"
SPOKEN = {"media": "media, in their own voice", "unnamed": "unnamed sources"}


@cache
def name(key: str | None) -> str:
    """The English name of a state or organisation key; other names as they are; a dash for none."""
    from babel import Locale

    if key is None:
        return "—"
    known = ORGANISATIONS.get(key) or SPOKEN.get(key)
    return known or str(Locale("en").territories.get(key, key) if len(key) == 2 else key)


def span(first: str | None, last: str | None) -> str:
    """An interval of publication, one date when both are the same, ``undated`` for none."""
    if first is None:
        return "undated"
    return first if first == last else f"{first} to {last}"


def accused(state: str | None, groups: Iterable[str]) -> str:
    """Whom an attribution blames: the state, and the groups it names."""
    named = ", ".join(groups)
    if state is None:
        return named or "an unnamed state"
    return f"{name(state)} ({named})" if named else name(state)


def blamed(claim: Attribution) -> str:
    """Whom one attribution blames."""
    return accused(claim.to, [group.name for group in claim.groups])


def denial(claim: Denial) -> str:
    """How the accused answers."""
    return ", ".join(claim.types)


def response(claim: Response, targets: Iterable[str] | None = None) -> str:
    """What is done, to whom: to the claim's own target, or to ``targets`` where several documents are summed up."""
    to = ", ".join(map(name, targets if targets is not None else filter(None, [claim.to])))
    return f"{claim.type}{' → ' + to if to else ''}" + ("" if claim.status == "done" else f" ({claim.status})")


def victims(claims: Iterable[Victim]) -> list[str]:
    """Who was hit, a country at a time, those without a country last."""
    found: dict[str | None, set[str]] = {}
    for claim in claims:
        found.setdefault(claim.country, set()).add(claim.type)
    rows = sorted(found.items(), key=lambda row: (row[0] is None, name(row[0])))
    return [f"{name(country) if country else NO_COUNTRY}: {', '.join(sorted(types))}" for country, types in rows]
