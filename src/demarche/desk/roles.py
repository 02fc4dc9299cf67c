"""The roles of a claim as fields of a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from demarche.errors import UsageError
from demarche.model.claims import CERTAINTIES, DENIAL_TYPES, RESPONSE_STATUSES, RESPONSE_TYPES, RESPONSIBILITIES, VICTIM_TYPES

FIELDS: dict[str, tuple[str, ...]] = {
    "attributions": ("by", "to", "groups", "certainty", "responsibility"),
    "denials": ("by", "types"),
    "responses": ("by", "type", "to", "status"),
    "victims": ("country", "type"),
    "techniques": (),
    "objectives": (),
}
"""What can be corrected in a claim of each kind, in the order of the form."""
ACTORS = ("by", "to", "country")
LISTS = ("groups", "types")
LONGEST = 120


def choices(kind: str, field: str) -> tuple[str, ...]:
    """The values a field can take, empty where it is free."""
    typed = {"responses": RESPONSE_TYPES, "victims": VICTIM_TYPES}
    fixed = {"certainty": CERTAINTIES, "responsibility": RESPONSIBILITIES, "types": DENIAL_TYPES, "status": RESPONSE_STATUSES}
    return typed.get(kind, ()) if field == "type" else fixed.get(field, ())


def fields_of(given: Callable[[str], str], kind: str) -> dict[str, Any]:
    """The fields of a form that were filled in. Raises ``UsageError`` for a value that the field cannot take."""
    found: dict[str, Any] = {}
    for field in FIELDS[kind]:
        text = given(field)[:LONGEST]
        values = [part.strip() for part in text.split(",") if part.strip()] if field in LISTS else [text]
        known = choices(kind, field)
        wrong = [value for value in values if known and value and value not in known]
        if wrong:
            raise UsageError(f"{field} cannot be {wrong[0]}", f"choose of: {', '.join(known)}")
        if text or field in ("to", "country", "groups"):
            found[field] = values if field in LISTS else text or None
    return found


def differing(claim: Any, given: dict[str, Any]) -> dict[str, Any]:
    """Of the fields given, those that say something else than the claim."""
    return {name: value for name, value in given.items() if _plain(getattr(claim, name)) != value}


def _plain(value: Any) -> Any:
    return [getattr(item, "name", item) for item in value] if isinstance(value, tuple) else value
