"""What "both countries" and "all three" stand for: every state of the last list before them."""

from __future__ import annotations

from dataclasses import replace

from demarche.annotate.annotated import Annotated, Mention

LIST = "list"
REACH = 3
"""Sentences back to the list."""
NATIONS = frozenset({"state", "place", "organ", "adjective"})


def spread_lists(note: Annotated, number: int) -> None:
    """Replace each noun for a list by one mention a state, coordinated under numbers from ``number + 1`` on; drop it where no list is."""
    if not any(m.kind == LIST for m in note.mentions):
        return
    spread: list[Mention] = []
    for mention in note.mentions:
        if mention.kind == LIST:
            number += 1
            spread += [replace(mention, type="organ", kind="government", key=key, coordination=number) for key in _listed(note, mention)]
        else:
            spread.append(mention)
    note.mentions = spread
    note.by_sentence_mentions = [[m for m in spread if m.sentence == sentence.index] for sentence in note.sentences]


def _listed(note: Annotated, noun: Mention) -> list[str]:
    """The states of the nearest list before ``noun`` that has several."""
    runs: dict[int, list[str]] = {}
    for mention in note.mentions:
        near = mention.last <= noun.first and noun.sentence - mention.sentence <= REACH
        if near and mention.coordination >= 0 and mention.type in NATIONS and mention.key and len(mention.key) == 2:
            runs.setdefault(mention.coordination, []).append(mention.key)
    several = [list(dict.fromkeys(keys)) for keys in runs.values()]
    return next((keys for keys in reversed(several) if len(keys) > 1), [])
