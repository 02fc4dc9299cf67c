"""A harmless drawing of a mail with its findings outlined: SVG made of rectangles and text only.

Nothing of the mail's own markup goes in. No links, scripts, styles, images or references to anything outside, so the drawing can be
opened, mailed on or shown on a page without effect.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from textwrap import wrap

from demarche.mail import texts
from demarche.mail.report import Block, Finding, MailReport
from demarche.mail.visible import shorten, unclickable, visible

WIDTH = 860
MARGIN = 20
LETTER = 7.3
"""Width of a letter in pixels at 13 px in the usual sans-serif faces, a little generous."""
LINE = 18
COLUMNS = int((WIDTH - 2 * MARGIN - 70) / LETTER)
MOST_BLOCKS = 160
COLOURS = {"known-tracker": "#a4001d", "strong": "#a4001d", "weak": "#8a5a00"}
DASHES = {"known-tracker": "none", "strong": "none", "weak": "6 4"}


class _Drawing:
    """Collects shapes from the top down."""

    def __init__(self) -> None:
        self.shapes: list[str] = []
        self.y = MARGIN

    def text(self, content: str, x: int, size: int = 13, weight: str = "normal", colour: str = "#1a1a1a") -> None:
        self.y += LINE
        self.shapes.append(f'<text x="{x}" y="{self.y}" font-size="{size}" font-weight="{weight}" fill="{colour}">{clean(content)}</text>')

    def lines(self, content: str, x: int, columns: int = COLUMNS, colour: str = "#1a1a1a", weight: str = "normal") -> None:
        for line in wrap(visible(content), columns, break_long_words=True) or [""]:
            self.text(line, x, colour=colour, weight=weight)

    def box(self, top: int, colour: str, dash: str = "none", width: int = WIDTH - 2 * MARGIN) -> None:
        height = max(self.y - top + 8, 12)
        self.shapes.append(
            f'<rect x="{MARGIN}" y="{top}" width="{width}" height="{height}" rx="3" fill="none" '
            f'stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>'
        )

    def badge(self, number: int, top: int, colour: str, place: int) -> None:
        x = WIDTH - MARGIN - 18 - 24 * place
        self.shapes.append(f'<circle cx="{x}" cy="{top + 14}" r="10" fill="{colour}"/>')
        self.shapes.append(
            f'<text x="{x}" y="{top + 18}" font-size="12" font-weight="bold" fill="#ffffff" text-anchor="middle">{number}</text>'
        )


def picture(report: MailReport, lang: str = "en") -> str:
    """The drawing as one SVG document. What was found is outlined and numbered; the numbers are explained below.

    Raises ``UsageError`` for a language without wording (en and nl have it).
    """
    drawing = _Drawing()
    numbers = {finding.id: number for number, finding in enumerate(report.findings, 1)}
    _head(drawing, report, numbers, lang)
    for block in report.blocks[:MOST_BLOCKS]:
        _block(drawing, block, report.findings, numbers, lang)
    _legend(drawing, report, lang)
    return _document(drawing, report, lang)


def clean(text: str) -> str:
    """Text safe inside SVG: markup characters escaped, unseen characters named, addresses not to be taken for links."""
    return escape(visible(unclickable(text)), quote=True)


def _document(drawing: _Drawing, report: MailReport, lang: str) -> str:
    height = drawing.y + 2 * MARGIN
    title = clean(shorten(report.subject or report.id, 120))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'font-family="sans-serif" lang="{lang}"><title>{title}</title><desc>{clean(texts.label("labels", "picture-note", lang))}</desc>'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>' + "".join(drawing.shapes) + "</svg>"
    )


def _head(drawing: _Drawing, report: MailReport, numbers: dict[str, int], lang: str) -> None:
    top = drawing.y
    author = report.author
    rows = [
        ("from", f"{author.name} <{author.email}>" if author else ""),
        ("to", ", ".join(f"{a.name} <{a.email}>" if a.name else a.email for a in report.to[:5])),
        ("date", report.date or ""),
        ("subject", report.subject),
    ]
    for code, value in rows:
        drawing.lines(
            f"{texts.label('labels', code, lang)}: {shorten(value, 300)}", MARGIN + 10, weight="bold" if code == "subject" else "normal"
        )
    drawing.y += 6
    found = [finding for finding in report.findings if finding.kind == "sender" or finding.part == "0"]
    _outline(drawing, top, found, numbers, "#c8c8c8")
    drawing.y += 14


def _outline(drawing: _Drawing, top: int, found: Sequence[Finding], numbers: dict[str, int], plain: str) -> None:
    certainty = found[0].certainty if found else ""
    drawing.box(top, COLOURS.get(certainty, plain), DASHES.get(certainty, "none"))
    for place, finding in enumerate(found[:8]):
        drawing.badge(numbers[finding.id], top, COLOURS[finding.certainty], place)


def _block(drawing: _Drawing, block: Block, findings: Sequence[Finding], numbers: dict[str, int], lang: str) -> None:
    found = [finding for finding in findings if finding.id in block.findings]
    top = drawing.y + 4
    drawing.y += 2
    if block.kind == "text":
        drawing.lines(block.text, MARGIN + 10)
    elif block.kind == "link":
        drawing.lines(block.text, MARGIN + 10, colour="#1a4f9c")
    else:
        drawing.lines(" · ".join(_caption(block, found, lang)), MARGIN + 10, colour="#555555")
    for finding in found:
        drawing.lines(shorten(finding.defanged, 220), MARGIN + 24, COLUMNS - 4, colour=COLOURS[finding.certainty])
    if found or block.kind == "image":
        _outline(drawing, top, found, numbers, "#c8c8c8")
        drawing.y += 8


def _caption(block: Block, found: Sequence[Finding], lang: str) -> Iterator[str]:
    if block.kind == "image":
        yield texts.label("labels", "image", lang) + (f" {block.width}×{block.height}" if block.width or block.height or found else "")
    if found and found[0].mechanism.startswith(("pixel", "hidden")):
        yield texts.label("labels", "invisible", lang)
    if block.text:
        yield block.text
    if block.kind == "hidden":
        yield from (texts.name(finding.mechanism, lang) for finding in found[:1])


def _legend(drawing: _Drawing, report: MailReport, lang: str) -> None:
    drawing.y += 12
    drawing.lines(texts.verdict(report, lang), MARGIN, COLUMNS + 6, weight="bold")
    for number, finding in enumerate(report.findings[:60], 1):
        colour = COLOURS[finding.certainty]
        drawing.y += 6
        head = f"{number}. {texts.name(finding.mechanism, lang)} - {texts.label('certainties', finding.certainty, lang)}"
        drawing.lines(head, MARGIN, COLUMNS + 6, colour=colour, weight="bold")
        learnt = f" {texts.tells(finding, lang)}" if finding.tells else ""
        drawing.lines(f"{texts.reasons(finding, lang)}.{learnt}", MARGIN + 14, COLUMNS + 4)
