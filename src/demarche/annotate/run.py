"""One pass over a document: tokens, sentences, cues, names, then what they make together."""

from __future__ import annotations

from collections import Counter

from demarche.annotate.annotated import Annotated, CueHit, Mention, Sentence
from demarche.annotate.chunks import FIRMS, Composer
from demarche.annotate.coordination import coordinate
from demarche.annotate.cues import find_cues
from demarche.annotate.datelines import mark_datelines
from demarche.annotate.home import home_state, settle_ambiguous
from demarche.annotate.lists import spread_lists
from demarche.annotate.mentions import find_names
from demarche.annotate.organisations import organisations
from demarche.annotate.people import introduce
from demarche.annotate.quotations import mark_quoted
from demarche.annotate.sentences import sentences
from demarche.annotate.strangers import strangers
from demarche.lexicon import Token, tokenize
from demarche.lexicon.prefilter import is_sure
from demarche.model import Document

NOUN_KINDS = {"perp": "perp", "unnamed": "unnamed", "anaphor": "generic"}


def annotate(document: Document, lang: str) -> Annotated:
    """See everything the claims layer reads in ``document``, with the words of ``lang``."""
    tokens = tokenize(document.text)
    parts = sentences(document.text, document.title_end, tokens)
    mark_quoted(document.text, parts)
    names = find_names(document.text, tokens, lang, document.published)
    cues = _outside_names(_in_the_past(find_cues(tokens, parts, lang), tokens, document.published), names)
    mentions = _with_nouns(names, cues)
    note = Annotated(document, lang, tokens, parts, cues, [])
    note.by_sentence_cues = _spread(cues, len(parts))
    note.mentions = _compose(note, _unguarded(_place(mentions, parts), note.by_sentence_cues))
    mark_datelines(note)
    note.home = home_state(note)
    settle_ambiguous(note)
    note.mentions = sorted([*note.mentions, *introduce(note)], key=lambda m: m.first)
    note.mentions = organisations(note)
    note.mentions = sorted([*note.mentions, *strangers(note)], key=lambda m: m.first)
    note.by_sentence_mentions = _spread(note.mentions, len(parts))
    number = 0
    for sentence in parts:
        number = coordinate(tokens, sentence, note.by_sentence_mentions[sentence.index], note.by_sentence_cues[sentence.index], number)
    spread_lists(note, number)
    return note


HACKING = frozenset({"perp", "deed", "technique"})
ABOUT_HACKING = 3
"""Sentences with a sure word for hackers or attacks that make a document one about hacking."""


def _unguarded(mentions: list[Mention], cues: list[list[CueHit]]) -> list[Mention]:
    """Drop names that are words of other things too ("Gallium") where no word for hackers or attacks stands in or beside the sentence,
    unless the whole document is about nothing else."""
    hacking = [any(h.kind in HACKING and is_sure(h.cue) for h in row) for row in cues]
    throughout = sum(hacking) >= ABOUT_HACKING
    return [m for m in mentions if not m.guarded or throughout or any(hacking[max(0, m.sentence - 1) : m.sentence + 2])]


CONTENT = frozenset({"technique", "victim", "objective", "deed", "deny", "respond", "hit", "say", "accuse", "perp"})
PROPER = frozenset({"organ", "company", "group", "media", "ngo", "state", "person", "place"})


def _outside_names(cues: list[CueHit], names: list[Mention]) -> list[CueHit]:
    """Drop content words that are part of a name: the "Virus" of a virus emergency centre is no technique."""
    inside = {i for m in names if m.type in PROPER for i in range(m.first, m.last)}
    return [h for h in cues if h.kind not in CONTENT or not all(i in inside for i in h.parts)]


def _in_the_past(cues: list[CueHit], tokens: list[Token], published: str | None) -> list[CueHit]:
    """Drop background cues whose year is the document's own (or the newest it names)."""
    years = [int(t.raw) for t in tokens if len(t.raw) == 4 and t.raw.isdigit() and "1990" <= t.raw <= "2100"]
    now = int(published[:4]) if published else max(years, default=0)
    kept = []
    for hit in cues:
        background = hit.kind == "background"
        named = [int(tokens[i].raw) for i in hit.parts if tokens[i].raw.isdigit() and len(tokens[i].raw) == 4] if background else []
        if not named or max(named) < now:
            kept.append(hit)
    return kept


def _with_nouns(mentions: list[Mention], cues: list[CueHit]) -> list[Mention]:
    """Add the nouns for attackers and for unnamed sources where no name stands."""
    given, mentions = mentions, _without_origin(mentions, cues)
    taken = {i for m in mentions if m.type != "generic" for i in range(m.first, m.last)}
    nouns = [
        Mention(h.first, h.last, _noun_type(h), None, h.cue.id, kind=h.cue.type, country=_origin_of(h, given))
        for h in cues
        if h.kind in NOUN_KINDS and not any(i in taken for i in h.parts)
    ]
    longer = [m for m in mentions if m.type == "generic"]
    # an anaphor inside a longer generic name gives way: "le ministère" in "le ministère de la Défense"
    nouns = [
        m for m in nouns if m.type != "generic" or not any(o.last > m.last and o.first < m.last and o.last - o.first > 1 for o in longer)
    ]
    nouns = [
        m
        for m in nouns
        if not any(o is not m and o.first <= m.first and m.last <= o.last and o.last - o.first > m.last - m.first for o in nouns)
    ]
    covered = {i for m in nouns for i in range(m.first, m.last)}
    # "state" in "state-sponsored" is no organ
    linking = {i for h in cues if h.kind == "link" and h.cue.frame == "before" and len(h.parts) > 1 for i in h.parts}
    kept = [m for m in mentions if m.type != "generic" or not (covered & (own := set(range(m.first, m.last))) or own <= linking)]
    return sorted([*kept, *nouns], key=lambda m: (m.first, -m.last))


def _without_origin(mentions: list[Mention], cues: list[CueHit]) -> list[Mention]:
    """Drop the adjective inside a noun for a firm: "the Slovak company" is no claim of Slovakia."""
    firms = [h for h in cues if h.kind == "anaphor" and h.cue.type in FIRMS]
    return [m for m in mentions if m.type != "adjective" or not any(h.first <= m.first and m.last <= h.last for h in firms)]


def _origin_of(hit: CueHit, mentions: list[Mention]) -> str:
    """The state of that adjective, which still tells where a firm is at home that was attacked."""
    firm = hit.kind == "anaphor" and hit.cue.type in FIRMS
    inside = (m.key for m in mentions if m.type == "adjective" and hit.first <= m.first and m.last <= hit.last)
    return (next(inside, None) or "") if firm else ""


def _noun_type(hit: CueHit) -> str:
    if hit.kind == "anaphor" and hit.cue.type in ("group", "pronoun"):
        return "perp" if hit.cue.type == "group" else "pronoun"
    return NOUN_KINDS[hit.kind]


def _place(mentions: list[Mention], parts: list[Sentence]) -> list[Mention]:
    at = 0
    placed = []
    for mention in mentions:
        while at < len(parts) and parts[at].last <= mention.first:
            at += 1
        if at < len(parts) and parts[at].first <= mention.first and mention.last <= parts[at].last:
            mention.sentence = at
            placed.append(mention)
    return placed


def _compose(note: Annotated, mentions: list[Mention]) -> list[Mention]:
    by_sentence = _spread(mentions, len(note.sentences))
    rows = zip(note.sentences, by_sentence, note.by_sentence_cues, strict=True)
    return [m for sentence, row, cues in rows for m in Composer(note.tokens, sentence, row, cues, note.lang).run()]


def _spread(items: list, count: int) -> list[list]:  # type: ignore[type-arg]
    rows: list[list] = [[] for _ in range(count)]  # type: ignore[type-arg]
    for item in items:
        rows[item.sentence].append(item)
    return rows


def top(counter: Counter[str]) -> str | None:
    """The most frequent key, ties broken by name, None when there is none."""
    return min(counter, key=lambda k: (-counter[k], k)) if counter else None
