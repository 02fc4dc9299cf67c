"""What an inspection may use and what it is told: limits, the user's own domains, keys, masking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one mail may cost. What goes beyond is left out and said so, or the mail is refused.

    ``seconds``: wall clock of the worker process for one mail, after which it is ended (start-up is apart). ``memory_mb``: address
    space of the worker process in MiB (where the system has such limits). ``max_mb``: larger mails are refused unread. The counts bound
    the work deterministically, so that the same mail gives the same report on a slow and on a fast machine.
    """

    seconds: float = 4.0
    memory_mb: int = 1024
    max_mb: int = 75
    parts: int = 2000
    depth: int = 100
    header_bytes: int = 512 * 1024
    header_fields: int = 2000
    markup_bytes: int = 2 * MEGABYTE
    tags: int = 60_000
    links: int = 6_000
    css_rules: int = 2000
    addresses: int = 200
    domains: int = 300
    findings: int = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices of the user.

    ``own_domains``: domains whose imitation matters to the user. ``receivers``: authserv-ids (RFC 8601) or mail hosts whose
    Authentication-Results may be trusted. ``dkim_keys``: key records by name (``selector._domainkey.example.org``), for checking
    signatures without the network. ``recipients``: addresses that got the mail without standing in its headers (blind copies).
    ``mask``: replace recipients and their markers in every output. ``enclosed``: also look into messages forwarded as attachments.
    """

    limits: Limits = field(default_factory=Limits)
    own_domains: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    dkim_keys: Mapping[str, str] = field(default_factory=dict)
    mask: bool = False
    enclosed: bool = True
    workers: int = 2

    def to_dict(self) -> dict[str, Any]:
        return {**asdict(self), "dkim_keys": dict(self.dkim_keys)}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Settings:
        known = dict(values)
        known["limits"] = Limits(**known["limits"])
        for name in ("own_domains", "receivers", "recipients"):
            known[name] = tuple(known[name])
        return cls(**known)
