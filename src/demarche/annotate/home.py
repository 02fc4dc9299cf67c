"""Where a document speaks from: the state whose organs and places it names without saying so ("the government", "ons land")."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from demarche.annotate.annotated import Annotated, Mention

ORGAN_WEIGHT, CITY_WEIGHT, STATE_WEIGHT, DOMAIN_WEIGHT = 3.0, 1.0, 0.5, 4.0
DOMAINS = {"uk": "GB", "gov": "US", "mil": "US", "eu": "EU"}


def home_state(note: Annotated) -> str | None:
    """The best supported home, None when nothing speaks for one."""
    votes: Counter[str] = Counter()
    for mention in note.mentions:
        weight = {"organ": ORGAN_WEIGHT, "city": CITY_WEIGHT, "state": STATE_WEIGHT}.get(mention.type, 0.0)
        if mention.key and weight and mention.level != "state":
            votes[mention.key] += weight  # type: ignore[assignment]
    if domain := _domain(note.document.url):
        votes[domain] += DOMAIN_WEIGHT  # type: ignore[assignment]
    return min(votes, key=lambda k: (-votes[k], k)) if votes else None


def _domain(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    suffix = host.rsplit(".", 1)[-1] if host else ""
    return DOMAINS.get(suffix) or (suffix.upper() if len(suffix) == 2 else None)


def settle_ambiguous(note: Annotated) -> None:
    """Give names that several states use ("NCSC") the candidate the document speaks of most; leave them open when none is named."""
    counts: Counter[str] = Counter(m.key for m in note.mentions if m.key)
    for mention in note.mentions:
        if mention.keys and mention.key is None:
            mention.key = _settled(mention, counts, note.home)


def _settled(mention: Mention, counts: Counter[str], home: str | None) -> str | None:
    named = [k for k in mention.keys if counts[k]]
    if home in named:
        return home
    return min(named, key=lambda k: (-counts[k], k)) if named else None
