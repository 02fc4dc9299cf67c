"""Under which scope a statement stands: negated, supposed, asked, hearsay, about an earlier case, rejected by a denial."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.annotate import CueHit
from demarche.claims.roles import Slots

NEG_LEFT, NEG_RIGHT, REFUSED_REACH = 7, 4, 2
HEDGE_REACH = 14
REJECTING, SURE = ("", "flat", "demands-evidence"), 0.5
"""I too am attacked" takes nothing back, nor does a word that may mean something else."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Flags of one place in a sentence; ``hedge`` is the certainty its nearest hedge gives, empty without one."""

    negated: bool = False
    supposed: bool = False
    asked: bool = False
    hearsay: bool = False
    background: bool = False
    denied: bool = False
    offtopic: bool = False
    hedge: str = ""
    title: bool = False
    quoted: bool = False
    deed: float = 0.0


def scope_of(slots: Slots, at: int, end: int = 0) -> Scope:
    """The scope of the token ``at``, or of the words from there to ``end`` ("roept de ambassadeur niet op het matje"); kept with the
    sentence, since several finders ask for the same, and most of its tokens have the same."""
    if (at, end) not in slots.scopes:
        negated = bool(slots.between("neg", at - NEG_LEFT, max(at + NEG_RIGHT, end)))
        supposed = bool(slots.between("hyp", slots.sentence.first, at))
        stands = negated, supposed, _asked(slots, at), _hedge(slots, at)
        if stands not in slots.scopes:
            slots.scopes[stands] = _scope(slots, *stands)
        slots.scopes[at, end] = slots.scopes[stands]
    return slots.scopes[at, end]  # type: ignore[no-any-return]


def _asked(slots: Slots, at: int) -> bool:
    """Whether the token stands in a question: the sentence, or a part of it in brackets or quotes: "Question 6 (Was he summoned?): no"."""
    return slots.sentence.question or any(slots.note.tokens[i].raw == "?" for i in range(at, slots.sentence.last))


def _scope(slots: Slots, negated: bool, supposed: bool, asked: bool, hedge: str) -> Scope:
    """The scope of those tokens of a sentence that stand so to its negations, suppositions, questions and hedges: the rest they share."""
    sentence = slots.sentence
    return Scope(
        negated=negated,
        supposed=supposed,
        asked=asked,
        hearsay=bool(slots.has("hearsay")),
        background=bool(slots.has("background")),
        # who accuses in return accuses: only a rejection takes back what its sentence says
        denied=any(h.cue.type in REJECTING and h.cue.strength >= SURE for h in slots.has("deny")),
        offtopic=bool(slots.has("offtopic")),
        hedge=hedge,
        title=sentence.title,
        quoted=sentence.quoted,
        deed=max((h.cue.strength for h in slots.cues if h.kind in ("deed", "technique")), default=0.0),
    )


def refused(slots: Slots, hit: CueHit) -> bool:
    """Whether a negation touches the accusing word or stands within it: "did not blame", "wijst China niet aan als"."""
    return any(
        hit.parts[0] - REFUSED_REACH <= h.first < hit.parts[0] or hit.parts[0] < h.first < hit.parts[-1]
        for h in slots.has("neg")
        if not set(h.parts) <= set(hit.parts)
    )


def _hedge(slots: Slots, at: int) -> str:
    near = [(abs(h.parts[0] - at), h.cue.certainty) for h in slots.has("hedge") if abs(h.parts[0] - at) <= HEDGE_REACH]
    return min(near)[1] if near else ""
