"""What it costs to look from one token of a sentence to another: the distance, and a price for each boundary between the two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from demarche.annotate import CueHit, Sentence
from demarche.lexicon import Token

COMMA, CLAUSE, STOP, PREDICATE = 4, 6, 14, 5
MARKS = {",": COMMA, ":": STOP, ";": STOP, "(": COMMA, ")": COMMA, "-": 0, "–": COMMA, "—": COMMA}
REACH, INVERTED, NOT_INVERTED = 40, 3, 16
"""Price up to which a name may fill a slot, and the price of standing on the unusual side of the verb, where a language inverts and not."""
PREDICATES = frozenset({"say", "accuse", "deny", "respond"})
LONGEST_PHRASE = 9
"""Tokens from comma to comma up to which a phrase that a preposition opens is an aside."""


class Prices:
    """Prices of the tokens of one sentence, summed once, so each question is cheap; what stands in ``asides`` costs nothing."""

    def __init__(self, tokens: Sequence[Token], sentence: Sentence, cues: list[CueHit]) -> None:
        self.first = sentence.first
        self.asides = _asides(tokens, sentence, cues)
        self._total = _totals(tokens, sentence, cues)

    def cost(self, start: int, end: int) -> int:
        """Price of the tokens from ``start`` to ``end`` (exclusive)."""
        if end <= start:
            return 0
        first, total = self.first, self._total
        if not self.asides:
            return total[end - first] - total[start - first]
        skipped = sum(total[b + 1 - first] - total[a - first] - 1 for a, b in self.asides if start <= a and b < end)
        return total[end - first] - total[start - first] - skipped


def _asides(tokens: Sequence[Token], sentence: Sentence, cues: list[CueHit]) -> list[tuple[int, int]]:
    """Relative clauses, sources and short phrases between commas: ", who has warned of China for years,", ", according to London,",
    ", says Oslo,", ", with the help of Apple,", ", seen by Reuters,"."""
    commas = [i for i in range(sentence.first, sentence.last) if tokens[i].raw in ",–—"]
    if len(commas) < 2:
        return []
    sources = {h.parts[0] for h in cues if h.kind == "say" and (h.cue.frame == "after" or h.parts[0] - 1 in commas)}
    barriers = {h.parts[0] for h in cues if h.kind == "barrier"}
    opening = {i - step for i in barriers for step in (1, 2)} | {i - step for i in sources for step in (0, 1)}
    phrases = {h.first - step for h in cues if h.kind == "of" for step in ((1, 2) if h.cue.type == "by" else (1,))}
    # "says Oslo; the hack was Chinese," is none
    pairs = [(one, two) for one, two in pairwise(commas) if all(tokens[i].raw != ";" for i in range(one, two))]
    goes_on = {h.parts[0] - 1 for h in cues if h.kind in ("and", "barrier", "say")}  # "..., Oslo said, adding that", ", but"
    ends = {h.parts[-1] + 1 for h in cues if h.kind == "say" and h.cue.frame == "subject"} - goes_on  # ", Oslo says,"
    short = [one for one, two in pairs if two - one <= LONGEST_PHRASE and (one in phrases or two in ends)]
    return [(one, two) for one, two in pairs if one in opening or one in short]


def _totals(tokens: Sequence[Token], sentence: Sentence, cues: list[CueHit]) -> list[int]:
    price = [MARKS.get(tokens[i].fold, 0) + 1 for i in range(sentence.first, sentence.last)]
    for hit in cues:
        extra = CLAUSE if hit.kind == "barrier" else PREDICATE if hit.kind in PREDICATES and hit.cue.frame != "noun" else 0
        if extra:
            price[hit.parts[0] - sentence.first] += extra
    total = [0]
    for p in price:
        total.append(total[-1] + p)
    return total


def least(*costs: int | None) -> int | None:
    """The least of the prices that there are."""
    given = [c for c in costs if c is not None]
    return min(given) if given else None
