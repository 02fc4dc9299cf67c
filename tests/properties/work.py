"""Work without a clock."""

from __future__ import annotations

import sys
from collections.abc import Callable


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python run when ``work`` is done a second time: what the first time keeps for later does not count."""
    work()
    count = 0

    def tracer(frame, event, argument):  # type: ignore[no-untyped-def]
        nonlocal count
        count += 1
        return tracer

    previous = sys.gettrace()
    sys.settrace(tracer)
    try:
        work()
    finally:
        sys.settrace(previous)
    return count
