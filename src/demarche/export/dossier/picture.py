"""The timeline of an incident as a drawing: a line of dates, a mark a document, a bar where only a month or a year is known."""

from __future__ import annotations

from datetime import date
from html import escape

from demarche.export.dates import interval
from demarche.export.view import Case
from demarche.export.visible import visible
from demarche.export.words import words
from demarche.model import Reading

WIDTH, LEFT, RIGHT, LINE, MARK = 720, 20, 300, 18, 4
TITLE = 48
"""Characters of a title that are shown."""
MOST = 60
"""Documents drawn of one incident; the table of sources has all."""


def timeline(case: Case) -> str:
    """An SVG element of as many lines as documents."""
    shown = case.own[:MOST]
    dated = [found for reading in shown if (found := interval(reading.document.published))]
    first = min((start for start, _ in dated), default=date.min)
    last = max((end for _, end in dated), default=date.min)
    height = LINE * (len(shown) + 1)
    lines = "".join(_line(reading, number, first, last) for number, reading in enumerate(shown))
    axis = f'<text x="{LEFT}" y="12">{first.isoformat()}</text><text x="{WIDTH - RIGHT}" y="12" text-anchor="end">{last.isoformat()}</text>'
    label = escape(words("dossier")["timeline"])
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{label}">{axis if dated else ""}{lines}</svg>\n'


def _line(reading: Reading, number: int, first: date, last: date) -> str:
    y = LINE * (number + 1) + LINE // 2
    title = visible(reading.document.title or reading.document.path or reading.document.id)
    name = escape(title if len(title) <= TITLE else title[: TITLE - 1] + "…")
    return f'{_mark(reading, y, first, last)}<text x="{WIDTH - RIGHT + 20}" y="{y + 4}">{name}</text>'


def _mark(reading: Reading, y: int, first: date, last: date) -> str:
    found = interval(reading.document.published)
    if found is None:
        return f'<text x="{LEFT}" y="{y + 4}">{escape(words("dossier")["undated"])}</text>'
    start, end = (_x(day, first, last) for day in found)
    if found[0] == found[1]:
        return f'<circle cx="{start}" cy="{y}" r="{MARK}"/>'
    return f'<rect x="{start}" y="{y - MARK}" width="{max(end - start, 2 * MARK)}" height="{2 * MARK}"/>'


def _x(day: date, first: date, last: date) -> int:
    span = (last - first).days
    room = WIDTH - RIGHT - LEFT
    return LEFT + (room * (day - first).days // span if span else room // 2)
