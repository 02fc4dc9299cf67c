"""What one running desk is told: its record, its accounts, where it listens, whom it answers."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")
UPLOAD_BYTES = 25_000_000
"""Largest request body."""


@dataclass(frozen=True, slots=True)
class Config:
    """``secure`` marks cookies for TLS only; ``allowed_hosts`` are the names that requests may be addressed to, besides loopback.

    ``taxii_tokens`` open the TAXII server; without any it is open on loopback and not there elsewhere. ``mask`` leaves the recipients of
    mails out of every page and download."""

    record: str
    accounts: str
    host: str = "127.0.0.1"
    port: int = 8000
    secure: bool = False
    allowed_hosts: tuple[str, ...] = ()
    upload_bytes: int = UPLOAD_BYTES
    taxii_tokens: tuple[str, ...] = ()
    mask: bool = False

    @property
    def open_to_readers(self) -> bool:
        """On loopback whoever reaches the desk may read; elsewhere reading needs an account too."""
        return is_loopback(self.host)

    @property
    def hosts(self) -> frozenset[str]:
        """Names a request may carry in its Host header: anything else is a rebinding attempt or a wrong proxy."""
        own = () if self.host in ("0.0.0.0", "::") else (self.host,)
        return frozenset(name.lower() for name in (*LOOPBACK, *own, *self.allowed_hosts))


def is_loopback(host: str) -> bool:
    """Whether an address to listen on cannot be reached from another machine."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def accounts_file(record: str, named: str | None) -> str:
    """Where accounts are kept: as named, else beside a record that is a file, else ``desk-accounts.db`` here."""
    if named:
        return named
    return "desk-accounts.db" if "://" in record else str(Path(record).with_suffix(".accounts.db"))
