"""The words of the interface: one YAML catalogue a language in ``locales/``; a new file is a new language."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale
from babel.numbers import format_decimal

DEFAULT = "en"
ORGANISATIONS = "organisations"


@cache
def catalogues() -> dict[str, dict[str, Any]]:
    """Language code to its catalogue, flat: ``section.key`` to text."""
    found = {}
    for entry in (files("demarche.desk") / "locales").iterdir():
        if entry.name.endswith(".yml"):
            found[entry.name.removesuffix(".yml")] = dict(_flat(yaml.safe_load(entry.read_text(encoding="utf-8"))))
    return dict(sorted(found.items()))


def _flat(tree: dict[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    flat: list[tuple[str, Any]] = []
    for key, value in tree.items():
        flat += _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(f"{prefix}{key}", value)]
    return flat


def choose(wanted: str | None, accept: str) -> str:
    """The language to speak: the one asked for, else the first of ``Accept-Language`` that has a catalogue."""
    known = catalogues()
    if wanted in known:
        return str(wanted)
    for part in accept.split(",")[:20]:
        code = part.split(";")[0].strip().split("-")[0].lower()
        if code in known:
            return code
    return DEFAULT


class Words:
    """One language's words."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._own, self._fallback = catalogues()[lang], catalogues()[DEFAULT]

    def __call__(self, key: str, **values: object) -> str:
        """The text of ``section.key`` with its values; a key without a text is shown itself, as keys of the record may be newer."""
        text = str(self._own.get(key) or self._fallback.get(key) or key.rsplit(".", 1)[-1])
        return text.format(**values) if values else text

    def count(self, key: str, number: int) -> str:
        """``section.key.one`` for 1, ``section.key.many`` else, with the number in it."""
        return self(f"{key}.{'one' if number == 1 else 'many'}", number=self.number(number))

    def number(self, number: int) -> str:
        """A whole number as this language writes it (CLDR)."""
        return str(format_decimal(number, locale=self.lang))

    def name(self, key: str | None) -> str:
        """A state, organisation or claimant by its key, in this language (CLDR for states)."""
        if key is None:
            return self("actor.none")
        return _name(self.lang, key)

    def names(self, keys: Iterable[str]) -> str:
        """Several actors by their names; what is no key stays as it is."""
        return ", ".join(map(self.name, keys))

    def key(self, name: str) -> str:
        """The key of a state or organisation written by its name in this language; what is no such name is its own key."""
        return _keys(self.lang).get(name.casefold(), name)

    def language(self, code: str) -> str:
        """A language's name in this language."""
        return str(Locale(self.lang).languages.get(code, code))


@cache
def _keys(lang: str) -> dict[str, str]:
    """Names of states and organisations, in lower case, to their keys."""
    states = {str(name): code for code, name in Locale(lang).territories.items() if len(code) == 2 and code.isalpha()}
    prefix = f"{ORGANISATIONS}."
    own = {str(name): key.removeprefix(prefix) for key, name in catalogues()[lang].items() if key.startswith(prefix)}
    return {name.casefold(): key for name, key in (states | own).items()}


@cache
def _name(lang: str, key: str) -> str:
    own = catalogues()[lang].get(f"{ORGANISATIONS}.{key}")
    if own:
        return str(own)
    return str(Locale(lang).territories.get(key, key)) if len(key) == 2 and key.isupper() else key
