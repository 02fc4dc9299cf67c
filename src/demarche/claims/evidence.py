"""Which sentences are shown as the words of a claim.

First those that say it about as surely as the best one; then, for each thing the claim holds that none of them names (who, whom, a group,
a kind of denial), the sentence that does: "It condemned the attacks" alone does not show who did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from demarche.claims.candidate import Candidate, Place
from demarche.claims.reading import Reading
from demarche.model import Quote

SHARE = 0.3
"""Share of the best place's weight from which another place is shown too; those below it seldom said the claim in the documents of
``evaluation/gold`` that were read for it."""
GUESSED = 0.2
"""Weight of a place that is a guess (``_guess``), so that it is shown only where nothing says the claim more plainly."""
LEAST = 0.05
"""Share of the best place's weight below which a place is not shown even for a name that it alone has."""
NAMELESS = 0.85
"""Weight of a sentence for each of the two, who and whom, that it does not name: of two that say it, the one that names them is first."""
MOST_QUOTES = 3
"""Sentences shown because they say the claim; those that name what is missing come on top."""
REACH = 3
"""Sentences back to the one that names who acts where the claim's own sentence does not."""
NEARBY = frozenset({"near", "home", "far", "topic", "claimant", "passive-near", "passive-home", "passive-claimant"})
"""How an actor was found for a word of denial or response whose own slot is empty or another's."""
HEARD = frozenset({"near", "voice", "anywhere", "document"})
"""Rules of places where only the names stand together."""

Span = tuple[int, int]


def quotes_of(
    reading: Reading,
    candidates: Sequence[Candidate],
    *,
    actor: str | None = None,
    accused: Sequence[str] = (),
    parts: Iterable[str] = (),
) -> tuple[Quote, ...]:
    """The sentences that say the claim, the surest and clearest first.

    ``candidates`` are what it was made of, the main one first. Its sentences should show ``actor``, the key of who speaks or acts, who may
    be named a little before them; ``accused``, keys and group names that may be blamed elsewhere ("so does Oslo"); and ``parts``, other
    keys and kinds, which stand among the candidates' own places.
    """
    text = reading.note.document.text
    told = _Told(reading, candidates)
    rows = [_by_weight(candidate.places) for candidate in candidates]
    shown = list(_unlike(text, (span for span, share in rows[0].items() if share >= SHARE)))[:MOST_QUOTES]
    main = {*filter(None, [actor]), *accused[:1]}
    shown.sort(key=lambda span: -rows[0][span] * NAMELESS ** len(main - told.by(span)))
    near = [span for row in rows for span, share in row.items() if share >= LEAST]
    wanted: list[tuple[str, Iterable[Span]]] = [(part, ()) for part in parts]
    wanted += [(key, told.blaming(key, shown[0])) for key in accused]
    wanted += [(actor, told.before(shown[0]))] if actor else []
    for part, elsewhere in wanted:
        if not any(part in told.by(span) for span in shown):
            shown += [span for span in (*near, *elsewhere) if part in told.by(span)][:1]
    return tuple(Quote.of(text, start, end) for start, end in shown)


def _by_weight(places: Iterable[Place]) -> dict[Span, float]:
    """The weight of each sentence's surest place as a share of the best, the surest first."""
    weights: dict[Span, float] = {}
    for place in places:
        span, weight = (place.start, place.end), _weight(place)
        weights[span] = max(weights.get(span, 0.0), weight)
    best = max(weights.values())
    return {span: weights[span] / best for span in sorted(weights, key=lambda span: (-weights[span], span))}


def surest(places: Iterable[Place]) -> Place:
    """The place to show for a claim; of equals the first in the text."""
    return min(places, key=lambda place: (-_weight(place), place.start))


def _weight(place: Place) -> float:
    return place.score * (GUESSED if _guess(place) else 1.0)


def _guess(place: Place) -> bool:
    """Whether a place only has the names of a claim near each other, a word that may be another's, or a victim without a word of harm."""
    found, _, how = place.rule.partition("/")
    if "." in found:
        return how.removesuffix("-accused") in NEARBY
    return found in HEARD or how == ("no" if place.evidence is None else "far")


def _unlike(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans without those that repeat the words of another, as a title does that stands twice."""
    seen: set[str] = set()
    for start, end in spans:
        if text[start:end] not in seen:
            seen.add(text[start:end])
            yield start, end


class _Told:
    """What each sentence of a document names: actors by their keys, groups by name, and the kinds that words found in it have."""

    def __init__(self, reading: Reading, candidates: Iterable[Candidate]) -> None:
        self.reading = reading
        self.index = {(s.start, s.end): s.index for s in reading.note.sentences}
        self.kinds: dict[Span, set[str]] = {}
        for place in (place for candidate in candidates for place in candidate.places):
            if isinstance(place.evidence, tuple):
                self.kinds.setdefault((place.start, place.end), set()).add(str(place.evidence[0]))

    def by(self, span: Span) -> set[str]:
        """What the sentence at ``span`` names by itself, without what a pronoun or "the group" in it stands for."""
        mentions = self.reading.slots[self.index[span]].mentions
        named = {m.name if m.type == "group" else m.key for m in mentions if m.how != "link"}
        return {name for name in named if name} | self.kinds.get(span, set())

    def before(self, span: Span) -> list[Span]:
        """The sentences before the one at ``span``, the nearest first."""
        at = self.index[span]
        return self._spans(reversed(range(max(0, at - REACH), at)))

    def blaming(self, key: str, span: Span) -> list[Span]:
        """The sentences in which anybody blames the state or group ``key``, those nearest to ``span`` first."""
        at = self.index[span]
        blames = {b.sentence for b in self.reading.blames if key in (b.state, b.group and b.group.name)}
        return self._spans(sorted(blames, key=lambda index: (abs(index - at), index)))

    def _spans(self, indexes: Iterable[int]) -> list[Span]:
        sentences = self.reading.note.sentences
        return [(sentences[index].start, sentences[index].end) for index in indexes]
