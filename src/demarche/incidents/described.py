"""The one-line reading of a sheet: counts and spans, never a truth score."""

from __future__ import annotations

from dataclasses import replace

from demarche.incidents.kinds import NONE_SHOWN
from demarche.model.claims import RESPONSIBILITIES
from demarche.model.qualification import Answer, Qualification

UNNAMED = ("media", "unnamed")


def described(sheet: Qualification) -> Qualification:
    """The sheet with its reading filled in."""
    parts = [
        _accusers(sheet),
        _levels(sheet),
        _number(len(sheet.independence.voices), "independent voice"),
        *_answered(sheet),
        _basis(sheet),
    ]
    return replace(sheet, reading="; ".join(part for part in parts if part))


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _accusers(sheet: Qualification) -> str:
    named = {row.by for row in sheet.accusers if row.by not in UNNAMED}
    silent = " not named" if sheet.accusers and not named else ""
    return _number(len(named), "accuser") if not silent else "accuser not named"


def _levels(sheet: Qualification) -> str:
    found = sorted({name for row in sheet.accusers for name in row.levels}, key=RESPONSIBILITIES.index)
    if not found:
        return ""
    return f"level {found[0]}" if len(found) == 1 else f"{len(found)} levels, from {found[0]} to {found[-1]}"


def _answered(sheet: Qualification) -> list[str]:
    if not sheet.answers:
        return ["no answer of the accused in these documents"] if any(row.to for row in sheet.accusers) else []
    return [f"denied by {one.by}{_after(one)}" for one in sheet.answers]


def _after(answer: Answer) -> str:
    fewest, most = answer.delay
    if fewest is None or most is None:
        return ""
    return f" after {_number(most, 'day')}" if fewest == most else f" within {fewest} to {_number(most, 'day')}"


def _basis(sheet: Qualification) -> str:
    shown = {row.by for row in sheet.accusers if row.bases != (NONE_SHOWN,)}
    return f"basis shown by {len(shown) or 'nobody'}" if sheet.accusers else ""
