"""Threat groups beyond the list of names: those that follow a vendor's way of numbering or naming and that no list holds yet.

Data: ``data/names/groups-extra.yml`` (``patterns``, ``states_by_pattern``, ``criminal_by_pattern``; see the README there).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ahocorasick_rs import AhoCorasick

from demarche.lexicon.names import Name, group_file, known_groups

STEM = re.compile(r"[A-Za-z]{2,}")
ESCAPE = re.compile(r"\\[a-zA-Z]|\[[^\]]*\]|\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class NumberedGroups:
    """One way vendors number or name groups ("UNC1234", "Storm-0558", "Salt Typhoon"). ``regex`` is linear and matches whole words;
    ``canonical`` says how to write the name, ``{n}`` is its number; ``guarded`` as for :class:`Name`; a match holds one of ``stems``.
    """

    regex: re.Pattern[str]
    canonical: str = ""
    criminal: bool = False
    guarded: bool = False
    stems: frozenset[str] = frozenset()

    def name(self, written: str) -> Name:
        """The group that ``written`` (a match of ``regex``) stands for: the known one, else one of that name alone."""
        number = re.search(r"\d+", written)
        form = self.canonical.replace("{n}", number.group()) if self.canonical and number else " ".join(written.split())
        known = _squashed_groups().get(squash(form))
        if known is not None:
            return known
        criminal = self.criminal or any(_fits(pattern, form) for pattern in group_file("criminal_by_pattern"))
        state = next((row["state"] for row in group_file("states_by_pattern") if _fits(row["pattern"], form)), None)
        return Name("group", None if criminal else state, form, criminal=criminal, guarded=self.guarded)


@lru_cache(maxsize=1)
def numbered_groups() -> tuple[NumberedGroups, ...]:
    """Patterns for names that no list holds yet; a longer match elsewhere wins over theirs.

    >>> [p.name("UNSC 2814").name for p in numbered_groups() if p.regex.fullmatch("UNSC 2814")]
    ['GALLIUM']
    """
    return tuple(_numbered(row) for row in group_file("patterns"))


def _numbered(row: dict[str, Any]) -> NumberedGroups:
    pattern = row["pattern"]
    stems = frozenset(STEM.findall(ESCAPE.sub(" ", pattern)))
    regex = re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)")
    return NumberedGroups(regex, row.get("canonical", ""), bool(row.get("criminal")), bool(row.get("guarded")), stems)


def find_numbered(text: str) -> list[tuple[int, int, Name]]:
    """Groups that :func:`numbered_groups` finds in ``text``, as (start, end, name) with offsets into it, in text order."""
    found = ((m.start(), m.end(), p.name(m.group())) for p in _likely(text) for m in p.regex.finditer(text))
    return sorted(found, key=lambda hit: hit[:2])


def _likely(text: str) -> list[NumberedGroups]:
    """The patterns of which ``text`` holds the letters: most texts hold none, and one search for them all is many times faster."""
    stems, automaton = _stems()
    held = {stems[number] for number, _, _ in automaton.find_matches_as_indexes(text, overlapping=True)}
    return [pattern for pattern in numbered_groups() if not held.isdisjoint(pattern.stems)] if held else []


@lru_cache(maxsize=1)
def _stems() -> tuple[list[str], AhoCorasick]:
    stems = sorted({stem for pattern in numbered_groups() for stem in pattern.stems})
    return stems, AhoCorasick(stems)


@lru_cache(maxsize=1)
def _squashed_groups() -> dict[str, Name]:
    table: dict[str, Name] = {}
    for form, name in known_groups():
        table.setdefault(squash(form), name)
    return table


def squash(name: str) -> str:
    """Letters and digits only, without accents: the form in which names of groups are compared."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", name).casefold())


def _fits(pattern: str, form: str) -> bool:
    """Whether ``form`` is what ``pattern`` says: ``*`` is some words at an end of it ("* Panda"), or a number after letters ("FIN*")."""
    text, fixed = form.casefold(), pattern.replace("*", "").casefold()
    rest = text.removesuffix(fixed) if pattern.startswith("*") else text.removeprefix(fixed)
    return bool(rest) and rest != text and (" " in pattern or rest.isdigit())


def known_group(written: str) -> Name | None:
    """The group whose name or alias is written so, apart from case, spaces and punctuation; None when nobody knows it."""
    return _squashed_groups().get(squash(written))
