"""Who publishes a source: what the page says of its site, and the menu, byline and footer that cleaning took away."""

from __future__ import annotations

from demarche.clean.html_layout import Page
from demarche.model import Removed

SITE = frozenset({"og:site_name", "application-name", "author", "dc.publisher", "twitter:site"})
ABOUT = frozenset({"menu", "rubric", "byline", "footer", "imprint"})
"""Reasons for which cleaning leaves out lines that name the publisher rather than other news."""
MOST = 600
"""Characters that are kept: mastheads are short, and a long menu names everybody."""


def masthead(page: Page, removed: list[Removed], raw: str) -> str:
    """The publisher's own words about itself, lines apart; empty when the source has none. ``raw`` is the decoded source."""
    site = [content for name, content in page.metas if name.lower() in SITE]
    about = [" ".join(_plain(raw[part.raw : part.raw_end]).split()) for part in removed if part.reason in ABOUT]
    return "\n".join(dict.fromkeys(line for line in [*site, *about] if line))[:MOST]


def _plain(markup: str) -> str:
    """Without tags; linear in the text, unlike a regular expression that looks for their ends."""
    return " ".join(piece.rpartition(">")[2] for piece in markup.split("<"))
