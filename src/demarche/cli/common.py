"""What the verbs of the command line share: options, exit codes, and how output is written."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

DONE, SOME_UNREADABLE, USAGE, STOP = 0, 1, 2, 3
"""Exit codes: all done; some items could not be read; the call is wrong; the run cannot go on."""

RecordOption = Annotated[
    str | None,
    typer.Option(
        "--record", help="The record: a file, or postgresql://...", envvar="DEMARCHE_RECORD", show_default="record.db", metavar="FILE"
    ),
]
StateOption = Annotated[
    str | None, typer.Option("--state", help="Only with this accuser, accused or denier: CN, EU, Microsoft.", metavar="KEY")
]
GroupOption = Annotated[str | None, typer.Option("--group", help="Only with this threat group: APT31.", metavar="NAME")]
SinceOption = Annotated[str | None, typer.Option("--since", help="Published on or after: 2021-07-19, 2021-07, 2021.", metavar="DATE")]
UntilOption = Annotated[str | None, typer.Option("--until", help="Published on or before.", metavar="DATE")]


def console() -> Console:
    """A rich console on standard output."""
    from rich.console import Console

    return Console(highlight=False)


def on_terminal() -> bool:
    """Whether standard output is looked at by a person; otherwise it is plain and stable."""
    return sys.stdout.isatty()


def rows(header: Iterable[str], lines: Iterable[Iterable[str]]) -> None:
    """Write a table as tab-separated lines, a header first. Tabs and line breaks inside a cell become spaces."""
    for cells in (header, *lines):
        print("\t".join(one_line(cell) for cell in cells))


def table(header: Iterable[str], lines: Iterable[Iterable[str]]) -> None:
    """The same as aligned columns where a person looks on, as tab-separated lines elsewhere."""
    if not on_terminal():
        rows(header, lines)
        return
    from rich.table import Table
    from rich.text import Text

    shown = Table(*header, box=None, pad_edge=False)
    for column in shown.columns:
        column.overflow = "fold"
    for line in lines:
        shown.add_row(*(Text(one_line(cell)) for cell in line))
    console().print(shown)


def styled(lines: Iterable[tuple[str, str]]) -> None:
    """Print (style, line) pairs: for a person in colour, a long line indented as it begins; plain elsewhere."""
    if not on_terminal():
        for _, line in lines:
            print(visible(line))
        return
    from rich.padding import Padding
    from rich.text import Text

    shown = console()
    for style, line in ((style, line) for style, text in lines for line in text.split("\n")):
        told = line.lstrip(" ")
        shown.print(Padding(Text(visible(told), style=style), (0, 0, 0, len(line) - len(told)), expand=False))


def one_line(text: str) -> str:
    """A text without line breaks, runs of white space collapsed, control and direction characters made visible."""
    return " ".join(visible(text).split())


def visible(text: str) -> str:
    """Control and bidirectional-override characters as their code points: a source must not act on a terminal."""
    return "".join(char if char in "\n\t" or not _acts(char) else f"\\u{ord(char):04x}" for char in text)


def _acts(char: str) -> bool:
    code = ord(char)
    return code < 32 or 127 <= code < 160 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069 or code in (0x200E, 0x200F)
