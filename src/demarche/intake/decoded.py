"""What a format module hands to cleaning: the source as Unicode, and what the container said about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from demarche.intake.limits import Limits
from demarche.model import Problem, Source


@dataclass(frozen=True, slots=True)
class Decoded:
    """One source as Unicode. ``markup`` is ``text`` or ``html``; ``wrapped`` is true where lines break within sentences (PDF).

    ``published`` (EDTF), ``title``, ``url`` and ``lang`` are what the container (mail header, JSON field) says apart from the text.
    """

    text: str
    markup: str = "text"
    title: str | None = None
    published: str | None = None
    published_from: str | None = None
    published_words: str | None = None
    url: str | None = None
    lang: str | None = None
    wrapped: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of input: how to know it, how to split a file into sources, how to decode a source. None ever raises for bad input."""

    kind: str
    matches: Callable[[bytes], bool]
    sources: Callable[[bytes, str, Limits], Iterator[Source | Problem]]
    decode: Callable[[Source], Decoded | Problem]
