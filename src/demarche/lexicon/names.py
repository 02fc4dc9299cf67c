"""The names of states, organs, persons, companies, media and threat groups, compiled for one language.

Data: ``data/names/*.yml`` (hand-made, see its README) and ``data/reference/groups.yml`` (generated from the MISP galaxy).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from demarche.lexicon.data import DATA, read_yaml
from demarche.lexicon.garbage import lasting
from demarche.lexicon.load import Language, language
from demarche.lexicon.matcher import Matcher
from demarche.lexicon.text import fold

NAMES = DATA / "names"
REFERENCE = DATA / "reference"
SHORT_CAPS = 4
"""All-capital forms shorter than this match only in capitals ("US", "VS", "UK"), longer ones in any capitalised spelling ("Anssi")."""
SMALL_WORD = 3
"""Letters of a word up to which it only ties a longer name together."""
QUOTED_SPACES = 2
"""An English name of so many spaces at least is a proper name wherever it stands ("Government Communications Headquarters")."""
PLACES = ("name", "place", "metonym", "city", "adjective", "demonym", "prefix")


@dataclass(frozen=True, slots=True)
class Name:
    """One named thing. ``key`` is the claimant key of the coding guide (state code, EU, company name), None while it depends on context.

    ``type``: state, place, city, adjective, demonym, prefix, organ, organ-noun, person, company, media, ngo, group, other. ``kind`` is
    finer (``embassy``, ``intelligence`` ...). ``keys`` lists the candidates of an ambiguous name. ``case``: ``lower`` when any case
    will do, ``title`` when a capital is needed, ``exact`` when the letters must be as written. ``country`` is the ISO 3166-1 alpha-2
    code of the state an organisation sits in, "" where unknown: it tells where a victim is and never who speaks.
    ``beside`` lists the states beside which the first of ``keys`` is meant though no text names it, "*" for all of them. ``since`` and
    ``until`` are the months (``2019-12``) of an office, see :mod:`demarche.lexicon.offices`. ``guarded``: a group's name that is a word
    of other things too and asks for a word for hackers or attacks near by.
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
    beside: tuple[str, ...] = ()


@dataclass(slots=True)
class Names:
    """Compiled names of one language; an entry is (form as written, name)."""

    lang: str
    matcher: Matcher[tuple[str, Name]]
    group_forms: list[str] = field(default_factory=list)


@lru_cache(maxsize=16)
@lasting()
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
    made.matcher.settle()
    return made


def _all(lang: str) -> Iterator[tuple[str, Name]]:
    yield from _states(lang)
    yield from _organs(lang)
    yield from _organ_nouns(lang)
    yield from _offices()
    for kind, file in (("company", "companies.yml"), ("media", "media.yml"), ("ngo", "ngos.yml")):
        yield from _organisations(kind, file)
    yield from known_groups()
    yield from _others()


def _load(folder: Any, file: str) -> Any:
    path = folder / file
    return _cached(str(path)) if path.exists() else None


@lru_cache(maxsize=32)
def _cached(path: str) -> Any:
    from pathlib import Path

    return read_yaml(Path(path))


def _states(lang: str) -> Iterator[tuple[str, Name]]:
    facts = language(lang)
    for key, languages in (_load(NAMES, "states.yml") or {}).items():
        row = languages.get(lang) or languages.get("en") or {}
        for part in PLACES:
            kind = "state" if part == "name" else "place" if part == "metonym" else part
            case = _case(part, facts)
            for form in _spellings(part, row.get(part) or (), facts):
                yield form, Name(kind, key, (row.get("name") or [key])[0], kind=part, case=case)


def _spellings(part: str, forms: Sequence[str], facts: Language) -> list[str]:
    """The forms, and adjectives also small where the language has those whose capital tells them from other words ("Polish")."""
    small = part == "adjective" and bool(facts.capital_tells)
    careless = (form.lower() for form in forms if small and not form.isupper() and form not in facts.capital_tells)
    return [*forms, *careless]


def _case(part: str, facts: Language) -> str:
    """How a name of a state is written; where adjectives follow their noun (French), capitals tell the people from the adjective."""
    if part not in ("adjective", "demonym") or not facts.small_adjectives:
        return "title"
    return "small" if part == "adjective" and facts.adjective_after else "lower"


def _forms(row: dict[str, Any], lang: str) -> list[str]:
    """Forms of ``lang``, those of every language, and proper names in English, which other languages quote untranslated."""
    by_language = row.get("names") or {}
    forms = [*(by_language.get(lang) or ()), *(by_language.get("any") or ())]
    quoted = [form for form in by_language.get("en") or () if form.istitle() and form.count(" ") >= QUOTED_SPACES]
    return list(dict.fromkeys((*forms, *quoted)))


def _organs(lang: str) -> Iterator[tuple[str, Name]]:
    for row in _load(NAMES, "organs.yml") or ():
        keys = tuple(row.get("keys") or ())
        case = "exact" if row.get("case") == "exact" else "title"
        level = "state" if row.get("side") == "state" else ""
        person = bool(row.get("person"))
        plain = Name("organ", row.get("key"), "", kind=row.get("kind", ""), keys=keys, level=level, case=case, person=person)
        forms = _forms(row, lang)
        for form in forms:
            yield form, replace(plain, name=forms[0], beside=tuple(row.get("beside") or ()))


def _organ_nouns(lang: str) -> Iterator[tuple[str, Name]]:
    large = language(lang).large_nouns  # there "stellen" is a verb and no office
    for kind, row in (_load(NAMES, "organ-nouns.yml") or {}).items():
        owned = set((row.get("needs_owner") or {}).get(lang) or ())
        capital = set((row.get("capital") or {}).get(lang) or ())
        for form in row.get(lang) or ():
            yield form, Name(
                "organ-noun", None, form, kind=kind, speaks=bool(row.get("speaks")), level=row.get("level") or "",
                case="title" if form in capital or large else "lower",
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


def known_groups() -> Iterator[tuple[str, Name]]:
    """Hand layer first: its canonical names and refusals win over the generated reference."""
    guarded = {fold(form) for form in group_file("context")}
    taken: set[str] = set()
    for row in group_file("groups"):
        weak = row.get("weak") or ()
        for form in (row["name"], *(row.get("aliases") or ()), *weak):
            taken.add(fold(form))
            yield form, _group_of(row, form in weak or fold(form) in guarded)
    for row in _load(REFERENCE, "groups.yml") or ():
        for form in (row["name"], *(row.get("aliases") or ())):
            if fold(form) not in taken:
                yield form, _group_of(row, fold(form) in guarded)


def group_file(part: str) -> Any:
    return (_load(NAMES, "groups-extra.yml") or {}).get(part) or ()


def _group_of(row: dict[str, Any], guarded: bool) -> Name:
    case = "exact" if row.get("case") == "exact" else "title"
    return Name(
        "group", row.get("known_state"), row["name"], kind=row.get("kind", ""), case=case, criminal=bool(row.get("criminal")),
        id=str(row.get("id") or ""), guarded=guarded,
    )  # fmt: skip


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
    table.update((name.name, "group") for _, name in known_groups())
    return table


@lru_cache(maxsize=1)
def _group_table() -> dict[str, Name]:
    table: dict[str, Name] = {}
    for _, name in known_groups():
        table.setdefault(name.name, name)
    return table


def group_named(name: str) -> Name:
    """The threat group with the canonical ``name``; an unknown one stands for itself."""
    return _group_table().get(name) or Name("group", None, name)


@lru_cache(maxsize=16)
def genitives(lang: str) -> frozenset[str]:
    """Last words of states and places in the genitive, folded ("nordkoreas", "[sri] lankas"): forms that are another one and an s."""
    found: set[str] = set()
    for languages in (_load(NAMES, "states.yml") or {}).values():
        row = languages.get(lang) or {}
        forms = {fold(form) for part in ("name", "place", "metonym", "genitive") for form in row.get(part) or ()}
        found |= {form.split()[-1] for form in forms if form.endswith("s") and form[:-1] in forms}
    return frozenset(found)


@lru_cache(maxsize=16)
def words_of_states(lang: str) -> frozenset[str]:
    """All words of the names of states, of their people and seats, folded; short ones of longer names ("The Hague") are none."""
    parts = [form.replace("-", " ").split() for form, _ in _states(lang)]
    return frozenset(fold(word) for words in parts for word in words if word.isalpha() and (len(words) == 1 or len(word) > SMALL_WORD))


@lru_cache(maxsize=1)
def blocs() -> frozenset[str]:
    """Keys that are no state of their own (EU, NATO, UN): they accuse, and are not accused."""
    return frozenset(key for key, row in (_load(NAMES, "states.yml") or {}).items() if row.get("bloc"))


@lru_cache(maxsize=1)
def particles() -> frozenset[str]:
    """Small words inside names of persons ("van der", "bin"), of all languages."""
    return frozenset(_load(NAMES, "particles.yml") or ())


@lru_cache(maxsize=1)
def seats() -> dict[str, tuple[str, str]]:
    """Folded name of a city to (bloc, state): where a bloc sits in a state's city."""
    rows = _load(NAMES, "seats.yml") or ()
    return {fold(name): (row["key"], row["of"]) for row in rows for name in row["names"]}


def is_state(key: str | None) -> bool:
    """Whether ``key`` is one that can stand accused: a state, no bloc and no organisation."""
    return key is not None and len(key) == 2 and key not in blocs()
