"""``demarche inspect``: look at mails for what tracks the reader and what misleads about the sender."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from demarche.cli.common import DONE, SOME_UNREADABLE, console, on_terminal, one_line

if TYPE_CHECKING:
    from demarche.mail import Finding, MailReport, Settings

COLUMNS = ("mechanism", "certainty", "url", "part", "line", "reason", "tells")
WIDE = 130
"""Columns of a terminal from which seven columns of a table can be read."""
EPILOG = f"""
Prints, for each mail, its file, sender, recipients, date and subject, the verdict in plain words, the checks its receiver wrote down, and
a table of findings with the columns {", ".join(COLUMNS)} (tab-separated when piped); at the end the number of mails by verdict. With
--json one JSON object a mail, a line each. Nothing is ever fetched; the files are only read.\n\n
Example: demarche inspect suspicious.eml mailbox.mbox --own parlement.be --receiver mx.parlement.be
"""


def inspect(
    paths: Annotated[list[Path], typer.Argument(help="Mails (.eml, .msg), mbox files, folders.", metavar="PATH...")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a mail, a line each.")] = False,
    mask: Annotated[bool, typer.Option("--mask", help="Replace recipients and their markers in all output.")] = False,
    own: Annotated[list[str] | None, typer.Option("--own", help="A domain of your own that may be imitated.", metavar="DOMAIN")] = None,
    receiver: Annotated[
        list[str] | None, typer.Option("--receiver", help="A mail host whose check results you trust.", metavar="HOST")
    ] = None,
    recipient: Annotated[
        list[str] | None, typer.Option("--recipient", help="An address that got the mail as a blind copy.", metavar="ADDRESS")
    ] = None,
    dkim_keys: Annotated[
        Path | None, typer.Option("--dkim-keys", help="DKIM key records: name and TXT, one a line.", metavar="FILE")
    ] = None,
    pictures: Annotated[
        Path | None, typer.Option("--pictures", help="Write a harmless drawing of each mail here.", metavar="FOLDER")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of the wording: en, nl.", metavar="CODE")] = "en",
    seconds: Annotated[float, typer.Option("--seconds", help="Longest time a mail may take.", min=0.1)] = 4.0,
    memory_mb: Annotated[int, typer.Option("--memory-mb", help="Most memory a worker may use.", min=128)] = 1024,
    max_mb: Annotated[int, typer.Option("--max-mb", help="Larger mails are refused.", min=1)] = 75,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Processes that read mails.", min=1)] = 2,
) -> int:
    """Look at mails for tracking pixels, spoofed senders and look-alike domains, without opening them.

    Prints a verdict and a table (mechanism, certainty, url, part, line, reason, tells) for each mail.

    Example: demarche inspect suspicious.eml --own parlement.be
    """
    from demarche import mail

    limits = mail.Limits(seconds=seconds, memory_mb=memory_mb, max_mb=max_mb)
    settings = mail.Settings(limits, tuple(own or ()), tuple(receiver or ()), tuple(recipient or ()), _keys(dkim_keys), mask, workers=jobs)
    mail.texts.label("labels", "from", lang)
    counts: Counter[str] = Counter()
    for report in _reports(paths, settings):
        counts[report.verdict] += 1
        if as_json:
            print(json.dumps(_for_json(report, lang)))
        else:
            _show(report, lang)
        if pictures is not None:
            _draw(report, pictures, lang)
    if not as_json:
        print(", ".join(f"{number} {verdict}" for verdict, number in counts.most_common()) or "0")
    return SOME_UNREADABLE if counts["refused"] else DONE


def _keys(path: Path | None) -> dict[str, str]:
    from demarche import mail
    from demarche.errors import UsageError

    if path is None:
        return {}
    try:
        return mail.read_keys(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: the DKIM keys cannot be read ({error})", "give a UTF-8 text file") from error


def _reports(paths: list[Path], settings: Settings) -> Iterator[MailReport]:
    """The reports, with a count on a terminal's standard error."""
    from demarche import mail

    reports = mail.inspect_all(paths, settings)
    if not sys.stderr.isatty() or on_terminal():
        yield from reports
        return
    for number, report in enumerate(reports, 1):
        if number % 100 == 0:
            print(f"\r{number}", end="", file=sys.stderr, flush=True)
        yield report
    print("\r", end="", file=sys.stderr)


def _for_json(report: MailReport, lang: str) -> dict[str, object]:
    from demarche import mail

    values = mail.texts.spoken(report, lang)
    del values["blocks"]
    return values


def _show(report: MailReport, lang: str) -> None:
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


def _draw(report: MailReport, folder: Path, lang: str) -> None:
    from demarche import mail

    folder.mkdir(parents=True, exist_ok=True)
    name = f"{report.id[:16] or 'refused'}-{report.index + 1}.svg"
    (folder / name).write_text(mail.picture(report, lang), encoding="utf-8")
