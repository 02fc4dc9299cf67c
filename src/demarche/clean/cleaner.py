"""The whole of cleaning for one source: decode, lay out, choose, date, put together."""

from __future__ import annotations

import re

from demarche.clean.blocks import Block, joined
from demarche.clean.choose import choose
from demarche.clean.dating import Evidence, date_of
from demarche.clean.html_layout import MAX_DEPTH, Page, page_of
from demarche.clean.language import language
from demarche.clean.text_layout import blocks_of
from demarche.intake import Decoded, decode
from demarche.model import Document, Problem, Removed, Source

PARAGRAPH = "\n\n"


def decoded(source: Source) -> str:
    """The source as Unicode: what ``Edit.raw`` and ``Removed.raw`` count in. Empty for a source that cannot be decoded."""
    result = decode(source)
    return result.text if isinstance(result, Decoded) else ""


def clean(source: Source) -> Document | Problem:
    """The article of one source with its title, date and language, and what was left out of it; a ``Problem`` when there is none.

    Pure: the same source gives the same document. Never raises for bad input.
    """
    result = decode(source)
    if isinstance(result, Problem):
        return result
    page = page_of(result.text) if result.markup == "html" else Page(blocks=blocks_of(result.text))
    chosen = choose(page, result.text)
    if not chosen.kept:
        return Problem(source.path, "no-text", "nothing is left to read once foreign text is taken out", "look at the source")
    return _document(source, result, page, chosen)


def _document(source, result, page, chosen) -> Document:
    text, edits = joined(chosen.kept, PARAGRAPH)
    evidence = date_of(page, chosen, result)
    url = source.url or result.url or page.canonical
    problems = result.problems
    if page.depth > MAX_DEPTH:
        reason = f"elements are nested {page.depth:,} deep; all text was read, its structure was not trusted"
        problems += (Problem(source.path, "deep-nesting", reason, "compare with the page in a browser", fatal=False),)
    return Document(
        source.id, source.path, text, language(text, source.lang or result.lang or page.lang), source.kind, url,
        chosen.title.text if chosen.title else None, len(chosen.title.text) if chosen.title is chosen.kept[0] else 0,
        evidence.published if evidence else None, evidence.origin if evidence else None, evidence.words if evidence else None,
        tuple(edits), tuple(chosen.removed), problems,
    )  # fmt: skip
