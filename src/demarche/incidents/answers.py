"""The accused's answers, each tied to the accusations it answers, with kind and delay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from demarche.incidents.kinds import passage, telling
from demarche.incidents.moments import said_in
from demarche.model import Reading
from demarche.model.dates import Interval, published
from demarche.model.qualification import Answer

if TYPE_CHECKING:
    from demarche.incidents.qualify import Case

WEEK = 7
Delay = tuple[int | None, int | None]


def answers(case: Case) -> Iterator[Answer]:
    """One answer a denier, by its key. A denial answers the attributions that name the denier as the accused."""
    denials: dict[str, list[tuple[Reading, Any]]] = {}
    for reading, claim in case.claims("denials"):
        denials.setdefault(claim.by, []).append((reading, claim))
    for by, said in sorted(denials.items()):
        asked = [(reading, claim) for reading, claim in case.claims("attributions") if claim.to == by]
        yield Answer(
            by=by,
            types=tuple(sorted({kind for _, claim in said for kind in claim.types})),
            answers=tuple(sorted({claim.id for _, claim in asked})),
            accusers=tuple(sorted({claim.by for _, claim in asked})),
            delay=_delay(case, asked, said),
            claims=tuple(sorted({claim.id for _, claim in said})),
            words=tuple(passage(reading, telling(claim)) for reading, claim in said if claim.quotes),
        )


def _delay(case: Case, asked: list[tuple[Reading, Any]], said: list[tuple[Reading, Any]]) -> Delay:
    """The tightest that the words allow: two weekdays of one document, else named days, else days of publication."""
    within = [days for r, a in asked for s, d in said if r is s and (days := _weekdays(case, r, a, d)) is not None]
    if within:
        return min(within), min(within)
    first, answer = _earliest(case, asked), _earliest(case, said)
    return first.delay(answer) if first and answer else (None, None)


def _weekdays(case: Case, reading: Reading, accusation: Any, denial: Any) -> int | None:
    times = case.times[reading.document.id]
    one, two = said_in(times, accusation.quotes), said_in(times, denial.quotes)
    if one is None or two is None or one.weekday is None or two.weekday is None:
        return None
    return (two.weekday - one.weekday) % WEEK


def _earliest(case: Case, said: list[tuple[Reading, Any]]) -> Interval | None:
    named = [when for reading, claim in said if (when := case.said(reading, claim)) and when.days]
    dated = [when for reading, _ in said if (when := published(reading.document.published)) and when.days]
    return min(named or dated, key=lambda one: (str(one.end), str(one.start)), default=None)
