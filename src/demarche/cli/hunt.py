"""``demarche hunt``: find old mails by known indicators, and the people who got them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from demarche.cli.common import DONE, SOME_UNREADABLE, console, on_terminal, one_line, rows
from demarche.cli.mailoptions import LangOption, MailJobsOption, MaskOption, MemoryOption, SecondsOption

if TYPE_CHECKING:
    from demarche.mail import Hit, Notice
    from demarche.model import Problem

HIT_COLUMNS = ("file", "received", "sender", "recipients", "subject", "indicator", "part", "line", "where")
NOTICE_COLUMNS = ("recipient", "name", "mails", "first", "last", "indicators")
EPILOG = f"""
Prints a table of hits with the columns {", ".join(HIT_COLUMNS)}, then the people to notify: {", ".join(NOTICE_COLUMNS)}
(tab-separated when piped, an empty line between). With --json one JSON object a hit, a line each, then one with "notify". The list may be
plain (one domain, URL, address, digest or "subject: words" a line), STIX 2.1 or MISP JSON; hxxp and [.] are understood.\n\n
Example: demarche hunt mailbox.mbox archive/ --iocs apt31.txt
"""


def hunt(
    paths: Annotated[list[Path], typer.Argument(help="Mails, mbox files, folders.", metavar="MAILBOX...")],
    iocs: Annotated[Path, typer.Option("--iocs", help="Indicators: a plain list, STIX 2.1 or MISP.", metavar="FILE")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a hit, a line each.")] = False,
    mask: MaskOption = False,
    lang: LangOption = "en",
    seconds: SecondsOption = 4.0,
    memory_mb: MemoryOption = 1024,
    jobs: MailJobsOption = 2,
) -> int:
    """Find the mails that carry known indicators: who received what, and when.

    Prints the hits (file, received, sender, recipients, subject, indicator, part, line, where), then the people to notify.

    Example: demarche hunt mailbox.mbox --iocs apt31.txt
    """
    from demarche import mail

    settings = mail.Settings(mail.Limits(seconds=seconds, memory_mb=memory_mb), mask=mask, workers=jobs)
    seen: list[Problem | None] = []
    hits: list[Hit] = []
    for hit in mail.hunt(paths, iocs, settings, seen.append):
        hits.append(hit)
        if as_json:
            print(json.dumps(hit.to_dict()))
    people = mail.notices(hits)
    problems = [problem for problem in seen if problem is not None]
    if as_json:
        _end_of_json(people, len(seen), problems)
    else:
        _show(hits, people, lang)
        _summary(len(seen), problems, lang, mask)
    return SOME_UNREADABLE if problems else DONE


def _end_of_json(people: list[Notice], read: int, problems: list[Problem]) -> None:
    from demarche.mail.report import plain

    print(json.dumps({"notify": [plain(person) for person in people], "read": read, "not_searched": len(problems)}))


def _show(hits: list[Hit], people: list[Notice], lang: str) -> None:
    from demarche.mail import texts

    if not hits:
        print(texts.label("labels", "no-hits", lang))
        return
    lines = [_hit_cells(hit) for hit in hits]
    notify = [_notice_cells(person, lang) for person in people]
    if on_terminal():
        _table("", HIT_COLUMNS, lines)
        _table(texts.label("labels", "to-notify", lang), NOTICE_COLUMNS, notify)
    else:
        rows(HIT_COLUMNS, lines)
        print()
        rows(NOTICE_COLUMNS, notify)


def _hit_cells(hit: Hit) -> tuple[str, ...]:
    from demarche.mail import defang

    value = defang(hit.indicator.value) if hit.indicator.kind == "url" else hit.indicator.value.replace(".", "[.]")
    return (
        f"{hit.path}{f' #{hit.index + 1}' if hit.index else ''}",
        hit.when,
        hit.sender.email or hit.sender.name,
        ", ".join(person.email or person.name for person in hit.recipients),
        hit.subject,
        f"{hit.indicator.kind}: {value if hit.indicator.kind in ('url', 'domain') else hit.indicator.value}",
        hit.part,
        str(hit.line),
        hit.where,
    )


def _notice_cells(person: Notice, lang: str) -> tuple[str, ...]:
    from demarche.mail import texts

    who = person.recipient.email or texts.label("labels", "no-recipient", lang)
    return who, person.recipient.name, str(person.mails), person.first, person.last, "; ".join(person.indicators)


def _table(title: str, columns: tuple[str, ...], lines: list[tuple[str, ...]]) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=title or None, title_justify="left", expand=True)
    for name in columns:
        table.add_column(name, overflow="fold")
    for cells in lines:
        table.add_row(*(escape(one_line(cell)) for cell in cells))
    console().print(table)


def _summary(read: int, problems: list[Problem], lang: str, masked: bool) -> None:
    from demarche.mail import texts

    print(texts.phrase("labels", "read", lang, {"count": f"{read:,}"}))
    for problem in problems[:10]:
        path = "" if masked else f"{problem.path}: "
        print(one_line(f"{path}{problem.reason}"))
    if len(problems) > 10:
        print(f"... {len(problems) - 10}")
