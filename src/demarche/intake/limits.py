"""How much one item may ask of the machine before it is refused or cut."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one item; what is over them becomes a ``Problem``.

    ``max_bytes``: size of a file or of one JSON Lines row. ``max_line``: bytes of one JSON Lines row.
    """

    max_bytes: int = 75 * 1024 * 1024
    max_line: int = 8 * 1024 * 1024


MAX_TEXT = 1_000_000
"""Characters of decoded text that are read of one document; the rest is reported as left out."""
MAX_MARKUP = 4_000_000
"""The same for HTML, most of which is not text."""
MAX_PAGES = 1_000
"""Pages that are read of one PDF; the rest is reported as left out."""
