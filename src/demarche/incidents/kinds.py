"""What kind of statement an accusation is, and what it is said to rest on, from its own words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from demarche.incidents.cuewords import Spotted, spot
from demarche.lexicon.names import blocs, is_state, known_types
from demarche.model import Attribution, Quote, Reading
from demarche.model.qualification import Passage

NONE_SHOWN = "none-shown"
SPEAKS_FOR_ITSELF = {"media": "media", "unnamed": "anonymous"}
BY_TYPE = {"company": "technical", "media": "media", "ngo": "technical", "group": "own-claim"}
SHORTEST = 25
"""Characters of a quotation that says something by itself; shorter ones are mostly headings."""


def is_public(key: str | None) -> bool:
    """Whether a key is that of a state or of a bloc (EU, NATO, UN)."""
    return is_state(key) or key in blocs()


def statement_kind(by: str, said: Iterable[tuple[Reading, Attribution]]) -> str:
    """One of ``STATEMENT_KINDS``: by who speaks; for a state by the words (legal before technical), else political."""
    if by in SPEAKS_FOR_ITSELF:
        return SPEAKS_FOR_ITSELF[by]
    if not is_public(by):
        return BY_TYPE.get(known_types().get(by, ""), "political")
    found = {cue.type for reading, claim in said for quote in claim.quotes for cue in _spotted(reading, quote, "statement")}
    return "legal" if "legal" in found else "technical" if "technical" in found else "political"


def basis(said: Iterable[tuple[Reading, Attribution]]) -> dict[str, list[Passage]]:
    """What an accusation is said to rest on, with the words that say it; empty when its quotations show nothing."""
    found: dict[str, list[Passage]] = {}
    for reading, claim in said:
        for quote in claim.quotes:
            for cue in _spotted(reading, quote, "basis"):
                words = Quote.of(reading.document.text, cue.start, cue.end)
                found.setdefault(cue.type, []).append(passage(reading, words))
    return found


def _spotted(reading: Reading, quote: Quote, kind: str) -> list[Spotted]:
    document = reading.document
    return [cue for cue in spot(document.text, document.lang, quote.start, quote.end) if cue.kind == kind]


def passage(reading: Reading, quote: Quote) -> Passage:
    """A quotation with the document that it stands in."""
    return Passage(reading.document.id, reading.document.path, reading.document.published, quote)


def telling(claim: Any) -> Quote:
    """The quotation to show: the first that is longer than a bare name, else the first."""
    quotes: tuple[Quote, ...] = claim.quotes
    return next((quote for quote in quotes if len(quote.exact) >= SHORTEST), quotes[0])
