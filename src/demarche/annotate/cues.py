"""Cue words in the tokens; within one kind the longest form wins, so that a longer idiom hides the short word inside it, unless the short
one is the stronger."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from demarche.annotate.annotated import CueHit, Sentence
from demarche.annotate.quotations import DOUBLE, SINGLE
from demarche.lexicon import Cue, Hit, Token, lexicon
from demarche.lexicon.load import HIDES, written_so


def find_cues(tokens: Sequence[Token], sentences: Sequence[Sentence], lang: str) -> list[CueHit]:
    """Cue hits in text order, none across a sentence end."""
    where = [-1] * len(tokens)
    for sentence in sentences:
        where[sentence.first : sentence.last] = [sentence.index] * (sentence.last - sentence.first)
    rivals: dict[tuple[int, str], list[CueHit]] = defaultdict(list)
    for hit in [*lexicon(lang).matcher.find(tokens), *_across_marks(tokens, sentences, lang)]:
        at = where[hit.first]
        whole = hit.entry.kind != "say" or not _ends_compound(tokens, hit.first)
        if at >= 0 and where[hit.last - 1] == at and whole and written_so(hit.entry, tokens[hit.first].raw):
            rivals[at, hit.entry.kind].append(CueHit(hit.first, hit.last, hit.entry, hit.parts, at))
    kept = {key: _longest(hits) for key, hits in rivals.items()}
    barriers = [hit for (_, kind), hits in kept.items() if kind == "barrier" for hit in hits]
    openers, relative = [hit.parts[0] for hit in barriers], {hit.parts[0] for hit in barriers if hit.cue.type == RELATIVE}
    verbs = [hit for (_, kind), hits in kept.items() if kind in VERBS for hit in hits if hit.cue.frame in OWN_CLAUSE]
    commas = {i for i, token in enumerate(tokens) if token.raw == ","}
    found = [hit for hits in kept.values() for hit in hits if hit.cue.frame != HIDES and not _torn(hit, verbs, openers, commas, relative)]
    found = _without_halves(found)
    return sorted(found, key=lambda h: (h.first, h.last, h.cue.id))


def _ends_compound(tokens: Sequence[Token], at: int) -> bool:
    """Whether a hyphen ties the token to the word before it: a "WhatsApp-[bericht]" says nothing."""
    return at > 1 and tokens[at - 1].raw == "-" and tokens[at - 2].end == tokens[at - 1].start and tokens[at - 1].end == tokens[at].start


HALVES = frozenset({"respond", "accuse", "deny"})


def _without_halves(hits: list[CueHit]) -> list[CueHit]:
    """Drop the active reading of a participle that is part of a passive: "were [indicted for]" has no subject who indicts."""
    passive = {(h.sentence, h.kind, i) for h in hits if h.kind in HALVES and h.cue.frame == "passive" for i in h.parts}
    return [h for h in hits if h.cue.frame not in OWN_CLAUSE - {"passive"} or not any((h.sentence, h.kind, i) in passive for i in h.parts)]


def _marks(tokens: Sequence[Token]) -> list[int]:
    """Indexes of the quotation marks; a single one is a mark where a space stands on one of its sides (an apostrophe has none)."""
    likely = [i for i, token in enumerate(tokens) if token.raw in DOUBLE or token.raw in SINGLE]
    return [i for i in likely if tokens[i].raw not in SINGLE or _spaced(tokens, i)]


def _spaced(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    before, after = at == 0 or tokens[at - 1].end < token.start, at + 1 == len(tokens) or token.end < tokens[at + 1].start
    return before != after


def _across_marks(tokens: Sequence[Token], sentences: Sequence[Sentence], lang: str) -> Iterator[Hit[Cue]]:
    """Forms that a quotation mark breaks: "est « à l'origine » de l'attaque"."""
    marks = _marks(tokens)
    for sentence in sentences:
        inside = marks[bisect_left(marks, sentence.first) : bisect_left(marks, sentence.last)]
        if not inside:
            continue
        plain = sorted(set(range(sentence.first, sentence.last)).difference(inside))
        for hit in lexicon(lang).matcher.find([tokens[i] for i in plain]):
            parts = tuple(plain[i] for i in hit.parts)
            if parts[-1] - parts[0] > hit.parts[-1] - hit.parts[0]:
                yield Hit(parts[0], parts[-1] + 1, hit.entry, parts)


VERBS = frozenset({"accuse", "deny"})
OWN_CLAUSE = frozenset({"subj-obj", "subj-to", "passive", "charge", "subject"})


RELATIVE = "relative"
"""Type of the words that open a relative clause behind a noun, and are demonstratives elsewhere."""


def _torn(hit: CueHit, verbs: list[CueHit], openers: list[int], commas: set[int], relative: set[int]) -> bool:
    """Whether the words of ``hit`` stand in two clauses: another accusing verb lies in its gap ("had ... accused of ... done"), or a
    clause opens there that no comma closes ("werd bekend nadat ... had aangewezen")."""
    if hit.kind not in ("accuse", "deed") or hit.parts[-1] - hit.parts[0] < len(hit.parts):
        return False
    own = set(hit.parts)
    # "dat" right before the rest of the form is a pronoun ("wijt [dat] aan"), and so is a relative one behind no noun ("schrijft [die] naam
    # toe aan")
    shown = {hit.parts[0] + 1} & relative if hit.cue.frame in OWN_CLAUSE else set()
    apart = [i for i in openers if hit.parts[0] < i < hit.parts[-1] and not own & {i, i + 1} and i not in shown]
    if any(not commas & set(range(i, hit.parts[-1])) for i in apart):
        return True
    if hit.kind == "deed":
        return any(hit.parts[0] < i < hit.parts[-1] and i not in own for i in openers)
    return any(hit.parts[0] < verb.parts[0] and verb.parts[-1] < hit.parts[-1] and not own & set(verb.parts) for verb in verbs)


def _longest(hits: list[CueHit]) -> list[CueHit]:
    """Drop a hit whose own tokens lie inside those of a longer hit of the same kind that is as strong, and one that says the same twice."""
    kept: list[tuple[CueHit, frozenset[int]]] = []
    for hit in sorted(hits, key=lambda h: (-len(h.parts), h.last - h.first, h.first, -h.cue.strength)):
        own = frozenset(hit.parts)
        if not any(own <= parts and _hides(other, hit) for other, parts in kept):
            kept.append((hit, own))
    return [hit for hit, _ in kept]


def _hides(other: CueHit, hit: CueHit) -> bool:
    """Whether ``other``, in whose tokens those of ``hit`` lie, leaves no room for it."""
    if other.cue.id == hit.cue.id or other.cue.frame == HIDES:
        return True
    if other.parts == hit.parts and _meaning(other) == _meaning(hit):
        return True
    return len(other.parts) > len(hit.parts) and other.cue.strength >= hit.cue.strength


def _meaning(hit: CueHit) -> tuple[str, ...]:
    cue = hit.cue
    return cue.frame, cue.type, cue.level, cue.certainty, cue.status
