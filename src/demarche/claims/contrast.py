"""Who is named only to be set aside: "not Russia but China", "niet op naam van de Britten maar van de Fransen", "China and not Russia"."""

from __future__ import annotations

from demarche.annotate import CueHit, Mention
from demarche.lexicon import Token

ASIDE_REACH, BESIDE_REACH = 4, 2
"""Tokens between a negation and the name it sets aside, or from there to the name that holds instead; the same where that one stands
before the negation."""
SMALL, CONJUNCTION = 4, 7
"""Letters of the words that may stand before the name set aside, and behind it ("sondern")."""
NATIONS = frozenset({"state", "place", "organ", "adjective", "demonym"})
VERBS = frozenset({"accuse", "say", "deny", "respond"})


def contrasts(tokens: list[Token], mentions: list[Mention], cues: list[CueHit]) -> list[tuple[Mention, CueHit]]:
    """Each name of a sentence that is set aside, with the negation that does it."""
    negations = [h for h in cues if h.kind == "neg"]
    verbs = {i for h in cues if h.kind in VERBS for i in h.parts[:1]} if negations else set()
    found = ((_set_aside(tokens, hit, [m for m in mentions if m.type in NATIONS and m.key], verbs), hit) for hit in negations)
    return [(aside, hit) for aside, hit in found if aside is not None]


def _set_aside(tokens: list[Token], hit: CueHit, names: list[Mention], verbs: set[int]) -> Mention | None:
    def near(start: int, end: int, reach: int, longest: int = SMALL) -> bool:
        between = range(start, end)
        return 0 <= end - start <= reach and not verbs & set(between) and all(len(tokens[i].raw) <= longest for i in between)

    behind = next((m for m in names if m.first >= hit.last), None)
    if behind is None or not near(hit.last, behind.first, ASIDE_REACH):
        return None
    others = [m for m in names if m.key != behind.key]
    apart = [m for m in others if m.coordination < 0 or m.coordination != behind.coordination]
    instead = any(near(behind.last, m.first, ASIDE_REACH, CONJUNCTION) for m in apart)
    beside = behind.first - hit.last <= BESIDE_REACH and any(near(m.last, hit.first, BESIDE_REACH) for m in others)
    return behind if instead or beside else None
