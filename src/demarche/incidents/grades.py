"""Admiralty-style grades, only as far as the record itself gives a reason for them."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from demarche.incidents.kinds import SPEAKS_FOR_ITSELF
from demarche.incidents.vocabulary import grade
from demarche.model import Reading
from demarche.model.qualification import Grade

TWO = 2


def source_grade(by: str, readings: Sequence[Reading], voices: int) -> Grade:
    """How far the words can be trusted to be the accuser's; never about whether they are true."""
    if by in SPEAKS_FOR_ITSELF:
        return grade("source", "F", "unnamed")
    if any(_own_host(by, one) for one in readings):
        return grade("source", "B", "own-publication")
    if voices >= TWO:
        return grade("source", "B", "own-words", voices=voices)
    if any(one.document.url or one.document.published for one in readings):
        return grade("source", "C", "reported")
    return grade("source", "F", "bare")


def _own_host(by: str, reading: Reading) -> bool:
    """The document's host carries the accuser's name (microsoft.com for Microsoft)."""
    host = urlsplit(reading.document.url or "").hostname or ""
    return "".join(by.casefold().split()) in host.split(".") and len(by) > TWO


def information_grade(others: int, shown: bool, other_shown: bool) -> Grade:
    """How far others say the same: ``others`` accuse the same state, and whether a basis is shown by this one and by another."""
    if others >= TWO and other_shown:
        return grade("information", 1, "confirmed", others=others)
    if others:
        return grade("information", 2, "agreed", others=others)
    return grade("information", 3, "shown") if shown else grade("information", 6, "alone")
