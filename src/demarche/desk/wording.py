"""The words of a claim as fields of a form: for each quotation where it begins and ends, in characters of the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from demarche.errors import UsageError
from demarche.model import Quote


def names(number: int) -> tuple[str, str]:
    """The form's fields for one quotation."""
    return f"start{number}", f"end{number}"


def moved(given: Callable[[str], str], text: str, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotations at the places that were given, at their own where none was. Raises ``UsageError`` for a place that is none."""
    return tuple(_moved(given, text, number, quote) for number, quote in enumerate(quotes))


def _moved(given: Callable[[str], str], text: str, number: int, quote: Quote) -> Quote:
    start, end = (_place(given(name), own) for name, own in zip(names(number), (quote.start, quote.end), strict=True))
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise UsageError(f"there are no words from {start} to {end}", f"the text has the characters 0 to {len(text)}")
    return Quote.of(text, start, end)


def _place(given: str, own: int) -> int:
    if given and not (given.isascii() and given.isdecimal() and len(given) < 10):
        raise UsageError(f"{given} is no place in the text", "count characters from the beginning of the text")
    return int(given) if given else own


def as_value(quotes: Sequence[Quote]) -> list[dict[str, object]]:
    """Quotations as a judgement keeps them."""
    return [{"start": quote.start, "exact": quote.exact} for quote in quotes]
