"""The names of states, organs, persons, companies, media and threat groups, compiled for one language.

Data: ``data/names/*.yml`` (hand-made, see its README) and ``data/reference/groups.yml`` (generated from the MISP galaxy).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from demarche.lexicon.load import DATA, read_yaml
from demarche.lexicon.matcher import Matcher
from demarche.lexicon.text import fold

NAMES = DATA / "names"
REFERENCE = DATA / "reference"
SHORT_CAPS = 4
"""All-capital forms shorter than this match only in capitals ("US", "VS", "UK"), longer ones in any capitalised spelling ("Anssi")."""
MONTHS = 12
PUBLISHED = re.compile(r"(\d{4})(?:-(\d{2}))?")
PLACES = ("name", "place", "metonym", "city", "adjective", "demonym", "prefix")


@dataclass(frozen=True, slots=True)
class Name:
    """One named thing. ``key`` is the claimant key of the coding guide (state code, EU, company name), None while it depends on context.

    ``type``: state, place, city, adjective, demonym, prefix, organ, organ-noun, person, company, media, ngo, group, other. ``kind`` is
    finer (``embassy``, ``intelligence`` ...). ``keys`` lists the candidates of an ambiguous name. ``case``: ``lower`` when any case
    will do, ``title`` when a capital is needed, ``exact`` when the letters must be as written. ``country`` is the ISO 3166-1 alpha-2
    code of the state an organisation sits in, "" where unknown: it tells where a victim is and never who speaks. ``since`` and
    ``until`` are the months (``2019-12``) of an office, see :func:`fitting`. ``guarded``: a group's name that is a word of other things
    too and asks for a word for hackers or attacks near by.
    """

    type: str
    key: str | None
    name: str
    kind: str = ""
    keys: tuple[str, ...] = ()
    speaks: bool = True
    level: str = ""
    case: str = "title"
    since: str = ""
    until: str = ""
    criminal: bool = False
    person: bool = False
    needs_owner: bool = False
    id: str = ""
    country: str = ""
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class NumberedGroups:
    """One way vendors number or name groups ("UNC1234", "Storm-0558", "Salt Typhoon"). ``regex`` is linear and matches whole words;
    ``canonical`` says how to write the name, ``{n}`` is its number; ``guarded`` as for :class:`Name`.
    """

    regex: re.Pattern[str]
    canonical: str = ""
    criminal: bool = False
    guarded: bool = False

    def name(self, written: str) -> Name:
        """The group that ``written`` (a match of ``regex``) stands for: the known one, else one of that name alone."""
        number = re.search(r"\d+", written)
        form = self.canonical.replace("{n}", number.group()) if self.canonical and number else " ".join(written.split())
        known = _squashed_groups().get(squash(form))
        if known is not None:
            return known
        criminal = self.criminal or any(_fits(pattern, form) for pattern in _group_file("criminal_by_pattern"))
        state = next((row["state"] for row in _group_file("states_by_pattern") if _fits(row["pattern"], form)), None)
        return Name("group", None if criminal else state, form, criminal=criminal, guarded=self.guarded)


@dataclass(slots=True)
class Names:
    """Compiled names of one language; an entry is (form as written, name)."""

    lang: str
    matcher: Matcher[tuple[str, Name]]
    group_forms: list[str] = field(default_factory=list)


@lru_cache(maxsize=16)
def names(lang: str) -> Names:
    """All names as ``lang`` writes them."""
    made = Names(lang, Matcher())
    seen: set[tuple[str, str, str | None, str]] = set()
    for form, name in _all(lang):
        mark = (form, name.type, name.key or name.name, name.since)
        if mark not in seen:
            seen.add(mark)
            made.matcher.add(form, (form, name))
            if name.type == "group":
                made.group_forms.append(form)
    return made


def _all(lang: str) -> Iterator[tuple[str, Name]]:
    yield from _states(lang)
    yield from _organs(lang)
    yield from _organ_nouns(lang)
    yield from _offices()
    for kind, file in (("company", "companies.yml"), ("media", "media.yml"), ("ngo", "ngos.yml")):
        yield from _organisations(kind, file)
    yield from _groups()
    yield from _others()


def _load(folder: Any, file: str) -> Any:
    path = folder / file
    return _cached(str(path)) if path.exists() else None


@lru_cache(maxsize=32)
def _cached(path: str) -> Any:
    from pathlib import Path

    return read_yaml(Path(path))


def _states(lang: str) -> Iterator[tuple[str, Name]]:
    for key, languages in (_load(NAMES, "states.yml") or {}).items():
        row = languages.get(lang) or languages.get("en") or {}
        for part in PLACES:
            kind = "state" if part == "name" else "place" if part == "metonym" else part
            case = "lower" if part in ("adjective", "demonym") and lang in ("fr", "de") else "title"
            for form in row.get(part) or ():
                yield form, Name(kind, key, (row.get("name") or [key])[0], kind=part, case=case)


def _forms(row: dict[str, Any], lang: str) -> list[str]:
    by_language = row.get("names") or {}
    return [*(by_language.get(lang) or ()), *(by_language.get("any") or ())]


def _organs(lang: str) -> Iterator[tuple[str, Name]]:
    for row in _load(NAMES, "organs.yml") or ():
        keys = tuple(row.get("keys") or ())
        case = "exact" if row.get("case") == "exact" else "title"
        level = "state" if row.get("side") == "state" else ""
        forms = _forms(row, lang)
        for form in forms:
            yield form, Name("organ", row.get("key"), forms[0], kind=row.get("kind", ""), keys=keys, level=level, case=case)


def _organ_nouns(lang: str) -> Iterator[tuple[str, Name]]:
    for kind, row in (_load(NAMES, "organ-nouns.yml") or {}).items():
        owned = set((row.get("needs_owner") or {}).get(lang) or ())
        for form in row.get(lang) or ():
            yield form, Name(
                "organ-noun", None, form, kind=kind, speaks=bool(row.get("speaks")), level=row.get("level") or "", case="lower",
                person=bool(row.get("person")), needs_owner=form in owned,
            )  # fmt: skip


def _offices() -> Iterator[tuple[str, Name]]:
    for row in _load(NAMES, "offices.yml") or ():
        name = Name(
            "person", row["key"], row["name"], kind=row.get("office", ""), since=str(row.get("from") or ""), until=str(row.get("to") or "")
        )
        for form in (row["name"], *(row.get("short") or ()), *(row.get("aliases") or ())):
            yield form, name


def _organisations(kind: str, file: str) -> Iterator[tuple[str, Name]]:
    for row in _load(NAMES, file) or ():
        case = "exact" if row.get("case") == "exact" else "title"
        for form in (row["name"], *(row.get("aliases") or ())):
            country = row.get("country") or row.get("state") or ""
            yield form, Name(kind, row["name"], row["name"], kind=row.get("kind", ""), case=case, country=country)


def _groups() -> Iterator[tuple[str, Name]]:
    """Hand layer first: its canonical names and refusals win over the generated reference."""
    guarded = {fold(form) for form in _group_file("context")}
    taken: set[str] = set()
    for row in _group_file("groups"):
        for form in (row["name"], *(row.get("aliases") or ())):
            taken.add(fold(form))
            yield form, _group(row, fold(form) in guarded)
    for row in _load(REFERENCE, "groups.yml") or ():
        for form in (row["name"], *(row.get("aliases") or ())):
            if fold(form) not in taken:
                yield form, _group(row, fold(form) in guarded)


def _group_file(part: str) -> Any:
    return (_load(NAMES, "groups-extra.yml") or {}).get(part) or ()


def _group(row: dict[str, Any], guarded: bool) -> Name:
    case = "exact" if row.get("case") == "exact" else "title"
    return Name(
        "group", row.get("known_state"), row["name"], kind=row.get("kind", ""), case=case, criminal=bool(row.get("criminal")),
        id=str(row.get("id") or ""), guarded=guarded,
    )  # fmt: skip


@lru_cache(maxsize=1)
def weak_groups() -> Matcher[tuple[str, Name]]:
    """Ordinary words that name a group only beside a word for hackers ("Reaper", "Zinc"); they are not among :func:`names`."""
    matcher: Matcher[tuple[str, Name]] = Matcher()
    for row in _group_file("groups"):
        for form in row.get("weak") or ():
            matcher.add(form, (form, _group(row, guarded=True)))
    return matcher


@lru_cache(maxsize=1)
def numbered_groups() -> tuple[NumberedGroups, ...]:
    """Patterns for names that no list holds yet; a longer match elsewhere wins over theirs.

    >>> [p.name("UNSC 2814").name for p in numbered_groups() if p.regex.fullmatch("UNSC 2814")]
    ['GALLIUM']
    """
    return tuple(_numbered(row) for row in _group_file("patterns"))


def _numbered(row: dict[str, Any]) -> NumberedGroups:
    regex = re.compile(rf"(?<![\w-])(?:{row['pattern']})(?!\w)")
    return NumberedGroups(regex, row.get("canonical", ""), bool(row.get("criminal")), bool(row.get("guarded")))


def find_numbered(text: str) -> list[tuple[int, int, Name]]:
    """Groups that :func:`numbered_groups` finds in ``text``, as (start, end, name) with offsets into it, in text order."""
    found = ((m.start(), m.end(), p.name(m.group())) for p in numbered_groups() for m in p.regex.finditer(text))
    return sorted(found, key=lambda hit: hit[:2])


@lru_cache(maxsize=1)
def _squashed_groups() -> dict[str, Name]:
    table: dict[str, Name] = {}
    for form, name in _groups():
        table.setdefault(squash(form), name)
    return table


def squash(name: str) -> str:
    """Letters and digits only, without accents: the form in which names of groups are compared."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", name).casefold())


def _fits(pattern: str, form: str) -> bool:
    """Whether ``form`` is what ``pattern`` says: ``*`` is one word or more at its start or end ("* Panda"), or a number after letters ("FIN*")."""
    text, fixed = form.casefold(), pattern.replace("*", "").casefold()
    rest = text.removesuffix(fixed) if pattern.startswith("*") else text.removeprefix(fixed)
    return bool(rest) and rest != text and (" " in pattern or rest.isdigit())


def fitting(candidates: Iterable[Name], published: str | None) -> Name:
    """Of names with one form, the one that a document of ``published`` (EDTF date or month or year, None when unknown) means.

    A person whose office covers the date wins over one whose office does not; where none does, the nearest in time; without a date the
    latest spell. Names without dates (organs, companies ...) hold at any time. Equals keep their order. Raises ValueError for none.

    >>> tusk = [Name("person", "EU", "Donald Tusk", since="2014-12", until="2019-11"), Name("person", "PL", "Donald Tusk", since="2023-12")]
    >>> fitting(tusk, "2024-06-03").key, fitting(tusk, "2017").key, fitting(tusk, None).key
    ('PL', 'EU', 'PL')
    """
    span = _months(published)
    rows = list(candidates)
    if not rows:
        raise ValueError("fitting() needs at least one name to choose from")
    if span is None:
        return max(rows, key=lambda name: name.since or "9999")
    return min(rows, key=lambda name: _distance(name, span))


def _months(date: str | None) -> tuple[int, int] | None:
    """First and last month of ``date``, counted from year 0; a year alone, or a season, is its twelve months."""
    found = PUBLISHED.match(date or "")
    if not found:
        return None
    start = int(found[1]) * MONTHS
    month = int(found[2] or 0)
    return (start + month, start + month) if 1 <= month <= MONTHS else (start + 1, start + MONTHS)


def _distance(name: Name, span: tuple[int, int]) -> int:
    """Months between the office of ``name`` and ``span``, 0 where they meet."""
    since, until = _months(name.since), _months(name.until)
    early = since[0] - span[1] if since else 0
    late = span[0] - until[1] if until else 0
    return max(early, late, 0)


def _others() -> Iterator[tuple[str, Name]]:
    """Names that stand in the way: malware, operations and products that must not be read as a group, a company or a state."""
    for row in _load(NAMES, "not-groups.yml") or ():
        forms = [row] if isinstance(row, str) else [row["name"], *(row.get("aliases") or ())]
        for form in forms:
            yield str(form), Name("other", None, str(form))


@lru_cache(maxsize=1)
def known_types() -> dict[str, str]:
    """Type (company, media, ngo, group) of every organisation key."""
    table: dict[str, str] = {}
    for kind, file in (("company", "companies.yml"), ("media", "media.yml"), ("ngo", "ngos.yml")):
        table.update((row["name"], kind) for row in _load(NAMES, file) or ())
    table.update((name.name, "group") for _, name in _groups())
    return table


@lru_cache(maxsize=1)
def _group_table() -> dict[str, Name]:
    table: dict[str, Name] = {}
    for _, name in _groups():
        table.setdefault(name.name, name)
    return table


def group_named(name: str) -> Name:
    """The threat group with the canonical ``name``; an unknown one stands for itself."""
    return _group_table().get(name) or Name("group", None, name)


@lru_cache(maxsize=1)
def blocs() -> frozenset[str]:
    """Keys that are no state of their own (EU, NATO, UN): they accuse, and are not accused."""
    return frozenset(key for key, row in (_load(NAMES, "states.yml") or {}).items() if row.get("bloc"))


@lru_cache(maxsize=1)
def seats() -> dict[str, tuple[str, str]]:
    """Folded name of a city to (bloc, state): where a bloc sits in a state's city."""
    rows = _load(NAMES, "seats.yml") or ()
    return {fold(name): (row["key"], row["of"]) for row in rows for name in row["names"]}
