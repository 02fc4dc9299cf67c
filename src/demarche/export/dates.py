"""Days of EDTF dates. A month or a year is an interval; nothing here makes a day out of it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime

SIMPLE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?")
UNDATED = date(1970, 1, 1)
"""Stands where a format demands a day and the document gives none; every exporter that uses it says so in its losses."""


def interval(edtf: str | None) -> tuple[date, date] | None:
    """First and last day of an EDTF day, month, year or interval of these, both included; None when undated or not understood."""
    ends = [_days(end) for end in (edtf or "").split("/")]
    found = [end for end in ends if end is not None]
    return (min(first for first, _ in found), max(last for _, last in found)) if found else None


def _days(edtf: str) -> tuple[date, date] | None:
    match = SIMPLE.fullmatch(edtf.strip())
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        return first, date(year, last_month, day or monthrange(year, last_month)[1])
    except ValueError:
        return None


def day(edtf: str | None) -> date | None:
    """The day, where the date is exactly one."""
    found = interval(edtf)
    return found[0] if found and found[0] == found[1] else None


def earliest(edtf: str | None) -> date:
    """The first day that the date allows, ``UNDATED`` without one."""
    found = interval(edtf)
    return found[0] if found else UNDATED


def timestamp(edtf: str | None) -> str:
    """The start of the earliest day, UTC, in the form of STIX."""
    return f"{earliest(edtf).isoformat()}T00:00:00.000Z"


def moment(at: str) -> int:
    """A time (RFC 3339) as seconds since 1970."""
    return int(datetime.fromisoformat(at).timestamp())


def instant(at: str | None) -> str:
    """A time (RFC 3339) in UTC, in the form of STIX; the start of 1970 without one."""
    found = datetime.fromisoformat(at).astimezone(UTC) if at else datetime.fromtimestamp(0, UTC)
    return f"{found:%Y-%m-%dT%H:%M:%S}.000Z"


def epoch(edtf: str | None) -> int:
    """The same as seconds since 1970."""
    first = earliest(edtf)
    return int(datetime(first.year, first.month, first.day, tzinfo=UTC).timestamp())
