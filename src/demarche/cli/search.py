"""``demarche search``: full text over the sources, claims beside the hits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from demarche.cli.common import DONE, GroupOption, RecordOption, SinceOption, StateOption, UntilOption, console, on_terminal, rows, visible

if TYPE_CHECKING:
    from demarche.verbs.search import Found

COLUMNS = ("document", "path", "published", "lang", "incident", "snippet", "kind", "claim", "who", "what", "words")
EPILOG = f"""
All words must occur; "two words" in quotation marks is a phrase, word* a beginning. Piped: tab-separated, a line a claim (or a document
without claims), columns {", ".join(COLUMNS)}.\n\n
Example: demarche search "APT31 parlement*" --lang nl
"""
MARKED = {"\x02": "[", "\x03": "]"}


def search(
    query: Annotated[str, typer.Argument(help="Words to look for.", metavar="QUERY")],
    record: RecordOption = None,
    lang: Annotated[str | None, typer.Option("--lang", help="Only documents in this language: nl.", metavar="CODE")] = None,
    state: StateOption = None,
    group: GroupOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    relevant: Annotated[bool, typer.Option("--relevant", help="Only documents with claims.")] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", help="Documents at most.", min=1)] = 20,
) -> int:
    """Find documents by their words, with the claims they make beside them."""
    import demarche
    from demarche.verbs.search import Wanted

    found = demarche.search(query, record, limit=limit, wanted=Wanted(lang, state, group, since, until, relevant))
    if on_terminal():
        _print(found)
    else:
        rows(COLUMNS, (line for one in found for line in _lines(one)))
    return DONE


def _lines(found: Found) -> Iterator[tuple[str, ...]]:
    document = found.reading.document
    incident = found.reading.incidents[0] if found.reading.incidents else ""
    first = (document.id, document.path, document.published or "", document.lang, incident, _plain(found.snippet))
    claims = list(_claims(found))
    yield from ((*first, *claim) for claim in claims or [("", "", "", "", "")])


def _claims(found: Found) -> Iterator[tuple[str, str, str, str, str]]:
    from demarche.cli import words

    said = found.reading.claims
    for attribution in said.attributions:
        what = f"{words.blamed(attribution)}, {attribution.certainty}, {attribution.responsibility}"
        yield "accuses", attribution.id, words.name(attribution.by), what, _words(attribution)
    for denial in said.denials:
        yield "denies", denial.id, words.name(denial.by), words.denial(denial), _words(denial)
    for response in said.responses:
        yield "responds", response.id, words.name(response.by), words.response(response), _words(response)


def _words(claim: Any) -> str:
    return str(claim.quotes[0].exact) if claim.quotes else ""


def _plain(snippet: str) -> str:
    for mark, sign in MARKED.items():
        snippet = snippet.replace(mark, sign)
    return snippet


def _print(found: list[Found]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from demarche.cli.sheets import COLOURS, short

    shown = console()
    for one in found:
        document = one.reading.document
        shown.print(Text(visible(document.title or document.path), style="bold"))
        place = f"{document.path} · {document.published or 'undated'} · {document.lang} {' '.join(one.reading.incidents)}"
        shown.print(Text(visible(place), style="dim"))
        shown.print(_highlight(one.snippet))
        for kind, id, who, what, words in _claims(one):
            told = Text.assemble((kind, COLOURS[kind]), f" {who}: {what} ", (f"“{short(words, 120)}”", "italic dim"), f" {id}")
            shown.print(Padding(told, (0, 0, 0, 2), expand=False))
        shown.print()
    shown.print(f"{len(found)} documents")


def _highlight(snippet: str) -> Any:
    from rich.text import Text

    text = Text()
    for number, piece in enumerate(snippet.replace("\x03", "\x02").split("\x02")):
        text.append(visible(piece), style="bold yellow" if number % 2 else "")
    return text
