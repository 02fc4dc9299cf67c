"""Persons a document introduces with their office ("minister Hadja Lahbib", "Jen Psaki, White House press secretary") speak for that
office when their surname returns. Works on capitals and position only, so it needs no list of persons."""

from __future__ import annotations

from dataclasses import replace

from demarche.annotate.annotated import Annotated, Mention
from demarche.lexicon.names import particles

MOST_NAME_WORDS = 4
ON_THEIR_OWN = frozenset({"politician", "mp"})
"""Kinds of offices whose holders speak for themselves and bind no state: deputies, opposition leaders, former ministers."""


def introduce(note: Annotated) -> list[Mention]:
    """Mentions of persons the text itself ties to a keyed office, at every place their surname stands."""
    taken = {i for m in note.mentions for i in range(m.first, m.last)}
    known: dict[str, Mention] = {}
    found: list[Mention] = []
    for mention in note.mentions:
        if mention.person and (mention.key or mention.type == "generic"):
            for first, last in _names_beside(note, mention, taken):
                person = _person(note, first, last, mention)
                found.append(person)
                taken.update(range(first, last))
                known.setdefault(note.tokens[last - 1].fold, person)
        elif mention.key and mention.type in EMPLOYERS:
            for first, last in _name_before_comma(note, mention, taken):
                person = _person(note, first, last, mention)
                found.append(person)
                taken.update(range(first, last))
                known.setdefault(note.tokens[last - 1].fold, person)
    found.extend(returns(note, known, taken))
    return found


EMPLOYERS = frozenset({"organ", "company", "ngo"})
APPOSITION_REACH = 8


def _name_before_comma(note: Annotated, mention: Mention, taken: set[int]) -> list[tuple[int, int]]:
    """A name set off by a comma before an organ: "Illia Vitiuk, who heads the cyber department of the SBU"."""
    sentence = note.sentences[mention.sentence]
    for i in range(mention.first - 1, max(sentence.first, mention.first - APPOSITION_REACH), -1):
        if note.tokens[i].raw in ",(":
            run = name_run(note, i - 1, sentence.first - 1, taken, -1)
            return [run] if run else []
        if i in taken or note.tokens[i].raw in ".;:":
            return []
    return []


def _person(note: Annotated, first: int, last: int, office: Mention) -> Mention:
    name = note.words(first, last)
    if office.kind in ON_THEIR_OWN:
        return Mention(first, last, "stranger", name, name, kind=office.kind, sentence=office.sentence)
    if office.key is None:
        # whose minister it is, the text says elsewhere: the name stands for the office until then
        return Mention(first, last, "generic", None, office.name, kind=office.kind, sentence=office.sentence, person=True)
    return Mention(first, last, "person", office.key, name, kind=office.kind, sentence=office.sentence, keys=office.keys)


def _names_beside(note: Annotated, mention: Mention, taken: set[int]) -> list[tuple[int, int]]:
    sentence = note.sentences[mention.sentence]
    after = name_run(note, mention.last, sentence.last, taken, 1)
    at = mention.last
    while not after and at < min(sentence.last, mention.last + 2) and note.tokens[at].fold in ",(":
        after, at = name_run(note, at + 1, sentence.last, taken, 1), at + 1
    before = name_run(note, mention.first - 1, sentence.first - 1, taken, -1)
    at = mention.first - 1
    while not before and at > max(sentence.first, mention.first - 4) and (note.tokens[at].fold == "," or note.tokens[at].raw[0].islower()):
        if note.tokens[at].fold == ",":
            before = name_run(note, at - 1, sentence.first - 1, taken, -1)
            break
        at -= 1
    return [run for run in (after, before) if run]


def name_run(note: Annotated, at: int, stop: int, taken: set[int], step: int) -> tuple[int, int] | None:
    """A run of two or more capitalised words from ``at`` in direction ``step`` that no other name has taken."""
    words: list[int] = []
    while at != stop and len(words) < MOST_NAME_WORDS and at not in taken:
        raw = note.tokens[at].raw
        if not (raw[0].isupper() and raw.isalpha() and not raw.isupper()) and not (words and (raw in particles() or raw == "-")):
            break
        words.append(at)
        at += step
    while words and not note.tokens[words[-1]].raw[0].isupper():
        words.pop()
    capitals = [i for i in words if note.tokens[i].raw[0].isupper()]
    return (min(words), max(words) + 1) if len(capitals) >= 2 else None


def returns(note: Annotated, known: dict[str, Mention], taken: set[int]) -> list[Mention]:
    found = []
    for sentence in note.sentences:
        for i in range(sentence.first, sentence.last):
            person = known.get(note.tokens[i].fold)
            if person and i not in taken and note.tokens[i].raw[0].isupper() and len(note.tokens[i].raw) > 2:
                found.append(replace(person, first=i, last=i + 1, sentence=sentence.index))
    return found
