"""Cells that no spreadsheet program takes for a formula, and that can be turned back."""

from __future__ import annotations

import re

STARTS = "=+\\-@\t\r\n＝＋－＠"
"""A cell that begins so is run as a formula, a command or a field by one of the spreadsheet programs (OWASP, CSV injection; the
full-width forms are folded to the plain ones in East Asian locales)."""
SPACES = " \x00-\x08\x0b\x0c\x0e-\x1f\x85\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
"""Skipped at the start of a cell, so what comes after them counts."""
UNSAFE = re.compile(f"'*[{SPACES}]*[{STARTS}]")


def safe(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would act on it. ``original`` undoes it exactly."""
    return "'" + text if UNSAFE.match(text) else text


def original(cell: str) -> str:
    """What ``safe`` was given."""
    return cell[1:] if cell.startswith("'") and UNSAFE.match(cell) else cell


def plain(value: object) -> str:
    """Any value of a table as the text of a cell: None is empty, several values are joined by ``; ``."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return safe("; ".join(str(one) for one in value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe(value) if isinstance(value, str) else str(value)
