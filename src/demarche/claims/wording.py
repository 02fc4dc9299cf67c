"""Plain words as features, for what no construction knows: the beginnings of the words of a text, the ideas they carry, and the beginnings
of those of a sentence and around a name.

Names are no such words, nor is anything written large inside a sentence where nouns are written small: no weight may learn who is
usually accused. What the beginnings are worth is learned with all else (``tools/train.py``), at a higher price.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache
from math import log, sqrt

from demarche.annotate import Annotated, Mention
from demarche.claims.candidate import Features, Shared
from demarche.lexicon import Token, language
from demarche.lexicon.ideas import ideas_of
from demarche.lexicon.names import words_of_states
from demarche.resolve.discourse import Discourse

WORD, BEFORE, BEHIND, IDEA = "word", "before", "behind", "idea"
BEGINNING = 7
"""Letters of a word that count: inflected forms and many compounds have them in common."""
REACH = 4
"""Words before and behind a name that count."""
TEXT_WEIGHT = 5.0
"""Length of the vector of the words of a whole text, and of that of its ideas."""

NOTHING = Shared({})


def is_word(name: str) -> bool:
    """Whether the feature ``name`` is made here."""
    return name.startswith((f"{WORD}:", f"{BEFORE}:", f"{BEHIND}:"))


class Wording:
    """The plain words of one document."""

    def __init__(self, note: Annotated, talk: Discourse) -> None:
        self.note, self.talk = note, talk
        self._sentences: dict[int, Shared] = {}
        self._around: dict[tuple[str, str | None, int], Shared] = {}
        self._called: dict[int, dict[str, list[Mention]]] = {}

    @cached_property
    def beginnings(self) -> list[str]:
        """The beginning of each token's word, empty for names, numbers and marks."""
        return _beginnings(self.note)

    @cached_property
    def ideas(self) -> list[tuple[str, ...]]:
        """The ideas that each token carries, none for names, numbers and marks."""
        lang, words = self.note.lang, zip(self.note.tokens, self.beginnings, strict=True)
        return [ideas_of(lang, token.fold) if word else () for token, word in words]

    @cached_property
    def text(self) -> Features:
        """The words of the whole document and the ideas they carry, each by the logarithm of their count, in all as long as any other
        document's."""
        words = Counter(f"{WORD}:{self.note.lang}:{word}" for word in self.beginnings if word)
        return _scaled(words) | _scaled(Counter(f"{IDEA}:{idea}" for some in self.ideas for idea in some))

    def sentence(self, index: int) -> Shared:
        """The words of one sentence; made once."""
        if index not in self._sentences:
            sentence = self.note.sentences[index]
            self._sentences[index] = Shared(self._named(WORD, self.beginnings[sentence.first : sentence.last]))
        return self._sentences[index]

    def around(self, role: str, key: str | None, index: int) -> Shared:
        """The words before and behind the names of ``key`` in a sentence, under the ``role`` (by, to) that is asked about; made once."""
        named = self._mentions(index).get(key) if key is not None else None
        if named is None:
            return NOTHING
        asked = role, key, index
        if asked not in self._around:
            self._around[asked] = Shared(self._near(role, named, index))
        return self._around[asked]

    def _mentions(self, index: int) -> dict[str, list[Mention]]:
        """The mentions of a sentence by every key they go by; made once."""
        if index not in self._called:
            called: dict[str, list[Mention]] = {}
            for mention in self.note.by_sentence_mentions[index]:
                group = mention.name if mention.type == "group" else None
                for key in {mention.key, group, self.talk.key_of(mention)} - {None}:
                    called.setdefault(str(key), []).append(mention)
            self._called[index] = called
        return self._called[index]

    def _near(self, role: str, named: list[Mention], index: int) -> Features:
        sentence, found = self.note.sentences[index], Features()
        for mention in named:
            found |= self._named(f"{BEFORE}:{role}", self.beginnings[max(sentence.first, mention.first - REACH) : mention.first])
            found |= self._named(f"{BEHIND}:{role}", self.beginnings[mention.last : min(sentence.last, mention.last + REACH)])
        return found

    def _named(self, sort: str, words: Iterable[str]) -> Features:
        return {f"{sort}:{self.note.lang}:{word}": 1.0 for word in words if word}


def _scaled(counts: Counter[str]) -> Features:
    """Logarithms of the counts as a vector of the length ``TEXT_WEIGHT``."""
    found = {name: 1.0 + log(count) for name, count in counts.items()}
    length = sqrt(sum(value * value for value in found.values())) or 1.0
    return {name: TEXT_WEIGHT * value / length for name, value in found.items()}


def _beginnings(note: Annotated) -> list[str]:
    named = {i for mention in note.mentions for i in range(mention.first, mention.last)}
    opening = {sentence.first for sentence in note.sentences}
    large = language(note.lang).large_nouns

    def plain(i: int, token: Token) -> bool:
        return token.raw[0].isalpha() and i not in named and (large or i in opening or token.raw[0].islower())

    found = [token.fold[:BEGINNING] if plain(i, token) else "" for i, token in enumerate(note.tokens)]
    states = _of_states(note.lang)
    return ["" if word in states else word for word in found]


@lru_cache(maxsize=16)
def _of_states(lang: str) -> frozenset[str]:
    """Beginnings of the names of states and their people: also those of compounds ("russlandnah") and of words that look the same."""
    return frozenset(word[:BEGINNING] for word in words_of_states(lang))
