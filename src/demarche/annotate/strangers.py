"""People whom only their full name beside a reporting word makes known: they speak for themselves ("..., said Jane Roe, an analyst").

Works on capitals and position only, as ``people`` does for those whom an office introduces.
"""

from __future__ import annotations

from demarche.annotate.annotated import Annotated, CueHit, Mention
from demarche.annotate.people import name_run, returns
from demarche.lexicon import language
from demarche.model.document import MAIL

LARGE = 2
"""Words of a name where every noun is written large: a third one is somebody's office or trade."""
APPOSITION = 14
"""Tokens over which an apposition may part a name from its reporting word."""


def strangers(note: Annotated) -> list[Mention]:
    """Mentions of type ``stranger`` with their name as key, also where only the surname returns. None in a mail: whom it names by
    nothing but a name may be one who received it, and no record shall count such people as actors."""
    if note.document.kind == MAIL:
        return []
    taken = {i for m in note.mentions for i in range(m.first, m.last)}
    small = {token.raw for token in note.tokens if token.raw[0].islower()}
    known: dict[str, Mention] = {}
    found: list[Mention] = []
    for hit in note.cues:
        run = _beside(note, hit, taken)
        if run is None or not _is_name(note, *run, small):
            continue
        first, last = run
        stranger = Mention(first, last, "stranger", note.words(first, last), note.words(first, last), sentence=hit.sentence)
        found.append(stranger)
        taken.update(range(first, last))
        known.setdefault(note.tokens[last - 1].fold, stranger)
    return found + returns(note, known, taken)


def _is_name(note: Annotated, first: int, last: int, small: set[str]) -> bool:
    """Whether capitals make a person's name of these words: none of them is written small elsewhere in the text ("Since", "On"), and
    where all nouns are written large there are just two, of which no word of the lexicon is one."""
    words = [token for token in note.tokens[first:last] if token.raw[0].isupper()]
    if any(token.raw.lower() in small for token in words):
        return False
    if not language(note.lang).large_nouns:
        return True
    told = {i for h in note.by_sentence_cues[_sentence_of(note, first)] if h.kind != "say" for i in range(h.first, h.last)}
    return len(words) == LARGE and not told & set(range(first, last)) and last - first == LARGE


def _sentence_of(note: Annotated, token: int) -> int:
    return next(s.index for s in note.sentences if s.first <= token < s.last)


def _beside(note: Annotated, hit: CueHit, taken: set[int]) -> tuple[int, int] | None:
    """The full name that a reporting word stands beside, or that an apposition parts from it."""
    if hit.kind != "say" or hit.cue.frame not in ("subject", "after"):
        return None
    sentence = note.sentences[hit.sentence]
    behind = name_run(note, hit.last, sentence.last, taken, 1)
    if behind is not None or hit.cue.frame == "after":
        return behind
    return name_run(note, hit.first - 1, sentence.first - 1, taken, -1) or _before_apposition(note, hit, sentence.first, taken)


def _before_apposition(note: Annotated, hit: CueHit, first: int, taken: set[int]) -> tuple[int, int] | None:
    """The name in "Jane Roe, an analyst in Tokyo, said"."""
    if hit.first <= first or note.tokens[hit.first - 1].raw != ",":
        return None
    commas = (i for i in range(hit.first - 2, max(first, hit.first - APPOSITION), -1) if note.tokens[i].raw == ",")
    comma = next(commas, None)
    return name_run(note, comma - 1, first - 1, taken, -1) if comma is not None else None
