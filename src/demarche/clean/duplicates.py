"""Documents that are one text in several copies. Documents with the same words have one wording; wordings are alike, or not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from itertools import combinations

from demarche.clean.fingerprint import Fingerprint, body_of, fingerprint, normalised, shingles
from demarche.model import Document

NEAR = 0.85
"""Jaccard similarity of two texts' word sequences from which they are one text. Copies with edits measured 0.92; the same wire story as
two newspapers print it at most 0.72, two reports of one press release below 0.1."""
CONTAINED = 0.92
"""Part of the smaller text that stands in the larger one, from which it is contained; wire prints reach 0.84."""
MIN_PART = 0.4
"""Jaccard similarity below which a contained text is an excerpt with a story of its own, not a copy."""
MIN_SEQUENCES = 40
"""Texts of fewer word sequences are copies only when they are equal."""
SHARED = 2
"""Keys that two wordings must share to be compared in full."""
LARGEST = 300
"""Wordings that may share one key; one that more have says nothing (a standing phrase)."""
Pair = tuple[int, int]
Alike = dict[Pair, str]
"""Two wordings, ascending, and how they are alike: ``near`` or ``contained``."""


def find_duplicates(documents: Iterable[Document]) -> dict[str, tuple[str, str]]:
    """Each copy's document id with its original's id and the kind: ``exact``, ``near`` or ``contained``.

    The result does not depend on the order of ``documents``. The original is the copy with the fullest date, then the one of which
    least had to be cleaned away, then the smallest id. An original is never itself a copy.
    """
    every = {document.id: document for document in documents}
    prints = {id: fingerprint(document) for id, document in every.items()}
    texts = {prints[id].wording: document for id, document in every.items()}
    return copies({id: prints[id].wording for id in every}, every, alike(texts, candidates(_blocks(prints.values()).values())))


def _blocks(prints: Iterable[Fingerprint]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for one in prints:
        for key in one.keys:
            found[key].add(one.wording)
    return found


def candidates(blocks: Iterable[Collection[int]]) -> set[Pair]:
    """The pairs of wordings that share enough of the keys whose wordings these are."""
    counted = Counter(pair for block in blocks if 1 < len(block) <= LARGEST for pair in combinations(sorted(block), 2))
    return {pair for pair, number in counted.items() if number >= SHARED}


def alike(texts: Mapping[int, Document], pairs: Iterable[Pair]) -> Alike:
    """Those of the pairs that are one text; ``texts`` gives a document of each wording."""

    @lru_cache(maxsize=512)
    def sequences(wording: int) -> frozenset[int]:
        return frozenset(shingles(normalised(body_of(texts[wording]))))

    kinds = ((pair, _kind(sequences(pair[0]), sequences(pair[1]))) for pair in sorted(pairs))
    return {pair: kind for pair, kind in kinds if kind}


def _kind(first: frozenset[int], second: frozenset[int]) -> str | None:
    smaller = min(len(first), len(second))
    if smaller < MIN_SEQUENCES:
        return None
    common = len(first & second)
    jaccard = common / (len(first) + len(second) - common)
    if jaccard >= NEAR:
        return "near"
    return "contained" if common >= CONTAINED * smaller and jaccard >= MIN_PART else None


def copies(wordings: Mapping[str, int], documents: Mapping[str, Document], found: Alike) -> dict[str, tuple[str, str]]:
    """The copies among documents, each with its original and the kind; ``wordings`` by document id, ``found`` how these are alike."""
    order = sorted(wordings, key=lambda id: _preference(documents[id]))
    firsts: dict[int, str] = {}
    for id in order:
        firsts.setdefault(wordings[id], id)
    near = _near(list(firsts), found)
    made: dict[str, tuple[str, str]] = {}
    for id in order:
        original, kind = near.get(wordings[id], (wordings[id], "exact"))
        if firsts[original] != id:
            made[id] = firsts[original], kind
    return dict(sorted(made.items()))


def _near(order: list[int], found: Alike) -> dict[int, tuple[int, str]]:
    """Each wording that repeats another one, with the first original that it is like; ``order`` by preference."""
    place = {wording: number for number, wording in enumerate(order)}
    fellows: dict[int, list[int]] = defaultdict(list)
    for one, two in found:
        earlier, later = sorted((one, two), key=place.__getitem__)
        fellows[later].append(earlier)
    made: dict[int, tuple[int, str]] = {}
    for wording in order:
        originals = sorted((place[other], other) for other in fellows[wording] if other not in made)
        if originals:
            original = originals[0][1]
            made[wording] = original, found[min(wording, original), max(wording, original)]
    return made


def _preference(document: Document) -> tuple[int, int, str]:
    removed = sum(part.raw_end - part.raw for part in document.removed)
    return -len(document.published or ""), removed, document.id
