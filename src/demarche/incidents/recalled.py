"""Earlier cases that a document recalls, each with a profile of its own: its sentence, not the article, says what it is about."""

from __future__ import annotations

from typing import Any

from demarche.annotate.sentences import split
from demarche.annotate.when import find_when
from demarche.incidents.profile import LONGEST_TIME, Profile, named, only, ordinals, profile_of
from demarche.model import Claims, Document, Reading
from demarche.model.dates import Interval, published

MARK = "#"
"""Between a document's id and the number of the case that it recalls."""


def recalled(reading: Reading) -> tuple[Profile, ...]:
    """A profile for each sentence that makes an accusation in the background; none of a document that reports nothing else."""
    told = {claim.background for claim in reading.claims.attributions}
    if told != {True, False}:
        return ()
    document = reading.document
    cases = [(start, end, _said(reading.claims, start, end)) for start, end, _ in split(document.text, document.title_end)]
    found = ((start, end, said) for start, end, said in cases if said.attributions)
    return tuple(_profile(document, start, end, said, number) for number, (start, end, said) in enumerate(found, 1))


def document_of(case: str) -> str:
    """The document that recalls a case, by the case's id."""
    return case.split(MARK)[0]


def _said(claims: Claims, start: int, end: int) -> Claims:
    """The background claims that a sentence makes."""

    def inside(claim: Any) -> bool:
        return bool(claim.background) and bool(claim.quotes) and start <= claim.quotes[0].start < end

    return only(claims, lambda found: tuple(filter(inside, found)))


def _profile(document: Document, start: int, end: int, said: Claims, number: int) -> Profile:
    names = named(document.text[start:end])
    when = ordinals(_when(document, start, end))
    return profile_of(f"{document.id}{MARK}{number}", when, frozenset(), said, names, names, frozenset())


def _when(document: Document, start: int, end: int) -> Interval | None:
    """The narrowest time that the sentence names."""
    found = find_when(document.text, document.lang, published(document.published), start, end)
    spans = [(one.interval.days, one.start, one.interval) for one in found if one.interval.days and one.interval.days <= LONGEST_TIME]
    return min(spans, key=lambda span: span[:2])[2] if spans else None
