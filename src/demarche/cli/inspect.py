"""``demarche inspect``: look at mails for what tracks the reader and what misleads about the sender."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from demarche.cli.common import DONE, SOME_UNREADABLE, on_terminal
from demarche.cli.mailoptions import LangOption, MailJobsOption, MaskOption, MemoryOption, OwnOption, ReceiverOption, SecondsOption
from demarche.cli.mails import COLUMNS, show_mail

if TYPE_CHECKING:
    from demarche.mail import MailReport, Settings

RecipientOption = Annotated[
    list[str] | None, typer.Option("--recipient", help="An address that got the mail as a blind copy.", metavar="ADDRESS")
]
KeysOption = Annotated[Path | None, typer.Option("--dkim-keys", help="DKIM key records: name and TXT, one a line.", metavar="FILE")]
PicturesOption = Annotated[Path | None, typer.Option("--pictures", help="Write a harmless drawing of each mail here.", metavar="FOLDER")]
EPILOG = f"""
Prints, for each mail, its file, sender, recipients, date and subject, the verdict in plain words, the checks its receiver wrote down, and
a table of findings with the columns {", ".join(COLUMNS)} (tab-separated when piped); at the end the number of mails by verdict. With
--json one JSON object a mail, a line each. Nothing is ever fetched; the files are only read.\n\n
Example: demarche inspect suspicious.eml mailbox.mbox --own parlement.be --receiver mx.parlement.be
"""


def inspect(
    paths: Annotated[list[Path], typer.Argument(help="Mails (.eml, .msg), mbox files, folders.", metavar="PATH...")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a mail, a line each.")] = False,
    mask: MaskOption = False,
    own: OwnOption = None,
    receiver: ReceiverOption = None,
    recipient: RecipientOption = None,
    dkim_keys: KeysOption = None,
    pictures: PicturesOption = None,
    lang: LangOption = "en",
    seconds: SecondsOption = 4.0,
    memory_mb: MemoryOption = 1024,
    max_mb: Annotated[int, typer.Option("--max-mb", help="Larger mails are refused.", min=1)] = 75,
    jobs: MailJobsOption = 2,
) -> int:
    """Look at mails for tracking pixels, spoofed senders and look-alike domains, without opening them.

    Prints a verdict and a table (mechanism, certainty, url, part, line, reason, tells) for each mail.

    Example: demarche inspect suspicious.eml --own parlement.be
    """
    from demarche import mail

    limits = mail.Limits(seconds=seconds, memory_mb=memory_mb, max_mb=max_mb)
    settings = mail.Settings(limits, tuple(own or ()), tuple(receiver or ()), tuple(recipient or ()), _keys(dkim_keys), mask, workers=jobs)
    counts = _print_all(_reports(paths, settings), as_json, pictures, lang)
    if not as_json:
        print(", ".join(f"{number} {verdict}" for verdict, number in counts.most_common()) or "0")
    return SOME_UNREADABLE if counts["refused"] else DONE


def _print_all(reports: Iterable[MailReport], as_json: bool, pictures: Path | None, lang: str) -> Counter[str]:
    """Print and draw the reports as they come; return the number of mails by verdict."""
    from demarche.mail import texts

    texts.check_language(lang)
    counts: Counter[str] = Counter()
    for report in reports:
        counts[report.verdict] += 1
        if as_json:
            print(json.dumps(_for_json(report, lang)))
        else:
            show_mail(report, lang)
        if pictures is not None:
            _draw(report, pictures, lang)
    return counts


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


def _draw(report: MailReport, folder: Path, lang: str) -> None:
    from demarche import mail

    folder.mkdir(parents=True, exist_ok=True)
    name = f"{report.id[:16] or 'refused'}-{report.index + 1}.svg"
    (folder / name).write_text(mail.picture(report, lang), encoding="utf-8")
