"""Where a document speaks from: the state whose organs and places it names without saying so ("the government", "ons land")."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from demarche.annotate.annotated import Annotated, Mention
from demarche.lexicon import fold
from demarche.lexicon.names import seats

ORGAN_WEIGHT, CITY_WEIGHT, STATE_WEIGHT, DOMAIN_WEIGHT = 3.0, 1.0, 0.5, 4.0
DOMAINS = {"uk": "GB", "gov": "US", "mil": "US", "eu": "EU"}


def home_state(note: Annotated) -> str | None:
    """The best supported home, None when nothing speaks for one."""
    votes: Counter[str] = Counter()
    for mention in note.mentions:
        weight = {"organ": ORGAN_WEIGHT, "city": CITY_WEIGHT, "state": STATE_WEIGHT}.get(mention.type, 0.0)
        if mention.key and len(mention.key) == 2 and weight and mention.level != "state":
            votes[mention.key] += weight  # type: ignore[assignment]
    if domain := _domain(note.document.url):
        votes[domain] += DOMAIN_WEIGHT  # type: ignore[assignment]
    return min(votes, key=lambda k: (-votes[k], k)) if votes else None


def _domain(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    suffix = host.rsplit(".", 1)[-1] if host else ""
    return DOMAINS.get(suffix) or (suffix.upper() if len(suffix) == 2 else None)


def settle_ambiguous(note: Annotated) -> None:
    """Give names that several states use ("NCSC") the one named nearest before, else home or the most named; else none."""
    counts: Counter[str] = Counter(m.key for m in note.mentions if m.key)
    _settle_seats(note)
    for at, mention in enumerate(note.mentions):
        if mention.keys and mention.key is None:
            mention.key = _before(note.mentions[:at], mention) or _settled(mention, counts, note.home)


NEAR_SENTENCES = 2


def _before(earlier: list[Mention], mention: Mention) -> str | None:
    for other in reversed(earlier):
        if mention.sentence - other.sentence > NEAR_SENTENCES:
            return None
        if other.key in mention.keys:
            return other.key
    return None


def _settled(mention: Mention, counts: Counter[str], home: str | None) -> str | None:
    named = [k for k in mention.keys if counts[k]]
    if home in named:
        return home
    return min(named, key=lambda k: (-counts[k], k)) if named else None


def _settle_seats(note: Annotated) -> None:
    """The city of Brussels is the EU where the document speaks of the EU more than of Belgium, or of neither."""
    cities = [(m, seats()[form]) for m in note.mentions if m.type == "place" and (form := fold(note.words(m.first, m.last))) in seats()]
    taken = {id(m) for m, _ in cities}
    counts: Counter[str] = Counter(m.key for m in note.mentions if m.key and id(m) not in taken)
    for mention, (bloc, state) in cities:
        if counts[bloc] > counts[state] or not counts[state]:
            mention.key = bloc
