"""A copy says what its original says, quoted in the copy's own text."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from demarche.model import Claims, Quote, Reading


def as_copy(copy: Reading, original: Reading) -> Reading:
    """The copy with its original's claims. A quotation that the copy does not have is left out, and so is a claim left without any."""
    return replace(copy, claims=relocate(original.claims, copy.document.text), incidents=original.incidents or copy.incidents)


def relocate(claims: Claims, text: str) -> Claims:
    """The claims with their quotations at the places where ``text`` has the same words."""
    moved: dict[str, Any] = {}
    for field in fields(claims):
        if field.name != "relevant":
            moved[field.name] = tuple(claim for claim in (_moved(c, text) for c in getattr(claims, field.name)) if claim.quotes)
    return replace(claims, **moved)


def _moved(claim: Any, text: str) -> Any:
    quotes = []
    for quote in claim.quotes:
        start = text.find(quote.exact)
        if start >= 0:
            quotes.append(Quote(start, start + len(quote.exact), quote.exact))
    return replace(claim, quotes=tuple(quotes))
