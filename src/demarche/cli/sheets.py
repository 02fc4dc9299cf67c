"""An incident on the terminal, and the same as plain lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from demarche.cli import words
from demarche.cli.common import one_line
from demarche.model import Attribution, Denial, Response
from demarche.model.claims import CERTAINTIES, RESPONSIBILITIES
from demarche.verbs.sheet import Said, Sheet

if TYPE_CHECKING:
    from rich.console import RenderableType

C = TypeVar("C", Attribution, Denial, Response)
MOST_ACCUSED, MOST_ACCUSERS = 3, 6
"""Names in a title; the rest is counted."""
SHORT_ID = 8
"""Characters of a claim's id shown on a terminal; ``explain`` takes the beginning of an id."""
LONGEST_QUOTE = 220
"""Characters of a quotation shown in an overview; ``show`` and ``explain`` give all of it."""


def title(sheet: Sheet) -> str:
    """Who stands accused by whom, in one line: whom most accuse first, accusers as they spoke."""
    blamed = [one.claim for one in sheet.attributions if not one.claim.background]
    states = [state for state, _ in Counter(claim.to for claim in blamed if claim.to).most_common()]
    accused = _few([words.name(state) for state in states] or list(sheet.incident.groups), MOST_ACCUSED)
    accusers = _few([words.name(by) for by in dict.fromkeys(claim.by for claim in blamed)], MOST_ACCUSERS)
    return f"{accused or 'A state not named'} — accused by {accusers}" if blamed else _answered(sheet)


def _answered(sheet: Sheet) -> str:
    deniers = ", ".join(words.name(key) for key in sheet.incident.deniers)
    return f"{deniers} — denies; the accuser is not in these documents" if deniers else "No accuser named"


def _few(names: list[str], most: int) -> str:
    return ", ".join(names) if len(names) <= most else f"{', '.join(names[:most])} and {len(names) - most} more"


def short(text: str, most: int = LONGEST_QUOTE) -> str:
    """A quotation on one line, cut at a word."""
    line = one_line(text)
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


@dataclass(frozen=True, slots=True)
class Statement:
    """What one actor says or does in an incident, summed up over its documents; ``said`` is the claim that carries it best."""

    kind: str
    who: str
    whom: str
    how: str
    said: Said[Any]


def statements(sheet: Sheet) -> Iterator[Statement]:
    """Each accuser and accused once, each denier once, each response once; earlier cases that are only recalled are left out."""
    told = sheet.told
    for attributions in _grouped(sheet.attributions, lambda claim: (claim.by, told[claim.id] or "")):
        yield _accusation(attributions, told[attributions[0].claim.id])
    for denials in _grouped(sheet.denials, lambda claim: claim.by):
        kinds = sorted({kind for one in denials for kind in one.claim.types})
        yield Statement("denies", words.name(denials[0].claim.by), "", ", ".join(kinds), denials[0])
    for responses in _grouped(sheet.responses, lambda claim: (claim.by, claim.type, claim.to or "", claim.status)):
        claim = responses[0].claim
        yield Statement("responds", words.name(claim.by), "", words.response(claim), responses[0])


def _grouped(said: Sequence[Said[C]], key: Callable[[C], Any]) -> Iterator[list[Said[C]]]:
    """Foreground claims with the same key, in the order of their first appearance, the one with the highest score first."""
    found: dict[Any, list[Said[C]]] = {}
    for one in said:
        if not one.claim.background:
            found.setdefault(key(one.claim), []).append(one)
    for same in found.values():
        yield sorted(same, key=lambda one: -one.claim.score)


def _accusation(attributions: list[Said[Attribution]], state: str | None) -> Statement:
    claims = [one.claim for one in attributions]
    groups = sorted({group.name for claim in claims for group in claim.groups})
    certainty = max((claim.certainty for claim in claims), key=CERTAINTIES.index)
    levels = sorted({claim.responsibility for claim in claims}, key=RESPONSIBILITIES.index)
    level = levels[0] if len(levels) == 1 else f"{levels[0]} to {levels[-1]}"
    return Statement("accuses", words.name(claims[0].by), words.accused(state, groups), f"{certainty}, {level}", attributions[0])


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
    for one in statements(sheet):
        whom = f" -> {one.whom}" if one.whom else ""
        yield f'  {one.kind} {one.who}{whom} [{one.how}] "{short(one.said.words)}" ({one.said.claim.id})'
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
    table.add_column(width=SHORT_ID)
    for one in statements(sheet):
        actor = Text(f"{one.who} → {one.whom}" if one.whom else one.who, style="bold")
        quote = Text(f"“{short(one.said.words)}”", style="italic")
        table.add_row(Text(one.kind, COLOURS[one.kind]), actor, Text(one.how), quote, Text(one.said.claim.id[:SHORT_ID], "dim"))
    lines = [Text.assemble((f"{label:<11}", "green"), value) for label, value in facts(sheet)]
    body = Group(Text(extent(sheet), "dim"), "", table, "", *lines)
    heading = Text(title(sheet), "bold")
    return Panel(body, title=heading, title_align="left", subtitle=sheet.incident.id, subtitle_align="right", box=ROUNDED)
