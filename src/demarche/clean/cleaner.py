"""The whole of cleaning for one source: decode, lay out, choose, date, put together."""

from __future__ import annotations

from demarche.clean.blocks import joined
from demarche.clean.choose import Chosen, choose
from demarche.clean.dating import date_of
from demarche.clean.html_layout import MAX_DEPTH, Page, page_of
from demarche.clean.language import language
from demarche.clean.masthead import masthead
from demarche.clean.text_layout import blocks_of
from demarche.intake import Decoded, decode
from demarche.model import Document, Problem, Source

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
    page = page_of(result.text) if result.markup == "html" else Page(blocks=blocks_of(result.text, result.wrapped))
    chosen = choose(page, result.text)
    if not chosen.kept:
        return Problem(source.path, "no-text", "nothing is left to read once foreign text is taken out", "look at the source")
    return _document(source, result, page, chosen)


def _document(source: Source, result: Decoded, page: Page, chosen: Chosen) -> Document:
    text, edits = joined(chosen.kept, PARAGRAPH)
    lang = language(text, source.lang or result.lang or page.lang)
    url = source.url or result.url or page.canonical
    evidence = date_of(page, chosen, result, lang, url)
    title = chosen.title
    return Document(
        source.id, source.path, text, lang, source.kind, url,
        title.text if title else None, len(title.text) if title is not None and title is chosen.kept[0] else 0,
        evidence.published if evidence else None, evidence.origin if evidence else None, evidence.words if evidence else None,
        tuple(edits), tuple(chosen.removed), result.problems + _depth_problem(source, page),
        {"masthead": about} if (about := masthead(page, chosen.removed, result.text)) else {},
    )  # fmt: skip


def _depth_problem(source: Source, page: Page) -> tuple[Problem, ...]:
    if page.depth <= MAX_DEPTH:
        return ()
    reason = f"elements are nested {page.depth:,} deep; all text was read, its structure was not trusted"
    return (Problem(source.path, "deep-nesting", reason, "compare with the page in a browser", fatal=False),)
