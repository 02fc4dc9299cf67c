"""``demarche build``: read documents into a record."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from demarche.cli.common import DONE, SOME_UNREADABLE, RecordOption, console, on_terminal, one_line
from demarche.cli.mailoptions import OwnOption, ReceiverOption
from demarche.settings import default_record

if TYPE_CHECKING:
    from demarche.model import Problem
    from demarche.pipeline import BuildReport
    from demarche.verbs.sheet import Sheet

MOST_PROBLEMS = 10
"""Problems listed after a build; the rest is in ``demarche problems``."""
MOST_INCIDENTS = 25
"""Incidents shown after a build, those with the most voices; the rest is in ``demarche timeline``."""
EPILOG = """
Prints the progress (on a terminal, to standard error), then one line each of: read, duplicates, relevant, claims, incidents, mails, not
readable and why; then the 25 incidents with the most voices: accuser -> accused [how certain the accuser is, how close to the state it
puts the act] "its words" (claim id); denials; responses; victims. Documents may differ: "likely to stated" is from the weakest to the
strongest. Mails (.eml, mbox, and mails enclosed in them) are read like other documents and inspected too; the record keeps what --own
and --receiver say for later builds.\n\n
Example: demarche build articles/ statement.pdf --record record.db --jobs 2
"""


def build(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs; - for standard input.", metavar="PATH...")],
    record: RecordOption = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Processes that read documents.", min=1)] = 1,
    own: OwnOption = None,
    receiver: ReceiverOption = None,
    extractor: Annotated[
        str,
        typer.Option("--extractor", help="What finds claims: rules, or endpoint (docs/how-to/use-a-language-model.md).", metavar="NAME"),
    ] = "rules",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="The summary only, not the incidents.")] = False,
) -> int:
    """Read documents into a record, find who accuses whom, and merge them into incidents."""
    import demarche

    stdin = sys.stdin.buffer.read() if "-" in paths else None
    with _progress() as progress:
        report = demarche.build(
            paths, record, jobs=jobs, stdin=stdin, progress=progress, own=own or (), receivers=receiver or (), extractor=extractor
        )
    _summary(report, record or default_record())
    if not quiet:
        show_all(demarche.timeline(record, most=MOST_INCIDENTS))
        if report.incidents > MOST_INCIDENTS:
            print(f"\nand {report.incidents - MOST_INCIDENTS} incidents with fewer voices: demarche timeline")
    return SOME_UNREADABLE if report.unreadable else DONE


def show_all(sheets: list[Sheet]) -> None:
    """All incidents: panels on a terminal, plain lines elsewhere."""
    from demarche.cli.sheets import panel, plain

    if on_terminal():
        shown = console()
        for sheet in sheets:
            shown.print(panel(sheet))
    else:
        for sheet in sheets:
            print("", *plain(sheet), sep="\n")


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int | None], None]]:
    """A bar with count and rate on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), rate, TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("documents", total=None, rate="")

        def step(stage: str, done: int, total: int | None) -> None:
            speed = bar.tasks[0].speed
            rate = f"{speed:,.0f}/s" if speed and stage == "documents" else ""
            bar.update(task, description=stage, completed=done, total=total, rate=rate)

        yield step


def _summary(report: BuildReport, record: str) -> None:
    partly = [problem for problem in report.problems if not problem.fatal]
    rate = f"{report.read / report.seconds:,.0f}/s" if report.seconds > 0 and report.new else ""
    rows = [
        ("read", f"{report.read:,}", f"{report.new:,} new {rate}".strip()),
        ("duplicates", f"{report.duplicates:,}", "copies of another document"),
        ("relevant", f"{report.relevant:,}", "with an attribution, denial or response"),
        ("claims", f"{report.claims:,}", ""),
        ("incidents", f"{report.incidents:,}", f"in {os.path.relpath(record) if '://' not in record else 'the record'}"),
        *([("mails", f"{report.mails:,}", f"inspected, {report.exhibits:,} of them evidence of an incident")] if report.mails else []),
        ("not readable", f"{len(report.unreadable):,}", ", ".join(f"{number} {code}" for code, number in sorted(report.reasons().items()))),
    ]
    if on_terminal():
        from rich.table import Table

        table = Table(box=None, show_header=False, pad_edge=False)
        for label, number, note in rows:
            table.add_row(f"[bold]{label}[/]", f"[bold]{number}[/]", f"[dim]{note}[/]")
        table.columns[1].justify = "right"
        console().print(table)
    else:
        for label, number, note in rows:
            print(f"{label}: {number}{' (' + note + ')' if note and label not in ('read', 'incidents') else ''}")
    _problems(report.unreadable)
    if partly:
        print(f"read with a remark: {len(partly)}")
        _problems(partly)


def _problems(found: list[Problem]) -> None:
    for problem in found[:MOST_PROBLEMS]:
        print(one_line(f"  {problem.path}: {problem.reason}{'; ' + problem.hint if problem.hint else ''}"))
    if len(found) > MOST_PROBLEMS:
        print(f"  and {len(found) - MOST_PROBLEMS} more: demarche problems")
