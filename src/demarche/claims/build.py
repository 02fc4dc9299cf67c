"""Turns kept candidates into claims with their quotations and stable ids."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from demarche.claims.candidate import Candidate
from demarche.claims.denials import denial_types
from demarche.claims.evidence import quotes_of, surest
from demarche.claims.levels import level_features
from demarche.claims.reading import Reading
from demarche.claims.responses import settle
from demarche.claims.scorer import chooser
from demarche.lexicon.names import group_named
from demarche.model import Attribution, Denial, Group, Response, Tag, Victim

MOST_CUES = 6
OPENING = 0.3
"""Part of a document that tells what it is about: what is said there is no earlier case, whatever time its words name."""


def claim_id(document_id: str, kind: str, *key: str | None) -> str:
    """Stable id: the same words of the same source give the same id."""
    mark = "\x1f".join([document_id, kind, *(part or "-" for part in key)])
    return hashlib.sha256(mark.encode()).hexdigest()[:20]


def _shared(reading: Reading, *candidates: Candidate, **shown: Any) -> dict[str, Any]:
    """The fields that all claims have, from the candidates a claim is made of, the main one first; ``shown`` as in ``quotes_of``."""
    main = candidates[0]
    cues = _whole(p.cue for c in candidates for p in sorted(c.places, key=lambda p: (-p.score, p.start)))
    return {
        "quotes": quotes_of(reading, candidates, **shown),
        "rule": surest(main.places).rule,
        "cues": tuple(cues[:MOST_CUES]),
        "score": round(main.score, 4),
    }


def _whole(cues: Iterable[str]) -> list[str]:
    """The words that found a claim, each once and none that is part of others."""
    found = [*dict.fromkeys(filter(None, cues))]
    return [cue for cue in found if not any(cue in other and cue != other for other in found)]


def _recalled(candidate: Candidate) -> bool:
    """Whether an accusation or a denial is one of an earlier case: nothing that says it opens the document, or lacks a word of such a time.

    Responses, victims and techniques are told with dates too often for that to mean an earlier case.
    """
    return all(place.seen.value("f:background") and place.seen.value("late") >= OPENING for place in candidate.places)


def attributions(reading: Reading, states: list[Candidate], groups: list[Candidate]) -> tuple[Attribution, ...]:
    """One attribution a (claimant, state); a claimant's groups go with the state their sentences blame, else stand alone."""
    left = list(groups)
    made = []
    for candidate in states:
        by, to = candidate.key
        mine = [g for g in left if g.key[0] == by and _goes_with(g, candidate, states)]
        left = [g for g in left if g not in mine]
        made.append(_attribution(reading, candidate, str(by), to, mine))
    for together in _sets(left):
        made.append(_attribution(reading, together[0], str(together[0].key[0]), None, together))
    return tuple(sorted(made, key=lambda a: (a.by, a.to or "", a.id)))


def _goes_with(group: Candidate, state: Candidate, states: Iterable[Candidate]) -> bool:
    """Same sentences, or the claimant accuses no other state."""
    mine = [s for s in states if s.key[0] == state.key[0]]
    spots = {(place.start, place.end) for place in state.places}
    return len(mine) == 1 or any((place.start, place.end) in spots for place in group.places)


def _sets(groups: list[Candidate]) -> list[list[Candidate]]:
    """The groups that one claimant blames in one sentence, the surest first: together they are one claim."""
    sets: dict[tuple[str | None, int], list[Candidate]] = {}
    for group in sorted(groups, key=lambda g: (-g.score, g.key)):
        sets.setdefault((group.key[0], group.best.start), []).append(group)
    return list(sets.values())


def _level(aspect: str, candidate: Candidate, reading: Reading) -> str:
    return chooser(aspect).choose(level_features(candidate, reading, aspect))


def _attribution(reading: Reading, candidate: Candidate, by: str, to: str | None, groups: list[Candidate]) -> Attribution:
    blamed = tuple(sorted(group_of(str(g.key[1])) for g in groups))
    names = [group.name for group in blamed]
    level = _level("responsibility", candidate, reading) if to else "group-only"
    return Attribution(
        claim_id(reading.note.document.id, "attribution", by, to, *names), by, to, blamed, _level("certainty", candidate, reading), level,
        background=_recalled(candidate), **_shared(reading, candidate, *groups, actor=by, accused=[*filter(None, [to]), *names]),
    )  # fmt: skip


def group_of(name: str) -> Group:
    """The threat group of that canonical name with what reference knowledge says of it."""
    known = group_named(name)
    return Group(name, known.id or name, known.key)


def denials(reading: Reading, kept: list[Candidate]) -> tuple[Denial, ...]:
    made = []
    for c in kept:
        by, types = str(c.key[0]), denial_types(c)
        id = claim_id(reading.note.document.id, "denial", by)
        made.append(Denial(id, by, types, background=_recalled(c), **_shared(reading, c, actor=by, parts=types)))
    return tuple(sorted(made, key=lambda d: d.by))


def responses(reading: Reading, kept: list[Candidate]) -> tuple[Response, ...]:
    made = []
    for c in kept:
        status, target = settle(c)
        by, kind = str(c.key[0]), str(c.key[1])
        id = claim_id(reading.note.document.id, "response", by, kind)
        made.append(Response(id, by, kind, target, status, **_shared(reading, c, actor=by, parts=[status])))
    return tuple(sorted(made, key=lambda r: (r.by, r.type)))


def victims(reading: Reading, kept: list[Candidate]) -> tuple[Victim, ...]:
    made = []
    for c in kept:
        country, sector = c.key[0], str(c.key[1])
        id = claim_id(reading.note.document.id, "victim", country, sector)
        made.append(Victim(id, country, sector, **_shared(reading, c, parts=[*filter(None, [country])])))
    return tuple(sorted(made, key=lambda v: (v.country or "", v.type)))


def tags(reading: Reading, kept: list[Candidate], kind: str) -> tuple[Tag, ...]:
    made = [Tag(claim_id(reading.note.document.id, kind, c.key[0]), str(c.key[0]), **_shared(reading, c)) for c in kept]
    return tuple(sorted(made, key=lambda t: t.type))
