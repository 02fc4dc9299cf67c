"""The roles of a claim as fields of a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from demarche.errors import UsageError
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
    """The fields of a form that were filled in; ``key`` gives the key of an actor that was written by its name.

    Raises ``UsageError`` for a value that the field cannot take.
    """
    found: dict[str, Any] = {}
    for field in BLANK[kind]:
        text = given(field)[:LONGEST]
        if text or field in EMPTIES:
            found[field] = _value(field, text, choices(kind, field), key)
    return found


def _value(field: str, text: str, known: tuple[str, ...], key: Callable[[str], str]) -> Any:
    values = [part.strip() for part in text.split(",") if part.strip()] if field in LISTS else [text]
    wrong = [value for value in values if known and value not in known]
    if wrong:
        raise UsageError(f"{field} cannot be {wrong[0]}", f"choose of: {', '.join(known)}")
    if field in LISTS:
        return values
    if field == "background":
        return text == "yes"
    return (key(text) if field in ACTORS else text) or None


def whole(kind: str, given: dict[str, Any]) -> dict[str, Any]:
    """All fields of a missed claim. Raises ``UsageError`` where one is open that has no usual value."""
    found = BLANK[kind] | given
    if "type" in found and not found["type"]:
        raise UsageError("the type is missing", f"choose of: {', '.join(TYPED[kind])}")
    return found


def differing(claim: Any, given: dict[str, Any]) -> dict[str, Any]:
    """Of the fields given, those that say something else than the claim."""
    return {name: value for name, value in given.items() if _plain(getattr(claim, name)) != value}


def _plain(value: Any) -> Any:
    return [getattr(item, "name", item) for item in value] if isinstance(value, tuple) else value
