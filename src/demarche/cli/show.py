"""``demarche show``: incidents in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from demarche.cli.common import DONE, RecordOption, styled
from demarche.cli.filters import filtered, replayed
from demarche.cli.mailoptions import MaskOption
from demarche.errors import UsageError
from demarche.verbs.asof import AsOf
from demarche.verbs.selection import Selection

if TYPE_CHECKING:
    from demarche.mail import MailReport
    from demarche.model.qualification import Qualification
    from demarche.verbs.evidence import MailEvidence
    from demarche.verbs.sheet import Said, Sheet

EPILOG = """
Prints the incident, then every statement with all its quotations, claim id, date and path, statements about earlier cases apart; then
its documents: date, language, path, title, copy of, and those that only recall it; then the mails that are evidence of it: id, received,
sender, subject, why it is there, what was found.\n\n
With --sheet: accusers with certainty, level, basis, grade and words; answers with delay; responses; victims and when told; dates; who is
silent; independent voices.\n\n
Example: demarche show inc-3f2a91c0\n\n
Example: demarche show --sheet --group APT31 --since 2021
"""


@filtered
@replayed
def show(
    selection: Selection | None,
    as_of: AsOf | None,
    incident: Annotated[str | None, typer.Argument(help="An incident's id, or the beginning of it.", metavar="[INCIDENT]")] = None,
    record: RecordOption = None,
    qualified: Annotated[bool, typer.Option("--sheet", help="Print the qualification sheet instead.")] = False,
    svg: Annotated[bool, typer.Option("--svg", help="Print the sheet as a picture (SVG).")] = False,
    mask: MaskOption = False,
) -> int:
    """An incident, or all that are chosen: each accuser's own words, level and certainty; the denials; the responses; the documents."""
    import demarche

    for place, id in enumerate(_ids(incident, selection, as_of, record)):
        if place:
            print()
        if svg or qualified:
            _qualified(demarche.qualify(id, record, as_of).sheet, svg)
        else:
            sheet = demarche.show(id, record, as_of, mask)
            styled([*_lines(sheet), *_evidence(demarche.evidence(sheet.incident.id, record, as_of, mask))])
    return DONE


def _ids(incident: str | None, selection: Selection | None, as_of: AsOf | None, record: str | None) -> list[str]:
    """The incident named, else those that pass the filters. Raises ``UsageError`` for neither or both."""
    import demarche

    if (incident is None) == (selection is None):
        raise UsageError("name an incident, or choose incidents by a filter", "list them: demarche timeline")
    return [incident] if incident else [sheet.incident.id for sheet in demarche.timeline(record, selection or Selection(), as_of=as_of)]


def _qualified(sheet: Qualification, svg: bool) -> None:
    from demarche.cli.qualified import lines
    from demarche.verbs.picture import incident_svg

    if svg:
        print(incident_svg(sheet), end="")
    else:
        styled(lines(sheet))


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
            yield from _quotes(one)
    for other in sheet.denials:
        if other.claim.background is background:
            yield "cyan", f"{words.name(other.claim.by)} denies: {words.denial(other.claim)}"
            yield from _quotes(other)
    for third in sheet.responses:
        if third.claim.background is background:
            yield "yellow", f"{words.name(third.claim.by)} responds: {words.response(third.claim)}"
            yield from _quotes(third)


def _quotes(said: Said[Any]) -> Iterator[tuple[str, str]]:
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
    for reading in sheet.recalling:
        document = reading.document
        main = f" · reports {reading.incidents[0]}" if reading.incidents else ""
        yield "dim", f"{document.published or 'undated':<10} {document.lang} {document.path} · only recalls it{main}"


def _evidence(found: list[MailEvidence]) -> Iterator[tuple[str, str]]:
    if found:
        yield "bold underline", "\nMails that are evidence"
    for one in found:
        mail = one.mail
        sender = f"{mail.author.name} <{mail.author.email}>" if mail.author else "no sender"
        yield "", f"{mail.id[:16]} {(one.mail.observed or 'undated')[:10]} {sender} · {mail.subject}"
        yield from (("green", f"    because {ground}") for ground in one.grounds())
        yield from (("red", f"    {line}") for line in _findings(mail))


def _findings(mail: MailReport) -> Iterator[str]:
    """What was found for sure, in words."""
    from demarche.mail import evidence, texts

    for one in evidence(mail):
        finding = one.finding
        place = f"part {finding.part}, line {finding.line}"
        yield " · ".join(filter(None, (texts.name(finding.mechanism), finding.certainty, finding.defanged, place, texts.reasons(finding))))
