"""Ids that follow from what they name, so that two exports of one thing agree (RFC 9562, version 5)."""

from __future__ import annotations

from uuid import UUID, uuid5

NAMESPACE = UUID("6d0a5ad4-52c8-5a77-9a3c-0c1c1f6f1d5e")
"""This program's own; STIX reserves another one for cyber-observables."""


def made_of(*parts: str | None) -> str:
    """The UUID of these parts; None counts as a part of its own."""
    return str(uuid5(NAMESPACE, "\x1f".join("\x00" if part is None else part for part in parts)))
