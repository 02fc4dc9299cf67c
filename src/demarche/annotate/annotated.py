"""What annotation finds. Positions are token indexes into ``Annotated.tokens`` unless they say ``start``/``end`` (characters)."""

from __future__ import annotations

from dataclasses import dataclass, field

from demarche.lexicon import Cue, Token
from demarche.model import Document

ENVOYS = frozenset({"embassy", "ambassador", "diplomat"})
"""Kinds of mentions that stand for a state abroad: their place is the host's, not their own."""


@dataclass(slots=True)
class Sentence:
    """Tokens ``first`` to ``last`` (exclusive), characters ``start`` to ``end``."""

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int
    title: bool = False
    heading: bool = False
    quoted: bool = False
    question: bool = False


@dataclass(slots=True)
class CueHit:
    """A cue at tokens ``first`` to ``last``; ``parts`` are the tokens that are the cue's own."""

    first: int
    last: int
    cue: Cue
    parts: tuple[int, ...]
    sentence: int
    kind: str = field(init=False)

    def __post_init__(self) -> None:
        self.kind = self.cue.kind


@dataclass(slots=True)
class Mention:
    """A name or role noun that can act: ``key`` as in the coding guide, None while nobody is known for it.

    ``type``: state, place, city, adjective, demonym, organ, generic (an organ noun without a state), person, company, media, ngo, group,
    perp (a noun for the attackers), unnamed, pronoun. ``coordination`` numbers mentions joined by commas and conjunctions, -1 for none.
    """

    first: int
    last: int
    type: str
    key: str | None
    name: str
    kind: str = ""
    level: str = ""
    speaks: bool = True
    sentence: int = -1
    coordination: int = -1
    how: str = ""
    keys: tuple[str, ...] = ()
    criminal: bool = False
    id: str = ""
    person: bool = False
    needs_owner: bool = False
    country: str = ""
    guarded: bool = False
    beside: tuple[str, ...] = ()


@dataclass(slots=True)
class Annotated:
    """A document with all that was seen in it, in text order."""

    document: Document
    lang: str
    tokens: list[Token]
    sentences: list[Sentence]
    cues: list[CueHit]
    mentions: list[Mention]
    by_sentence_cues: list[list[CueHit]] = field(default_factory=list)
    by_sentence_mentions: list[list[Mention]] = field(default_factory=list)
    home: str | None = None

    def words(self, first: int, last: int) -> str:
        """The text of tokens ``first`` to ``last``."""
        return self.document.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""
