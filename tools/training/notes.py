#!/usr/bin/env python3
"""Notes: short texts with their claims in one line, from which the scorer learns what a sentence by itself says (``evaluation/notes``).

usage: tools/training/notes.py FILE...   checks the files and says what is wrong with them
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from demarche.model.claims import (
    CERTAINTIES,
    DENIAL_TYPES,
    OBJECTIVES,
    RESPONSE_STATUSES,
    RESPONSE_TYPES,
    RESPONSIBILITIES,
    TECHNIQUES,
    VICTIM_TYPES,
)

FIELDS = ("attributions", "denials", "responses", "victims", "techniques", "objectives")
ATTRIBUTION = re.compile(r"(?P<by>.+?)>(?P<to>[A-Z]{2}|-)(?P<groups>(?:\+[^+]+)*) (?P<certainty>[a-z-]+) (?P<level>[a-z-]+)$")


class NoteError(ValueError):
    """A code that cannot be read; the message names it."""


def read_notes(path: Path) -> list[dict]:
    """The notes of one file as gold objects (see the coding guide) with their ``text``. Raises NoteError naming the note."""
    lang = path.stem
    notes = []
    for number, row in enumerate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or [], 1):
        try:
            notes.append({"id": f"{lang}n-{number:03}", "lang": lang, "text": row["text"], **coded(row["claims"])})
        except (NoteError, KeyError) as error:
            raise NoteError(f"{path.name}, note {number}: {error}") from error
    return notes


def coded(line: str) -> dict:
    """The gold fields of one line of codes."""
    gold: dict = {"relevant": line.strip() != "none", "incidents": [], **{name: [] for name in FIELDS}}
    for code in (c.strip() for c in line.split(";") if gold["relevant"] and c.strip()):
        marks = {"?": {"optional": True}, "~": {"background": True}}.get(code[0], {})
        kind, _, rest = code.lstrip("?~").strip().partition(" ")
        field, entry = _entry(kind, rest.strip())
        gold[field].append(entry | marks)
    return gold


def _entry(kind: str, rest: str) -> tuple[str, dict]:
    if kind == "a" and (found := ATTRIBUTION.match(rest)):
        return "attributions", {
            "by": found["by"].strip(), "to": _state(found["to"]), "groups": [g.strip() for g in found["groups"].split("+") if g.strip()],
            "certainty": _one_of(found["certainty"], CERTAINTIES), "responsibility": _one_of(found["level"], RESPONSIBILITIES),
        }  # fmt: skip
    if kind == "d":
        by, types = rest.rsplit(" ", 1)
        return "denials", {"by": by, "types": [_one_of(t, DENIAL_TYPES) for t in types.split("+")]}
    if kind == "r":
        by, what, to, status = rest.rsplit(" ", 3)
        return "responses", {
            "by": by,
            "type": _one_of(what, RESPONSE_TYPES),
            "to": _state(to),
            "status": _one_of(status, RESPONSE_STATUSES),
        }
    if kind == "v":
        country, sector = rest.rsplit(" ", 1)
        return "victims", {"country": _state(country), "type": _one_of(sector, VICTIM_TYPES)}
    if kind in ("t", "o"):
        return ("techniques", {"type": _one_of(rest, TECHNIQUES)}) if kind == "t" else ("objectives", {"type": _one_of(rest, OBJECTIVES)})
    raise NoteError(f"cannot read {kind} {rest!r}")


def _state(code: str) -> str | None:
    return None if code == "-" else code


def _one_of(value: str, allowed: Sequence[str]) -> str:
    if value not in allowed:
        raise NoteError(f"{value!r} is none of {', '.join(sorted(allowed))}")
    return value


def main(paths: list[str]) -> int:
    wrong = 0
    for path in paths:
        try:
            print(f"{path}: {len(read_notes(Path(path)))} notes")
        except (NoteError, ValueError, yaml.YAMLError) as error:
            print(f"{path}: {error}")
            wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
