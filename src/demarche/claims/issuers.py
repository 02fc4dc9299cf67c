"""Who may have issued a document that speaks in its own voice: whose words are those that nobody is heard to say."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from demarche.annotate import Annotated, Mention
from demarche.annotate.mentions import find_names
from demarche.lexicon import tokenize
from demarche.model import Document

FIRMS = ("company", "ngo")
SECURITY, MASTHEAD = 2, 5
"""So many mentions weigh a security company's trade and a place in the masthead."""
LETTERHEAD = 12
"""Tokens up to which a first line in which nothing happens is the sender's own."""
HAPPENING = frozenset({"accuse", "deed", "deny", "hit", "respond", "say", "technique"})


def issuers(note: Annotated) -> dict[str, str]:
    """Keys of those who may have issued the document, each with what speaks for it: ``home``, its home state; ``masthead``, an
    organisation that the masthead or the first line names; ``named``, the one the text names most, who looks into attacks for a living
    before all."""
    heads = published_by(note.document, note.lang) | {m.key for m in _letterhead(note) if m.key}
    counts = Counter(m.key for m in note.mentions if m.key and m.type in FIRMS)
    counts.update(dict.fromkeys({m.key for m in note.mentions if m.key and m.kind == "security"}, SECURITY))
    counts.update(dict.fromkeys(heads, MASTHEAD))
    most = min(counts, key=lambda k: (-counts[k], k)) if counts else None
    found = {note.home: "home"} if note.home else {}
    return found | ({most: "masthead" if most in heads else "named"} if most else {})


def _letterhead(note: Annotated) -> list[Mention]:
    """The organisations in a short first line without any event: "ESET Research, a translation"."""
    first = note.sentences[0] if note.sentences else None
    if first is None or first.last - first.first > LETTERHEAD or any(h.kind in HAPPENING for h in note.by_sentence_cues[0]):
        return []
    return [m for m in note.by_sentence_mentions[0] if m.type in FIRMS]


@lru_cache(maxsize=8)
def _published_by(masthead: str, lang: str) -> frozenset[str]:
    found = find_names(masthead, tokenize(masthead), lang, None)
    return frozenset(m.key for m in found if m.key and m.type in FIRMS)


def published_by(document: Document, lang: str) -> frozenset[str]:
    """Keys of the organisations that the masthead of ``document`` names."""
    return _published_by(document.meta.get("masthead", ""), lang)
