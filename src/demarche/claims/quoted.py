"""The check every back end's claims go through: what is quoted must stand in the document."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any

from demarche.model import Claims, Document, Problem, Quote

UNPLACED = -1
"""Start and end of a quotation of which a back end knows the words and not the place."""
KINDS = tuple(field.name for field in fields(Claims) if field.name != "relevant")
MOST_SHOWN = 80


def checked(document: Document, claims: Claims) -> tuple[Claims, tuple[Problem, ...]]:
    """``claims`` with every quotation at its place in ``document``, and what was dropped.

    A quotation that is not in the text is dropped and reported, a claim that is left without any is dropped with it, and a document
    that is left without attribution, denial and response is not relevant.
    """
    unfounded: list[str] = []
    kept: dict[str, Any] = {kind: tuple(_founded(document.text, getattr(claims, kind), unfounded)) for kind in KINDS}
    if not unfounded:
        return replace(claims, **kept), ()
    relevant = claims.relevant and any(kept[kind] for kind in ("attributions", "denials", "responses"))
    left = Claims(True, **kept) if relevant else Claims(relevant=False)
    return left, tuple(_problem(document, words) for words in unfounded)


def _founded(text: str, claims: tuple[Any, ...], unfounded: list[str]) -> list[Any]:
    found = []
    for claim in claims:
        quotes = [(quote, placed(text, quote)) for quote in claim.quotes]
        unfounded += [quote.exact for quote, place in quotes if place is None]
        if places := tuple(place for _, place in quotes if place is not None):
            found.append(claim if places == claim.quotes else replace(claim, quotes=places))
    return found


def placed(text: str, quote: Quote) -> Quote | None:
    """The quotation as it stands in ``text``: where it says, else at the first place of its words whatever the white space; or None."""
    if quote.start >= 0 and quote.exact and text[quote.start : quote.end] == quote.exact:
        return quote
    words = quote.exact.split()
    match = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    return Quote(match.start(), match.end(), match.group()) if match else None


def _problem(document: Document, words: str) -> Problem:
    shown = words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN]}..."
    reason = f"a quotation is not in the text and was dropped: {shown!r}"
    return Problem(document.path, "unfounded-quotation", reason, "read the document beside its claims", fatal=False)
