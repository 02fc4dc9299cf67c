"""What each mention does in its sentence, as far as position and voice tell it: the ground on which role nouns find their state."""

from __future__ import annotations

from collections.abc import Iterator

from demarche.annotate import CueHit, Mention
from demarche.annotate.quotations import CLOSING
from demarche.claims.roles import Slots
from demarche.claims.speakers import speaker
from demarche.resolve.referents import Act

TRAILING = "trailing"
SEAT_REACH = 3
CLAIMING = ("subj-obj", "subj-to", "charge")


def acts(rows: list[Slots]) -> dict[int, Act]:
    """The act of each mention that has one, by its ``id``; who responds, denies or accuses is told apart from who only speaks."""
    found: dict[int, Act] = {}
    for slots in rows:
        for act, mention in _acting(slots):
            for one in slots.together(mention):
                found.setdefault(id(one), act)
        if slots.has("hit"):
            harmed = (m for m in slots.mentions if slots.harm(m.first, m.last) == "near")
            for mention in harmed:
                found.setdefault(id(mention), Act("hit"))
    return found


def _acting(slots: Slots) -> Iterator[tuple[Act, Mention]]:
    for kind in ("respond", "deny", "accuse"):
        for hit in slots.has(kind):
            mention = actor(slots, hit)
            if mention is not None:
                yield Act(kind, hit.cue.type if kind == "respond" else ""), mention
    for hit in slots.has("say"):
        mention = speaker(slots, hit)
        if mention is not None:
            yield Act("say", TRAILING if _trails(slots, mention) else ""), mention


def _seat(slots: Slots, hit: CueHit) -> Mention | None:
    """The capital in which something is rejected: "was rejected in Beijing"."""
    near = (m for m in slots.mentions if m.type == "place" and 0 <= m.first - hit.last <= SEAT_REACH)
    return next((m for m in near if slots.preposition(m) == "in"), None)


def _trails(slots: Slots, mention: Mention) -> bool:
    """Whether a speaker stands behind what is told: "..., they write", "« ... », a-t-elle dit"."""
    sentence = slots.sentence
    quoted = any(slots.note.tokens[i].raw in CLOSING for i in range(sentence.first, mention.first))
    return quoted or mention.first > (sentence.first + sentence.last) / 2


def actor(slots: Slots, hit: CueHit) -> Mention | None:
    """Who responds, denies or accuses by ``hit``: its subject, or the agent of a passive."""
    if hit.kind == "respond":
        return slots.agent(hit) if hit.cue.frame == "passive" else slots.subject(hit)
    if hit.kind == "deny":
        passive = hit.cue.frame == "passive"
        return slots.agent(hit) or _seat(slots, hit) if passive else slots.subject(hit) if hit.cue.frame == "subject" else None
    return slots.subject(hit) if hit.cue.frame in CLAIMING else None
