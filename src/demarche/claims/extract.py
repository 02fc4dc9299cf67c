"""From a document to its claims: read, propose, score, keep, build."""

from __future__ import annotations

from demarche.claims import build
from demarche.claims.candidate import Candidate
from demarche.claims.propose import FIRST_LOOK, KINDS, propose
from demarche.claims.reading import Reading, read
from demarche.claims.relevance import plainly_accuses, relevance_features
from demarche.claims.scorer import scorer, tables
from demarche.claims.second import relate
from demarche.claims.worded import worded
from demarche.lexicon.garbage import short_lived
from demarche.lexicon.load import languages
from demarche.lexicon.prefilter import is_sure, may_concern
from demarche.model import Claims, Document

NOTHING = Claims(relevant=False)
SURE = 0.5
"""Share of its best place's score from which on a place may say a claim."""


@short_lived()
def extract(document: Document) -> Claims:
    """What ``document`` says. A language without data, or text without any cyber word, gives an irrelevant document."""
    if document.lang not in languages() or not may_concern(document.text, document.lang):
        return NOTHING
    return judge(read(document, document.lang))


def speaks_of_attacks(reading: Reading) -> bool:
    """Whether any word says that computers are concerned: without one, who accuses whom is another matter (border fire, tariffs)."""
    sure = any(is_sure(hit.cue) for hit in reading.note.cues)
    return sure or any(m.type == "group" for m in reading.note.mentions)


def judge(reading: Reading) -> Claims:
    """Score all candidates of a reading, twice, and keep those worth recording."""
    if not speaks_of_attacks(reading):
        return NOTHING
    profile, kinds = propose(reading)
    for kind in FIRST_LOOK:
        for candidate in kinds[kind]:
            scorer(kind).first.judge(candidate)
    relevance = tables("relevant")
    relate(kinds, relevance.first.score(relevance_features(reading, profile, kinds)), worded(reading))
    for kind in KINDS:
        for candidate in kinds[kind]:
            scorer(kind).second.judge(candidate)
    relevant = relevance.second.score(relevance_features(reading, profile, kinds)) >= relevance.threshold
    if not relevant and not plainly_accuses(reading, kinds["attribution"]):
        return NOTHING
    kept = {kind: _kept(kind, kinds[kind]) for kind in KINDS}
    kept["group"] = _named_by_accusers(kept["group"], kept["denial"])
    return Claims(
        True,
        build.attributions(reading, kept["attribution"], kept["group"]),
        build.denials(reading, kept["denial"]),
        build.responses(reading, kept["response"]),
        build.victims(reading, kept["victim"]),
        build.tags(reading, kept["technique"], "technique"),
        build.tags(reading, kept["objective"], "objective"),
    )


def _named_by_accusers(groups: list[Candidate], denials: list[Candidate]) -> list[Candidate]:
    """Drop groups in the mouth of who denies, where an accuser names them too: to repeat an accusation is not to make it."""
    deniers = {c.key[0] for c in denials}
    named = {c.key[1] for c in groups if c.key[0] not in deniers}
    return [c for c in groups if c.key[0] not in deniers or c.key[1] not in named]


def _kept(kind: str, candidates: list[Candidate]) -> list[Candidate]:
    threshold = scorer(kind).threshold
    return [c for c in candidates if c.score >= threshold and not _refused(c)]


def _refused(candidate: Candidate) -> bool:
    """Whether every place that may say the claim says that it is not made ("did not blame"): no weight of other signs outvotes that."""
    sure = candidate.best.score * SURE
    return all(place.seen.value("refused") for place in candidate.places if place.score >= sure)
