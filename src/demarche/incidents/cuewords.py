"""Words that only the qualification of incidents asks for: basis, kind of statement, moment, retraction."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from demarche.lexicon import Matcher, tokenize
from demarche.lexicon.load import Cue, languages, matcher_for, read_cues, written_so

KINDS = frozenset({"basis", "statement", "moment", "retract"})


@dataclass(frozen=True, slots=True)
class Spotted:
    """A cue at ``text[start:end]``."""

    kind: str
    type: str
    start: int
    end: int


@cache
def _matcher(lang: str) -> Matcher[Cue] | None:
    if lang not in languages():
        return None
    made: Matcher[Cue] = matcher_for(lang)
    for cue in read_cues(lang):
        if cue.kind in KINDS:
            for form in cue.forms:
                made.add(form, cue)
    return made


def spot(text: str, lang: str, start: int = 0, end: int | None = None) -> list[Spotted]:
    """The cues in ``text[start:end]``, in order; none in a language without data."""
    matcher = _matcher(lang)
    if matcher is None:
        return []
    tokens = tokenize(text, start, end)
    hits = (hit for hit in matcher.find(tokens) if written_so(hit.entry, tokens[hit.first].raw))
    return [Spotted(hit.entry.kind, hit.entry.type, tokens[hit.first].start, tokens[hit.last - 1].end) for hit in hits]
