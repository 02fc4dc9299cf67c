"""The default back end: lexicon, frames and a learned scorer; runs offline and gives the same claims every time."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.claims.extract import extract
from demarche.model import Claims, Document


@dataclass(frozen=True, slots=True)
class Rules:
    """Its version is that of the program, so it adds none."""

    name: str = "rules"
    version: str = ""
    seconds: float = 0.0

    def extract(self, document: Document) -> Claims:
        """What :func:`demarche.claims.extract` finds."""
        return extract(document)


def configured() -> Rules:
    """The rules need no configuration."""
    return Rules()
