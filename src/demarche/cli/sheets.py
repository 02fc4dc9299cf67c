"""An incident on the terminal, and the same as plain lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from demarche.cli import words
from demarche.cli.common import one_line
from demarche.verbs.sheet import Said, Sheet

if TYPE_CHECKING:
    from rich.console import RenderableType

LONGEST_QUOTE = 220
"""Characters of a quotation shown in an overview; ``show`` and ``explain`` give all of it."""


def title(sheet: Sheet) -> str:
    """Who stands accused by whom, in one line."""
    incident = sheet.incident
    accusers = [words.name(key) for key in incident.accusers] or ["nobody named"]
    accused = [words.name(key) for key in incident.accused] or list(incident.groups) or ["a state not named"]
    return f"{', '.join(accused)} — accused by {_few(accusers)}"


def _few(names: list[str], most: int = 4) -> str:
    return ", ".join(names) if len(names) <= most else f"{', '.join(names[:most])} and {len(names) - most} more"


def short(text: str, most: int = LONGEST_QUOTE) -> str:
    """A quotation on one line, cut at a word."""
    line = one_line(text)
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def strongest(said: Iterable[Said[Any]], key: Any) -> list[Said[Any]]:
    """One claim for each key: the first in the foreground, else the first."""
    ordered = sorted(said, key=lambda one: (key(one.claim), one.claim.background))
    return [next(group) for _, group in groupby(ordered, key=lambda one: key(one.claim))]


def statements(sheet: Sheet, background: bool = False) -> Iterator[tuple[str, str, str, str, Said[Any]]]:
    """(kind, who, whom or what, how, claim) of each distinct statement in an incident, accusations first."""
    everything = (sheet.attributions, sheet.denials, sheet.responses)
    shown = [[one for one in said if background or not one.claim.background] for said in everything]
    for one in strongest(shown[0], lambda c: (c.by, c.to or "", c.certainty, c.responsibility, c.groups)):
        yield "accuses", words.name(one.claim.by), words.accused(one.claim), f"{one.claim.certainty}, {one.claim.responsibility}", one
    for one in strongest(shown[1], lambda c: (c.by, c.types)):
        yield "denies", words.name(one.claim.by), "", words.denial(one.claim), one
    for one in strongest(shown[2], lambda c: (c.by, c.type, c.to or "", c.status)):
        yield "responds", words.name(one.claim.by), "", words.response(one.claim), one


def facts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Victims, techniques and objectives, each as one line."""
    found = {
        "victims": {words.victim(one.claim) for one in sheet.victims if not one.claim.background},
        "techniques": {one.claim.type for one in sheet.techniques if not one.claim.background},
        "objectives": {one.claim.type for one in sheet.objectives if not one.claim.background},
    }
    for label, values in found.items():
        if values:
            yield label, ", ".join(sorted(values))


def extent(sheet: Sheet) -> str:
    """When it was written about, by how many documents and independent voices."""
    incident = sheet.incident
    copies = len(sheet.readings) - incident.voices
    also = f", {copies} {'copy' if copies == 1 else 'copies'}" if copies else ""
    return f"{words.span(incident.first, incident.last)} · {incident.voices} {'voice' if incident.voices == 1 else 'voices'}{also}"


def plain(sheet: Sheet) -> Iterator[str]:
    """An incident as plain lines that keep their form."""
    yield f"incident {sheet.incident.id}: {title(sheet)} · {extent(sheet)}"
    for kind, who, whom, how, said in statements(sheet):
        yield f"  {kind} {who}{' -> ' + whom if whom else ''} [{how}] \"{short(said.words)}\" ({said.claim.id})"
    for label, value in facts(sheet):
        yield f"  {label} {value}"


COLOURS = {"accuses": "red", "denies": "cyan", "responds": "yellow"}


def panel(sheet: Sheet) -> RenderableType:
    """An incident as a panel: a row a statement, its own words under it."""
    from rich.box import ROUNDED
    from rich.console import Group
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, expand=True, show_header=False)
    table.add_column(width=9)
    table.add_column(ratio=3)
    table.add_column(ratio=2)
    table.add_column(ratio=6)
    for kind, who, whom, how, said in statements(sheet):
        actor = Text(f"{who} → {whom}" if whom else who, style="bold")
        table.add_row(Text(kind, COLOURS[kind]), actor, Text(how), Text(f"“{short(said.words)}”", style="italic dim"))
    lines = [Text.assemble((f"{label:<11}", "green"), value) for label, value in facts(sheet)]
    heading = Text.assemble((title(sheet), "bold"), f"   {extent(sheet)}")
    return Panel(Group(table, *lines), title=heading, title_align="left", subtitle=sheet.incident.id, subtitle_align="right", box=ROUNDED)
