"""``demarche show``: one incident in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from demarche.cli.common import DONE, AsOfOption, RecordOption, console, on_terminal, visible

if TYPE_CHECKING:
    from demarche.model.qualification import Qualification
    from demarche.verbs.sheet import Said, Sheet

EPILOG = """
Prints the incident, then every statement with all its quotations, claim id, date and path, statements about earlier cases apart; then
its documents: date, language, path, title, copy of.\n\n
With --sheet: accusers with certainty, level, basis, grade and words; answers with delay; responses; victims and when told; dates; who is
silent; independent voices.\n\n
Example: demarche show inc-3f2a91c0
"""


def show(
    incident: Annotated[str, typer.Argument(help="An incident's id, or the beginning of it.", metavar="INCIDENT")],
    record: RecordOption = None,
    qualified: Annotated[bool, typer.Option("--sheet", help="Print the qualification sheet instead.")] = False,
    svg: Annotated[bool, typer.Option("--svg", help="Print the sheet as a picture (SVG).")] = False,
    as_of: AsOfOption = None,
) -> int:
    """One incident: each accuser's own words, level and certainty; the denials; the responses; the documents."""
    import demarche
    from demarche.verbs.asof import AsOf

    then = AsOf(as_of) if as_of else None
    if svg or qualified:
        return _qualified(demarche.qualify(incident, record, then).sheet, svg)
    sheet = demarche.show(incident, record, then)
    if on_terminal():
        shown = console()
        for style, line in _lines(sheet):
            shown.print(visible(line), style=style, markup=False, soft_wrap=False)
    else:
        for _, line in _lines(sheet):
            print(visible(line))
    return DONE


def _qualified(sheet: Qualification, svg: bool) -> int:
    from demarche.cli.qualified import lines
    from demarche.verbs.picture import incident_svg

    if svg:
        print(incident_svg(sheet), end="")
        return DONE
    shown = console() if on_terminal() else None
    for style, line in lines(sheet):
        if shown:
            shown.print(visible(line), style=style, markup=False, soft_wrap=False)
        else:
            print(visible(line))
    return DONE


def _lines(sheet: Sheet) -> Iterator[tuple[str, str]]:
    from demarche.cli.sheets import extent, facts, title

    yield "bold", title(sheet)
    yield "dim", f"{sheet.incident.id} · {extent(sheet)}"
    yield from (("green", f"{label}: {value}") for label, value in facts(sheet))
    for heading, background in (("Said about it", False), ("Recalled from earlier cases", True)):
        said = list(_statements(sheet, background))
        if said:
            yield "bold underline", f"\n{heading}"
            yield from said
    yield "bold underline", "\nDocuments"
    yield from _documents(sheet)


def _statements(sheet: Sheet, background: bool) -> Iterator[tuple[str, str]]:
    from demarche.cli import words

    for one in sheet.attributions:
        if one.claim.background is background:
            yield "red", f"{words.name(one.claim.by)} accuses {words.blamed(one.claim)}: {one.claim.certainty}, {one.claim.responsibility}"
            yield from _evidence(one)
    for other in sheet.denials:
        if other.claim.background is background:
            yield "cyan", f"{words.name(other.claim.by)} denies: {words.denial(other.claim)}"
            yield from _evidence(other)
    for third in sheet.responses:
        if third.claim.background is background:
            yield "yellow", f"{words.name(third.claim.by)} responds: {words.response(third.claim)}"
            yield from _evidence(third)


def _evidence(said: Said[Any]) -> Iterator[tuple[str, str]]:
    from demarche.cli.common import one_line

    for quote in said.claim.quotes:
        yield "italic", f"    “{one_line(quote.exact)}”"
    yield "dim", f"    {said.claim.id} · {said.published or 'undated'} · {said.reading.document.path}"


def _documents(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for reading in sheet.readings:
        document = reading.document
        copy = f" · {reading.duplicate.kind} copy of {reading.duplicate.original_id[:10]}" if reading.duplicate else ""
        yield "", f"{document.published or 'undated':<10} {document.lang} {document.path} · {document.title or 'without title'}{copy}"
        for path in reading.paths[1:]:
            yield "dim", f"{'':<13} also {path}"
