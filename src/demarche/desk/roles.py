"""The roles of a claim as fields of a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from demarche.model import claims as said

BLANK: dict[str, dict[str, Any]] = {
    "attributions": {"by": "unnamed", "to": None, "groups": [], "certainty": "stated", "responsibility": "group-only", "background": False},
    "denials": {"by": "unnamed", "types": ["flat"], "background": False},
    "responses": {"by": "unnamed", "type": None, "to": None, "status": "done", "background": False},
    "victims": {"country": None, "type": None, "background": False},
    "techniques": {"type": None},
    "objectives": {"type": None},
}
"""What can be corrected in a claim of each kind, in the order of the form, and what is taken for a missed claim where it is left open."""
TYPED = {"responses": said.RESPONSE_TYPES, "victims": said.VICTIM_TYPES, "techniques": said.TECHNIQUES, "objectives": said.OBJECTIVES}
"""The values of ``type``, by kind."""
FIXED = {
    "certainty": said.CERTAINTIES,
    "responsibility": said.RESPONSIBILITIES,
    "types": said.DENIAL_TYPES,
    "status": said.RESPONSE_STATUSES,
    "background": ("no", "yes"),
}
ACTORS = ("by", "to", "country")
LISTS = ("groups", "types")
EMPTIES = ("to", "country", "groups")
"""Fields that can say that there is none."""
LONGEST = 120


def choices(kind: str, field: str) -> tuple[str, ...]:
    """The values a field can take, empty where it is free."""
    return TYPED.get(kind, ()) if field == "type" else FIXED.get(field, ())


def fields_of(given: Callable[[str], str], kind: str, key: Callable[[str], str]) -> dict[str, Any]:
    """The fields of a form that were filled in; ``key`` gives the key of an actor that was written by its name."""
    found: dict[str, Any] = {}
    for field in BLANK[kind]:
        text = given(field)[:LONGEST]
        if text or field in EMPTIES:
            found[field] = _value(field, text, key)
    return found


def _value(field: str, text: str, key: Callable[[str], str]) -> Any:
    if field in LISTS:
        return [part.strip() for part in text.split(",") if part.strip()]
    if field == "background":
        return text == "yes"
    return (key(text) if field in ACTORS else text) or None


def differing(claim: Any, given: dict[str, Any]) -> dict[str, Any]:
    """Of the fields given, those that say something else than the claim."""
    return {name: value for name, value in given.items() if _plain(getattr(claim, name)) != value}


def _plain(value: Any) -> Any:
    return [getattr(item, "name", item) for item in value] if isinstance(value, tuple) else value
