"""An incident on the terminal, and the same as plain lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from demarche.cli import words
from demarche.cli.common import one_line
from demarche.model import Attribution, Denial, Response
from demarche.model.claims import CERTAINTIES, DENIAL_TYPES, RESPONSIBILITIES
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
        kinds = {kind for one in denials for kind in one.claim.types}
        yield Statement("denies", words.name(denials[0].claim.by), "", ", ".join(filter(kinds.__contains__, DENIAL_TYPES)), denials[0])
    for responses in _grouped(sheet.responses, lambda claim: (claim.by, claim.type)):
        yield _response(responses)


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
    certainty = _range((claim.certainty for claim in claims), CERTAINTIES)
    level = _range((claim.responsibility for claim in claims), RESPONSIBILITIES)
    return Statement("accuses", words.name(claims[0].by), words.accused(state, groups), f"{certainty}, {level}", attributions[0])


def _range(values: Iterable[str], order: Sequence[str]) -> str:
    """The weakest and the strongest of what an actor is quoted with; one word where they are the same."""
    found = sorted(set(values), key=order.index)
    return found[0] if len(found) == 1 else f"{found[0]} to {found[-1]}"


def _response(responses: list[Said[Response]]) -> Statement:
    """What one actor does in one way: done where any document says so, aimed at all whom the documents name."""
    done = [one for one in responses if one.claim.status == "done"] or responses
    targets = sorted({claim.to for claim in (one.claim for one in done) if claim.to})
    return Statement("responds", words.name(done[0].claim.by), "", words.response(done[0].claim, targets), done[0])


def facts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Victims, techniques and objectives, each as one line."""
    found = {
        "victims": "; ".join(words.victims(one.claim for one in sheet.victims if not one.claim.background)),
        "techniques": ", ".join(sorted({one.claim.type for one in sheet.techniques if not one.claim.background})),
        "objectives": ", ".join(sorted({one.claim.type for one in sheet.objectives if not one.claim.background})),
    }
    yield from ((label, value) for label, value in found.items() if value)


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
LABEL = 10
"""Columns of the labels on the left."""


def panel(sheet: Sheet) -> RenderableType:
    """An incident as a panel: who says what to whom, its own words under it. Nothing is cut at any width."""
    from rich.box import ROUNDED
    from rich.console import Group
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text

    said, known = (Table(box=None, pad_edge=False, expand=True, show_header=False) for _ in range(2))
    for width in (LABEL, None, SHORT_ID):
        said.add_column(width=width, ratio=None if width else 1)
    for one in statements(sheet):
        actor = f"{one.who} → {one.whom}" if one.whom else one.who
        told = Text.assemble((actor, "bold"), f"  {one.how}\n", (f"“{short(one.said.words)}”", "italic"))
        said.add_row(Text(one.kind, COLOURS[one.kind]), told, Text(one.said.claim.id[:SHORT_ID], "dim"))
    known.add_column(width=LABEL)
    for label, value in facts(sheet):
        known.add_row(Text(label, "green"), Text(value))
    body = Group(Text(title(sheet), "bold"), Text(extent(sheet), "dim"), "", said, "", known)
    return Panel(body, title=Text(sheet.incident.id, "dim"), title_align="left", box=ROUNDED)
