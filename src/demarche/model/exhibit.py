"""A mail that stands beside an incident as evidence of it, and what ties it there."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.model.span import Quote

TIES = ("enclosed", "url", "domain", "address", "subject", "sender-name", "judgement")
"""What can tie a mail to an incident: a document of the incident encloses it, or names its URL, domain, address, subject or sender; or a
person says so."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One ground: ``rule`` is one of ``TIES``.

    ``document_id`` is the document of the incident that ties the mail, ``quote`` its words, None where it encloses the mail or a person
    decided. ``value`` is what both have in common (the part number, the domain ...). ``user`` and ``reason`` are those of a judgement.
    """

    rule: str
    document_id: str = ""
    quote: Quote | None = None
    value: str = ""
    user: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """The mail (its source's id) and the incident that it is evidence of; ``ties`` are in the order of ``TIES``, then by document."""

    mail_id: str
    incident_id: str
    ties: tuple[Tie, ...]
