"""Whose words each sentence tells: the named source, the speaker of a quotation, or the one who has been speaking."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.annotate import Annotated, CueHit, Mention
from demarche.claims.roles import Slots
from demarche.resolve.discourse import Discourse

INHERIT_REACH = 3
"""Sentences that go on with a speaker without naming it again; further ones told the reporter's own words in the gold documents."""


@dataclass(frozen=True, slots=True)
class Voice:
    """``key`` speaks in sentence ``sentence``. ``how``: ``subject``, ``according``, ``quote``, ``inherited``; ``distance`` in sentences."""

    key: str
    how: str
    sentence: int
    distance: int = 0
    mention: Mention | None = None
    cue: CueHit | None = None


def voices(note: Annotated, slots: list[Slots], talk: Discourse) -> list[list[Voice]]:
    """The voices of each sentence, the surest first."""
    rows: list[list[Voice]] = []
    last: list[Voice] = []
    since = 0
    for sentence in note.sentences:
        own = _explicit(slots[sentence.index], sentence.index, talk)
        if own:
            last, since = own, 0
            rows.append(own)
            continue
        reported = bool(slots[sentence.index].has("reported"))
        since = 1 if reported else since + 1
        fresh = bool(last) and since <= INHERIT_REACH and not sentence.title and not sentence.heading
        rows.append([Voice(v.key, "quote" if sentence.quoted or reported else "inherited", sentence.index, since, v.mention, v.cue) for v in last] if fresh else [])
    _look_ahead(note, rows)
    return rows


def _explicit(slots: Slots, index: int, talk: Discourse) -> list[Voice]:
    found: dict[str, Voice] = {}
    for hit in slots.has("say"):
        mention = _speaker(slots, hit)
        for one in slots.together(mention) if mention else ():
            key = talk.key_of(one)
            if key:
                how = "subject" if hit.cue.frame == "subject" else "according"
                found.setdefault(key, Voice(key, how, index, 0, one, hit))
    for one in _before_colon(slots):
        key = talk.key_of(one)
        if key:
            found.setdefault(key, Voice(key, "according", index, 0, one))
    return list(found.values())


COLON_REACH = 8


def _before_colon(slots: Slots) -> list[Mention]:
    """The source in "MIVD: Russian hackers ..." - an actor that opens the sentence and stands right before a colon."""
    first, last = slots.sentence.first, slots.sentence.last
    colon = next((i for i in range(first, min(last - 2, first + COLON_REACH)) if slots.note.tokens[i].raw == ":"), -1)
    before = [m for m in slots.mentions if m.type in SAYERS and m.last <= colon]
    return slots.together(before[-1]) if before and colon - before[-1].last <= 1 else []


def speaking(slots: list[Slots]) -> set[int]:
    """``id`` of every mention that some reporting word takes for its speaker."""
    found = {id(one) for row in slots for hit in row.has("say") if (m := _speaker(row, hit)) for one in row.together(m)}
    return found


def _speaker(slots: Slots, hit: CueHit) -> Mention | None:
    if hit.cue.frame == "after":
        return slots.after(hit, SAYERS)
    if hit.cue.frame == "before":
        return slots.before(hit, SAYERS, free=True)
    return slots.subject(hit, SAYERS)


SAYERS = frozenset({"state", "place", "organ", "person", "company", "media", "ngo", "unnamed", "generic", "demonym", "group", "pronoun"})


def _look_ahead(note: Annotated, rows: list[list[Voice]]) -> None:
    """A quotation that opens a paragraph belongs to the speaker named right after it."""
    for sentence in reversed(note.sentences[:-1]):
        after = sentence.index + 1
        if sentence.quoted and not any(v.distance == 0 for v in rows[sentence.index]) and note.sentences[after].paragraph == sentence.paragraph:
            direct = [v for v in rows[after] if v.how in ("subject", "quote") and v.distance <= 1]
            if direct:
                rows[sentence.index] = [Voice(v.key, "quote", sentence.index, 1, v.mention, v.cue) for v in direct]
