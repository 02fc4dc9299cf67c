"""A mail's report on the terminal, and the same as plain lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from demarche.cli.common import console, on_terminal, one_line

if TYPE_CHECKING:
    from demarche.mail import Finding, MailReport

COLUMNS = ("mechanism", "certainty", "url", "part", "line", "reason", "tells")
WIDE = 130
"""Columns of a terminal from which seven columns of a table can be read."""


def show_mail(report: MailReport, lang: str) -> None:
    """The heading, the verdict and the findings, as fits the window."""
    for line in _heading(report, lang):
        print(one_line(line))
    if report.findings and on_terminal():
        _table(report, lang) if console().width >= WIDE else _list(report, lang)
    elif report.findings:
        for cells in (COLUMNS, *(_cells(finding, lang) for finding in report.findings)):
            print("\t".join(one_line(cell) for cell in cells))
    print()


def _heading(report: MailReport, lang: str) -> Iterator[str]:
    from demarche.mail import texts

    yield f"{report.path}{f' #{report.index + 1}' if report.index else ''}  {report.id[:16]}"
    if report.author:
        yield f"{texts.label('labels', 'from', lang)}: {report.author.name} <{report.author.email}>"
        yield f"{texts.label('labels', 'to', lang)}: {', '.join(a.email or a.name for a in report.to[:10])}"
        yield f"{texts.label('labels', 'date', lang)}: {report.received or report.date or '-'}"
        yield f"{texts.label('labels', 'subject', lang)}: {report.subject}"
    yield f"=> {texts.verdict(report, lang)}"
    for result in report.authentication[:12]:
        yield f"{texts.label('labels', 'checks', lang)}: {result.method}={result.result} ({texts.trust(result.why, lang)})"
    for signature in report.signatures:
        if signature.verified is not None:
            yield f"DKIM {signature.domain} {signature.selector}: {signature.why}"
    for problem in report.problems:
        yield f"{texts.label('labels', 'problems', lang)}: {problem.reason}{'; ' + problem.hint if problem.hint else ''}"


def _cells(finding: Finding, lang: str) -> tuple[str, ...]:
    from demarche.mail import texts

    more = " " + texts.phrase("labels", "more", lang, {"count": str(finding.count - 1)}) if finding.count > 1 else ""
    return (
        texts.name(finding.mechanism, lang) + more,
        texts.label("certainties", finding.certainty, lang),
        finding.defanged or "-",
        finding.part,
        str(finding.line),
        texts.reasons(finding, lang),
        texts.tells(finding, lang),
    )


def _list(report: MailReport, lang: str) -> None:
    """The findings one below the other, for narrow windows."""
    from rich.markup import escape

    from demarche.mail import texts

    part, line = (texts.label("columns", name, lang) for name in ("part", "line"))
    for finding in report.findings:
        name, certainty, url, number, row, reason, tells = (escape(one_line(cell)) for cell in _cells(finding, lang))
        console().print(f"[bold]{certainty}: {name}[/] ({part} {number}, {line} {row})")
        for text in (url, reason, tells):
            if text != "-":
                console().print(f"  {text}")


def _table(report: MailReport, lang: str) -> None:
    from rich.markup import escape
    from rich.table import Table

    from demarche.mail import texts

    table = Table(show_lines=True, expand=True)
    for name in COLUMNS:
        table.add_column(texts.label("columns", name, lang), overflow="fold", ratio=1 if name in ("part", "line", "certainty") else 3)
    for finding in report.findings:
        table.add_row(*(escape(one_line(cell)) for cell in _cells(finding, lang)))
    console().print(table)
