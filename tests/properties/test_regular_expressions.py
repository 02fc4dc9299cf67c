"""The work of every regular expression of the package grows with the length of hostile text, not with its square."""

from __future__ import annotations

import re
import time

import pytest
from properties.hostile import GENERAL, patterns, pieces

STEPS = ((2_000, 0.001), (10_000, 0.03), (30_000, 0.15))
"""Characters, and the seconds of processor time they may take. What is linear passes the first; what is quadratic fails all three and would
take more than a second for 100,000."""
FOUND = patterns()


def seconds(regex: re.Pattern[str], searched: bool, text: str) -> float:
    start = time.process_time()
    if searched:
        for _ in regex.finditer(text):
            pass
    regex.fullmatch(text)
    return time.process_time() - start


def filled(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size] + "\0"


def slow(regex: re.Pattern[str], searched: bool, piece: str) -> bool:
    """Tried on ever longer texts, so that a bad expression is told without waiting for it."""
    return all(seconds(regex, searched, filled(piece, size)) > limit for size, limit in STEPS)


def test_the_expressions_are_found() -> None:
    assert len(FOUND) > 60


@pytest.mark.parametrize("place", sorted(FOUND))
def test_linear(place: str) -> None:
    regex, searched = FOUND[place]
    found = next((piece for piece in (*GENERAL, *pieces(regex)) if slow(regex, searched, piece)), None)
    assert found is None, f"{regex.pattern} on {found!r} repeated"
