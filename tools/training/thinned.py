"""Evaluation documents as they would be read if some of their rarer words stood in no lexicon.

The words of the documents that are learned from are known, since people read them; those of new documents often are not. Tables learned
from well-known words alone trust in them too much. So each document is learned from twice: as it is, and without every second one of the
forms that no other incident's documents use, which it may owe to having been read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from zlib import crc32

from demarche.annotate import CueHit, Sentence, run
from demarche.annotate.cues import find_cues
from demarche.lexicon import Token
from training.examples import Example, labelled

GRAMMAR = frozenset({"anaphor", "and", "background", "barrier", "issuer", "moment", "neg", "object", "of", "time"})
"""Kinds of words that every text has in common."""
LEFT_OUT = 0.5
"""Share of the rare forms that a document is read without."""
Form = tuple[str, str, str]


def add_thinned(examples: list[Example]) -> list[Example]:
    """Set beside each document the same one with rare forms left out; learned from and scored with it, by folds that know neither."""
    used = _incidents_of_forms(examples)
    made = []
    for example in (e for e in examples if not e.short):
        with _without(frozenset(form for form in _forms_of(example) if len(used[form]) == 1 and _left_out(example, form))):
            thin = labelled(example.gold, example.reading.note.document)
        thin.fold = example.fold
        example.snippets.append(thin)
        made.append(thin)
    return made


def _incidents_of_forms(examples: list[Example]) -> dict[Form, set[str]]:
    used: dict[Form, set[str]] = defaultdict(set)
    for example in examples:
        incident = (example.gold.get("incidents") or [example.gold["id"]])[0]
        for form in _forms_of(example):
            used[form].add(incident)
    return used


def _forms_of(example: Example) -> Iterator[Form]:
    note = example.reading.note
    return (_form(hit, note.tokens, note.lang) for hit in note.cues if hit.kind not in GRAMMAR)


def _form(hit: CueHit, tokens: Sequence[Token], lang: str) -> Form:
    return lang, hit.cue.id, " ".join(tokens[i].fold for i in hit.parts)


def _left_out(example: Example, form: Form) -> bool:
    """The same for the same document and form, whatever else is learned from."""
    return crc32("|".join((example.gold["id"], *form)).encode()) % 1000 < LEFT_OUT * 1000


@contextmanager
def _without(forms: frozenset[Form]) -> Iterator[None]:
    """Documents are annotated inside as if ``forms`` were in no lexicon."""

    def known(tokens: Sequence[Token], sentences: Sequence[Sentence], lang: str) -> list[CueHit]:
        return [hit for hit in find_cues(tokens, sentences, lang) if _form(hit, tokens, lang) not in forms]

    run.find_cues = known  # type: ignore[assignment]
    try:
        yield
    finally:
        run.find_cues = find_cues
