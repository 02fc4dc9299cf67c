"""Documents that are one text in several copies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

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
CANDIDATE = 0.5
"""Part of the smaller sketch that two texts must share to be compared in full."""
MAX_POSTING = 200
"""Texts that may share one sampled sequence; one that more have says nothing (a standing phrase)."""


def find_duplicates(documents: Iterable[Document]) -> dict[str, tuple[str, str]]:
    """Each copy's document id with its original's id and the kind: ``exact``, ``near`` or ``contained``.

    The result does not depend on the order of ``documents``. The original is the copy with the fullest date, then the one of which
    least had to be cleaned away, then the smallest id. An original is never itself a copy.
    """
    ordered = sorted({document.id: document for document in documents}.values(), key=_preference)
    prints = {document.id: fingerprint(document) for document in ordered}
    copies: dict[str, tuple[str, str]] = {}
    firsts: dict[str, Document] = {}
    for document in ordered:
        first = firsts.setdefault(prints[document.id].exact, document)
        if first is not document:
            copies[document.id] = (first.id, "exact")
    near = _near(list(firsts.values()), prints)
    for copy, (first_id, kind) in copies.items():
        copies[copy] = (near[first_id][0] if first_id in near else first_id, kind)
    return dict(sorted((copies | near).items()))


def _preference(document: Document) -> tuple[int, int, str]:
    removed = sum(part.raw_end - part.raw for part in document.removed)
    return -len(document.published or ""), removed, document.id


def _near(documents: list[Document], prints: dict[str, Fingerprint]) -> dict[str, tuple[str, str]]:
    """Copies among texts that differ; ``documents`` in order of preference, so an original comes before its copies."""
    by_id = {document.id: document for document in documents}
    index: dict[int, list[str]] = defaultdict(list)
    copies: dict[str, tuple[str, str]] = {}

    @lru_cache(maxsize=512)
    def full(identifier: str) -> frozenset[int]:
        return frozenset(shingles(normalised(body_of(by_id[identifier]))))

    for document in documents:
        sketch = prints[document.id].sketch
        shared = Counter(other for value in sketch for other in index[value] if len(index[value]) <= MAX_POSTING)
        for other, count in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
            if count < CANDIDATE * min(len(sketch), len(prints[other].sketch)):
                continue
            kind = _kind(full(document.id), full(other))
            if kind:
                copies[document.id] = (other, kind)
                break
        else:
            for value in sketch:
                index[value].append(document.id)
    return copies


def _kind(first: frozenset[int], second: frozenset[int]) -> str | None:
    smaller = min(len(first), len(second))
    if smaller < MIN_SEQUENCES:
        return None
    common = len(first & second)
    jaccard = common / (len(first) + len(second) - common)
    if jaccard >= NEAR:
        return "near"
    return "contained" if common >= CONTAINED * smaller and jaccard >= MIN_PART else None
