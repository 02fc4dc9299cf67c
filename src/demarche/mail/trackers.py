"""Known services that report openings and clicks: ``data/mail/trackers.yml`` matched against an address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from demarche.mail.data import load
from demarche.mail.urls import Target, ascii_host


@dataclass(frozen=True, slots=True)
class Service:
    """A service; ``logger`` marks tokens and IP loggers, which are there to find out who opens something."""

    name: str
    source: str
    logger: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    service: Service
    use: str
    pieces: tuple[str, ...]

    def fits(self, tail: str) -> bool:
        at = 0
        for piece in self.pieces:
            found = tail.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        return True


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[Pattern, ...]]:
    """Patterns by host; those for any host under ``*``."""
    found: dict[str, list[Pattern]] = {}
    for row in load("trackers")["services"]:
        service = Service(row["name"], row["source"], bool(row.get("logger")))
        for use in ("opens", "clicks"):
            for text in row.get(use, ()):
                host, _, path = text.partition("/")
                pieces = tuple(piece for piece in f"/{path}".split("*") if piece) if path else ()
                found.setdefault(host.lower(), []).append(Pattern(service, use, pieces))
    return {host: tuple(patterns) for host, patterns in found.items()}


def match(target: Target, use: str) -> Service | None:
    """The service an address belongs to; ``use`` is ``opens`` or ``clicks``."""
    return next(_matches(target, use), None)


def _matches(target: Target, use: str) -> Iterator[Service]:
    labels = ascii_host(target.host).split(".")
    tail = "/" + target.tail
    for host in (*(".".join(labels[at:]) for at in range(len(labels))), "*"):
        for pattern in _index().get(host, ()):
            if pattern.use == use and pattern.fits(tail):
                yield pattern.service
