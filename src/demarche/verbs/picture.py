"""An incident and the coalition matrix as pictures (SVG 1.1, no scripts, no fonts of its own)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from demarche.model.claims import RESPONSIBILITIES
from demarche.model.qualification import Accusation, Qualification
from demarche.verbs.matrix import Matrix

ROW, TOP, LEFT, BAR = 34, 96, 190, 520
CELL = 44
COLOURS = {"group-only": "#9fb7c9", "territory": "#e3b04b", "state-backed": "#d9772b", "state": "#a3232b"}
"""By level, light to dark; the word stands beside each bar, so that colour carries nothing alone."""
SILENT = "#d8d8d8"
LEGEND = "number of incidents; S supports; grey: its coalition speaks, it is silent"
STYLE = "text{font:13px sans-serif;fill:#1b1b1b}.t{font-weight:bold;font-size:15px}.s{fill:#555;font-size:11px}"


def incident_svg(sheet: Qualification) -> str:
    """A row an accuser: level as a bar, certainty as a range of percent, basis in words; the answers and the silent below."""
    notes = [f"answered by {one.by}: {', '.join(one.types)}" for one in sheet.answers]
    notes += [f"silent of {one.name} in the documents read: {', '.join(one.silent) or 'none'}" for one in sheet.silent]
    lines = [_text(16, 28, sheet.incident_id, "t"), _text(16, 50, sheet.reading, "s")]
    for place, row in enumerate(sheet.accusers):
        lines += _accuser(TOP + place * ROW, row)
    bottom = TOP + len(sheet.accusers) * ROW
    lines += [_text(16, bottom + place * 18, note, "s") for place, note in enumerate(notes)]
    return _svg(max(LEFT + BAR + 190, *(7 * len(note) for note in [sheet.reading, *notes])), bottom + len(notes) * 18 + 12, lines)


def _accuser(y: int, row: Accusation) -> list[str]:
    width = (RESPONSIBILITIES.index(row.level.word) + 1) * BAR // (2 * len(RESPONSIBILITIES))
    low, high = row.estimate.low, row.estimate.high
    sure = row.estimate.shown if low is None else f"{row.estimate.shown} ({low}–{high} %)"
    return [
        _text(16, y + 4, f"{row.by} → {row.to or ', '.join(row.groups)}"),
        _box(LEFT, y - 10, width, 18, COLOURS[row.level.word], f"{row.by}: {row.level.shown}, {sure}"),
        _text(LEFT + width + 8, y + 4, f"{row.level.word} · {sure} · basis: {', '.join(row.bases)}"),
    ]


def matrix_svg(found: Matrix) -> str:
    """A row an accuser, a column an accused: number of incidents, coloured by the strongest level; grey where silent."""
    width = LEFT + CELL * len(found.accused) + 40
    lines = [_text(16, 28, "Who accuses whom", "t"), _text(16, 48, LEGEND, "s")]
    lines += [_text(LEFT + place * CELL + 8, TOP - 14, key) for place, key in enumerate(found.accused)]
    for down, by in enumerate(found.accusers):
        y = TOP + down * CELL // 2
        lines.append(_text(16, y + 14, by))
        for across, to in enumerate(found.accused):
            cell = found.cells.get((by, to))
            if cell:
                colour = COLOURS.get(cell.level, SILENT)
                label = str(len(cell.accuses)) if cell.accuses else "S" if cell.supports else ""
                title = f"{by} → {to}: {len(cell.accuses)} accused, {len(cell.supports)} supported, {len(cell.silent)} silent"
                x = LEFT + across * CELL
                lines += [_box(x, y, CELL - 2, CELL // 2 - 2, colour, title), _text(x + 14, y + 14, label)]
    return _svg(max(width, 460), TOP + len(found.accusers) * CELL // 2 + 16, lines)


def _text(x: int, y: int, text: str, style: str = "") -> str:
    kind = f' class="{style}"' if style else ""
    return f'<text x="{x}" y="{y}"{kind}>{escape(text)}</text>'


def _box(x: int, y: int, width: int, height: int, colour: str, title: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="3" fill="{colour}"><title>{escape(title)}</title></rect>'


def _svg(width: int, height: int, lines: Iterable[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">'
    return "\n".join([head, f"<style>{STYLE}</style>", *lines, "</svg>", ""])
