"""Cue words in the tokens; within one kind the longest form wins, so that a longer idiom hides the short word inside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from demarche.annotate.annotated import CueHit, Sentence
from demarche.lexicon import Token, lexicon
from demarche.lexicon.load import written_so

HIDES = "none"


def find_cues(tokens: Sequence[Token], sentences: Sequence[Sentence], lang: str) -> list[CueHit]:
    """Cue hits in text order, none across a sentence end."""
    where = [-1] * len(tokens)
    for sentence in sentences:
        where[sentence.first : sentence.last] = [sentence.index] * (sentence.last - sentence.first)
    by_kind: dict[str, list[CueHit]] = defaultdict(list)
    for hit in lexicon(lang).matcher.find(tokens):
        at = where[hit.first]
        if at >= 0 and where[hit.last - 1] == at and written_so(hit.entry, tokens[hit.first].raw):
            by_kind[hit.entry.kind].append(CueHit(hit.first, hit.last, hit.entry, hit.parts, at))
    # a cue with frame "none" only hides the shorter forms inside it
    found = [hit for hits in by_kind.values() for hit in _longest(hits) if hit.cue.frame != HIDES]
    return sorted(found, key=lambda h: (h.first, h.last, h.cue.id))


def _longest(hits: list[CueHit]) -> list[CueHit]:
    """Drop a hit whose own tokens lie inside those of a longer hit of the same kind."""
    kept: list[CueHit] = []
    for hit in sorted(hits, key=lambda h: (-len(h.parts), h.last - h.first, h.first)):
        own = set(hit.parts)
        if not any(own <= set(other.parts) and (len(other.parts) > len(hit.parts) or other.cue.id == hit.cue.id) for other in kept):
            kept.append(hit)
    return kept
