"""What a judgement may set: the fields of each kind of claim, with the values that ``docs/coding-guide.md`` allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from demarche.errors import UsageError
from demarche.model import claims as said


@dataclass(frozen=True, slots=True)
class Field:
    """Whether a value (as JSON gives it) fits, and what would."""

    fits: Callable[[Any], bool]
    hint: str


def _one_of(words: tuple[str, ...]) -> Field:
    return Field(lambda value: value in words, f"choose of: {', '.join(words)}")


def _some_of(words: tuple[str, ...]) -> Field:
    return Field(lambda value: bool(value) and _all(value, lambda one: one in words), f"a list of some of: {', '.join(words)}")


def _all(value: Any, fits: Callable[[Any], bool]) -> bool:
    return isinstance(value, (list, tuple)) and all(map(fits, value))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_group(value: Any) -> bool:
    return _is_text(value) or (isinstance(value, dict) and _is_text(value.get("name")) and _is_text(value.get("id")))


def _is_quote(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("exact"), str) and isinstance(value.get("start", 0), int)


BY = Field(_is_text, "a key of the coding guide: NL, EU, Microsoft, unnamed")
TO = Field(lambda value: value is None or _is_text(value), "a key of the coding guide, or nothing")
GROUPS = Field(lambda value: _all(value, _is_group), "a list of names")
FIELDS: dict[str, dict[str, Field]] = {
    "attributions": {
        "by": BY, "to": TO, "groups": GROUPS, "certainty": _one_of(said.CERTAINTIES), "responsibility": _one_of(said.RESPONSIBILITIES),
    },
    "denials": {"by": BY, "types": _some_of(said.DENIAL_TYPES)},
    "responses": {"by": BY, "type": _one_of(said.RESPONSE_TYPES), "to": TO, "status": _one_of(said.RESPONSE_STATUSES)},
    "victims": {"country": TO, "type": _one_of(said.VICTIM_TYPES)},
    "techniques": {"type": _one_of(said.TECHNIQUES)},
    "objectives": {"type": _one_of(said.OBJECTIVES)},
}  # fmt: skip
EVERY = {
    "background": Field(lambda value: isinstance(value, bool), "true or false"),
    "quotes": Field(lambda value: bool(value) and _all(value, _is_quote), 'a list of {"start", "exact"}'),
}
"""Fields that all kinds have."""


def check(action: str, kind: str, value: Any) -> None:
    """Raise ``UsageError`` unless a claim of this kind can be corrected so, or (``add``) can be made of it."""
    fields = FIELDS.get(kind)
    if fields is None:
        raise UsageError(f"there is no kind of claim {kind}", f"choose of: {', '.join(FIELDS)}")
    given = {name: item for name, item in value.items() if name != "kind"}
    for name, item in given.items():
        field = (fields | EVERY).get(name)
        if field is None:
            raise UsageError(f"{kind} have no {name}", f"they have: {', '.join(fields | EVERY)}")
        if not field.fits(item):
            raise UsageError(f"{name} cannot be {item!r}", field.hint)
    missing = [name for name in (*fields, "quotes") if name not in given] if action == "add" else []
    if missing:
        raise UsageError(f"{missing[0]} is missing", (fields | EVERY)[missing[0]].hint)
