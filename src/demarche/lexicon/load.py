"""Reads the word data of a language and compiles it. One ``Lexicon`` a language, made once a process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from demarche.lexicon.classes import members, spelled
from demarche.lexicon.data import LANGUAGES, LexiconError, read_yaml
from demarche.lexicon.forms import GAP
from demarche.lexicon.garbage import lasting
from demarche.lexicon.matcher import Matcher

IDEAS = "ideas.yml"
"""File of a language that holds no cues but its ideas (``lexicon/ideas.py``)."""
HIDES = "none"
"""Frame of a cue that only hides the shorter forms inside it ("heart attack")."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A group of forms with one meaning.

    ``kind`` says what the words do (``accuse``, ``deny``, ``hedge`` ...: see docs/reference/lexicon.md), ``frame`` where their slots stand,
    ``type``/``level``/``certainty``/``status`` what they give to the claim, ``strength`` (0..1) how surely they mean it on their own.
    """

    id: str
    kind: str
    lang: str
    forms: tuple[str, ...]
    frame: str = ""
    type: str = ""
    level: str = ""
    certainty: str = ""
    status: str = ""
    strength: float = 1.0
    exact: bool = False
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """Facts about a language (``language.yml``): its own name, how many words a gap may bridge, whether the subject follows the verb
    when something else opens the clause, whether adjectives may follow their noun, whether adjectives of states may be written
    small, whether compounds are written apart, whether all nouns are written large, whether its data is a beginning that is not to
    draw texts of its neighbours, its definite articles in the plural, its words for two who were named, its numerals from two on, and
    the adjectives of states that written small are other words: where any are given, the others are found small too, as mails and
    posts write them."""

    name: str
    gap: int = GAP
    verb_second: bool = False
    adjective_after: bool = False
    small_adjectives: bool = False
    compound_apart: bool = False
    large_nouns: bool = False
    experimental: bool = False
    definite: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    numerals: tuple[str, ...] = ()
    capital_tells: tuple[str, ...] = ()


@dataclass(slots=True)
class Lexicon:
    """The compiled words of one language."""

    lang: str
    language: Language
    cues: list[Cue]
    matcher: Matcher[Cue]


FIELDS = set(Cue.__slots__) - {"lang"}


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that have data."""
    return tuple(sorted(p.name for p in LANGUAGES.iterdir() if p.is_dir() and any(p.glob("*.yml"))))


def read_cues(lang: str) -> list[Cue]:
    """All cues of ``lang`` in file order. Raises LexiconError for an unknown field or a repeated id."""
    cues: list[Cue] = []
    seen: set[str] = set()
    for path in sorted(path for path in (LANGUAGES / lang).glob("*.yml") if path.name != IDEAS):
        data = read_yaml(path) or {}
        common = {key: value for key, value in data.items() if key in FIELDS}
        for row in data.get("cues") or []:
            cue = _cue({**common, **row}, lang, path)
            if cue.id in seen:
                raise LexiconError(f"{path.name}: id {cue.id} is used twice")
            seen.add(cue.id)
            cues.append(cue)
    return cues


def _cue(row: dict[str, Any], lang: str, path: Path) -> Cue:
    unknown = set(row) - FIELDS
    if unknown or not row.get("id") or not row.get("forms"):
        raise LexiconError(f"{path.name}: cue {row.get('id', row)!r} has unknown fields {sorted(unknown)} or lacks id or forms")
    lists = {key: tuple(str(x) for x in row.get(key) or ()) for key in ("forms", "yes", "no")}
    lists["forms"] = tuple(spelled(form, lang) for form in lists["forms"])
    return Cue(lang=lang, **{**row, **lists})


@lru_cache(maxsize=16)
def language(lang: str) -> Language:
    """The facts about ``lang``; plain defaults where its folder states none."""
    path = LANGUAGES / lang / "language.yml"
    if not path.exists():
        return Language(lang)
    facts = read_yaml(path)["language"]
    lists = {name: tuple(facts.get(name) or ()) for name in ("definite", "both", "numerals", "capital_tells")}
    return Language(**{**facts, **lists})


@lru_cache(maxsize=1)
def settled_languages() -> tuple[str, ...]:
    """Those of :func:`languages` that are not experimental."""
    return tuple(code for code in languages() if not language(code).experimental)


def matcher_for(lang: str) -> Matcher[Any]:
    """A matcher without forms yet, that knows what forms of ``lang`` may say."""
    return Matcher(language(lang).gap, members(lang))


@lru_cache(maxsize=16)
@lasting()
def lexicon(lang: str) -> Lexicon:
    """The lexicon of ``lang``. Raises LexiconError when there is none."""
    if not (LANGUAGES / lang).is_dir():
        raise LexiconError(f"no language data for {lang!r}; there are {', '.join(languages())}")
    made = Lexicon(lang, language(lang), read_cues(lang), matcher_for(lang))
    for cue in made.cues:
        for form in cue.forms:
            made.matcher.add(form, cue)
    made.matcher.settle()
    return made


def written_so(cue: Cue, word: str) -> bool:
    """Whether ``word``, the first of a hit, is written as an ``exact`` cue wants it (case and accents)."""
    return not cue.exact or any(form.startswith(word) or (form.startswith("{") and word in form) for form in cue.forms)
