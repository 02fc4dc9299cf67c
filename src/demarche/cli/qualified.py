"""The qualification sheet as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from demarche.cli import words
from demarche.cli.common import one_line
from demarche.model.qualification import Accusation, Answer, Passage, Qualification

Line = tuple[str, str]
"""A style and a line."""
DATES = ("happened", "discovered", "attributed", "said")


def lines(sheet: Qualification) -> Iterator[Line]:
    """The whole sheet."""
    yield "bold", sheet.reading
    for heading, rows in (("Accusers", _accusers(sheet)), ("Answers", _answers(sheet)), ("Responses", _responses(sheet)),
                          ("Victims", _victims(sheet)), ("Dates", _dates(sheet)), ("Not heard in the documents read", _silent(sheet)),
                          ("Voices", _voices(sheet))):  # fmt: skip
        found = list(rows)
        if found:
            yield "bold underline", f"\n{heading}"
            yield from found


def certainty(row: Accusation) -> str:
    """The certainty word with its range."""
    low, high = row.estimate.low, row.estimate.high
    return row.estimate.shown if low is None else f"{row.estimate.shown} ({low} to {high} %, ICD 203)"


def _accusers(sheet: Qualification) -> Iterator[Line]:
    for row in sheet.accusers:
        yield "red", f"{words.name(row.by)} → {words.accused(row.to, row.groups)}"
        yield "", f"    {certainty(row)} · {row.level.shown} ({' to '.join(row.levels)}) · {row.kind} · basis: {', '.join(row.bases)}"
        yield "dim", f"    grade {row.source.mark}{row.information.mark}: {row.source.reason}; {row.information.reason}"
        through = f" · through {', '.join(row.relays)}" if row.relays else ""
        changed = f" · corrected by {', '.join(row.contested)}" if row.contested else ""
        yield "dim", f"    {row.voices} of {len(sheet.independence.voices)} voices{through}{changed}"
        yield from _words(row.words[:2])


def _words(found: tuple[Passage, ...]) -> Iterator[Line]:
    for one in found:
        yield "italic", f"    “{one_line(one.quote.exact)}”"


def _answers(sheet: Qualification) -> Iterator[Line]:
    for row in sheet.answers:
        to = ", ".join(map(words.name, row.accusers)) or "nobody in these documents"
        yield "cyan", f"{words.name(row.by)}: {', '.join(row.types)}{_delay(row)} · answers {to}"
        yield from _words(row.words[:2])
    for support in sheet.supporters:
        yield "green", f"{words.name(support.by)} supports ({support.status})"
        yield from _words(support.words[:1])


def _delay(row: Answer) -> str:
    fewest, most = row.delay
    if fewest is None or most is None:
        return ""
    return f" after {most} d" if fewest == most else f" after {fewest} to {most} d"


def _responses(sheet: Qualification) -> Iterator[Line]:
    for row in sheet.responses:
        yield "yellow", f"{words.name(row.by)}: {row.type}{' → ' + words.name(row.to) if row.to else ''} ({row.status})"
        yield from _words(row.words[:1])


def _victims(sheet: Qualification) -> Iterator[Line]:
    for row in sheet.victims:
        told = f"told {row.told.edtf}" if row.told else "no word of telling them"
        yield "", f"{words.name(row.country) if row.country else words.NO_COUNTRY}: {row.type} · {told}"


def _dates(sheet: Qualification) -> Iterator[Line]:
    told = ((moment.kind, moment.interval.edtf, moment.interval.words) for moment in sheet.dates if moment.kind in DATES)
    for kind, edtf, quoted in dict.fromkeys(told):
        yield "", f"{kind:<11}{edtf}{f' “{one_line(quoted)}”' if quoted else ''}"


def _silent(sheet: Qualification) -> Iterator[Line]:
    for row in sheet.silent:
        acted = f"; acts only: {', '.join(row.acted)}" if row.acted else ""
        yield "", f"{row.name}: {', '.join(row.silent) or 'nobody silent'} (spoke: {', '.join(row.spoke)}{acted})"


def _voices(sheet: Qualification) -> Iterator[Line]:
    for voice in sheet.independence.voices:
        yield "", " + ".join(id[:10] for id in voice)
    for relay in sheet.independence.relays:
        yield "dim", f"    {relay.source[:10]} passes on {relay.target[:10] if len(relay.target) == 64 else relay.target} ({relay.kind})"
    for same in sheet.identities:
        yield "", f"{' = '.join(same.names)}: one group, says {', '.join(map(words.name, same.by))}"
