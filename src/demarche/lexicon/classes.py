"""Classes of names that forms may use in place of a list: ``@state`` and ``@people`` mean every state alike, never the usual suspects."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from demarche.lexicon.data import DATA, read_yaml
from demarche.lexicon.forms import PIECE
from demarche.lexicon.pieces import Fitting
from demarche.lexicon.text import fold

CLASSES = {"@state": ("name", "place", "metonym"), "@people": ("adjective", "demonym"), "@citizens": ("demonym",)}
"""Class to the parts of ``names/states.yml`` whose words belong to it: names and seats of states; their adjectives and people; people."""


def spelled(form: str, lang: str) -> str:
    """``form`` with the names of several words beside the class they belong to; single words are found by :func:`members`.

    >>> spelled("{nous,@state} accuse", "xx")
    '{nous,{@state}} accuse'
    """
    for name in CLASSES:
        if name in form:
            form = form.replace(name, "{" + ",".join((name, *_several(name, lang))) + "}")
    return form


@lru_cache(maxsize=16)
def members(lang: str) -> dict[str, Fitting]:
    """Folded single words of ``lang`` to the classes they belong to."""
    found: dict[str, Fitting] = defaultdict(tuple)
    for name in CLASSES:
        for word in {fold(word) for word in _words(name, lang) if _single(word)}:
            found[word] += (name,)
    return dict(found)


@lru_cache(maxsize=32)
def _several(name: str, lang: str) -> tuple[str, ...]:
    return tuple(word for word in _words(name, lang) if not _single(word))


def _single(word: str) -> bool:
    return len(PIECE.findall(word)) == 1


@lru_cache(maxsize=32)
def _words(name: str, lang: str) -> tuple[str, ...]:
    states = (state.get(lang, {}) for state in _states())
    return tuple(dict.fromkeys(word for names in states for part in CLASSES[name] for word in names.get(part) or ()))


@lru_cache(maxsize=1)
def _states() -> tuple[dict[str, dict[str, list[str]]], ...]:
    return tuple(state for state in read_yaml(DATA / "names" / "states.yml").values() if not state.get("bloc"))
