"""``demarche explain``: why a claim is in the record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from demarche.cli.common import DONE, RecordOption, console, on_terminal, visible

if TYPE_CHECKING:
    from demarche.verbs.explain import Explanation, Passage

EPILOG = """
Prints: claim (what it says), rule (the cue or construction that found it; after the stroke, how the actor was found), cues (the words),
score (0 to 1), document (path, date and what the date rests on, language), and for each quotation, the surest first, the words around
it and its offsets in the clean text and in the decoded source.\n\n
Example: demarche explain a1b2c3
"""
LABEL = 14
SKIPPED = ("id", "quotes", "rule", "cues", "score")
ACTORS = ("by", "to", "country")
"""Fields that hold the key of a state, an organisation or another actor."""


def explain(
    claim: Annotated[str, typer.Argument(help="A claim's id, or the beginning of it.", metavar="CLAIM")], record: RecordOption = None
) -> int:
    """The rule, cue words, quotation in context, source file and offsets behind a claim."""
    import demarche

    found = demarche.explain(claim, record)
    for label, value in _facts(found):
        print(f"{label:<{LABEL}} {visible(value)}")
    for passage in found.passages:
        _passage(passage)
    return DONE


def _facts(found: Explanation) -> Iterator[tuple[str, str]]:
    document = found.reading.document
    yield "claim", f"{found.kind.removesuffix('s')} {found.claim.id}"
    yield from _fields(found.claim)
    yield "rule", found.claim.rule
    yield "cues", ", ".join(found.claim.cues) or "none"
    yield "score", f"{found.claim.score:.2f}"
    yield "document", f"{document.path} ({document.lang}, {document.kind}) {document.title or ''}".rstrip()
    dated = f"{document.published} from {document.published_from}: {document.published_words!r}" if document.published else "undated"
    yield "published", dated
    yield "source", f"SHA-256 {document.id}"


def _fields(claim: Any) -> Iterator[tuple[str, str]]:
    for name in claim.__dataclass_fields__:
        value: Any = getattr(claim, name)
        if name in SKIPPED or value in (False, ()):
            continue
        yield name, _actor(value) if name in ACTORS else _shown(value)


def _actor(key: str | None) -> str:
    """An actor's name, and its key where that is another word."""
    from demarche.cli import words

    return words.name(key) if key in (None, words.name(key)) else f"{words.name(key)} ({key})"


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(getattr(item, "name", item)) for item in value)
    return "—" if value is None else str(value)


def _passage(passage: Passage) -> None:
    quote = passage.quote
    print(f"\nclean text {quote.start}–{quote.end}, source {passage.raw[0]}–{passage.raw[1]}")
    before, after = visible(passage.before), visible(passage.after)
    if on_terminal():
        from rich.text import Text

        console().print(Text.assemble((before, "dim"), (visible(quote.exact), "bold reverse"), (after, "dim")))
    else:
        print(f"{before}[[{visible(quote.exact)}]]{after}")
