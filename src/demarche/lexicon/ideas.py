"""Which ideas the words of a language carry: a small thesaurus beside the constructions.

A word for an attack that no construction knows may still be a known word ("kaapte", "saboteure"), and what it means is the same in all
languages: weights learned of an idea hold for each of its words in each of them.
"""

from __future__ import annotations

from functools import lru_cache

from demarche.lexicon.data import LANGUAGES, read_yaml
from demarche.lexicon.load import IDEAS, language
from demarche.lexicon.text import fold

CACHE_LIMIT = 20_000
SHORTEST_STEM, SHORTEST_TAIL, SHORTEST_HEAD, ENDING = 3, 6, 3, 2
"""Letters that a stem has at least, and the two parts of a compound, and those that may follow the stem of its tail."""

Carried = tuple[str, ...]


class Ideas:
    """The ideas of one language by its words and stems, as ``ideas.yml`` of its folder lists them."""

    def __init__(self, lang: str) -> None:
        self._compounds = not language(lang).compound_apart
        self._words: dict[str, Carried] = {}
        self._stems: dict[str, Carried] = {}
        path = LANGUAGES / lang / IDEAS
        for idea, words in (read_yaml(path)["ideas"] if path.exists() else {}).items():
            for word in map(fold, words):
                table = self._stems if word.endswith("*") else self._words
                table[word.rstrip("*")] = (*table.get(word.rstrip("*"), ()), idea)

    def of(self, word: str) -> Carried:
        """The ideas of a folded word: of the word itself, of its longest stem, or in languages that write compounds in one of its longest
        known tail ("hackerangriff")."""
        if word in self._words:
            return self._words[word]
        return self._of_stem(word, SHORTEST_STEM) or (self._of_tail(word) if self._compounds else ())

    def _of_stem(self, word: str, shortest: int) -> Carried:
        return next((self._stems[word[:n]] for n in range(len(word), shortest - 1, -1) if word[:n] in self._stems), ())

    def _of_tail(self, word: str) -> Carried:
        tails = [word[at:] for at in range(SHORTEST_HEAD, len(word) - SHORTEST_TAIL + 1)]
        found = (self._words.get(tail) or self._of_stem(tail, max(SHORTEST_TAIL, len(tail) - ENDING)) for tail in tails)
        return next(filter(None, found), ())


@lru_cache(maxsize=16)
def _ideas(lang: str) -> Ideas:
    return Ideas(lang)


@lru_cache(maxsize=CACHE_LIMIT)
def ideas_of(lang: str, word: str) -> Carried:
    """The ideas that the folded ``word`` of ``lang`` carries, none for most."""
    return _ideas(lang).of(word)
