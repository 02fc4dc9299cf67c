"""Mails that are evidence: the message and its addresses as observables, observed when it came in, and a sighting of the incident."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import quote
from uuid import UUID, uuid5

from demarche.export.dates import instant
from demarche.export.stix.common import ADDRESS, Object, extension, filled, id_of, reference, thing
from demarche.export.stix.shelf import Shelf
from demarche.export.words import words
from demarche.mail import Evidence, evidence, texts
from demarche.mail.report import Address
from demarche.mail.urls import ascii_host
from demarche.store.evidence import MailEvidence

OBSERVABLES = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""Namespace that STIX 2.1 (section 2.9) sets for ids of observables, so that all programs give one address one id."""

MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}")
"""Addresses that a strict reader takes."""
RESERVED = "%:/?#@!$&'()*+,;="


def observable(type: str, value: str, **properties: str) -> Object:
    """An observable that its value names."""
    named = json.dumps({"value": value}, ensure_ascii=False, separators=(",", ":"))
    return {"type": type, "spec_version": "2.1", "id": f"{type}--{uuid5(OBSERVABLES, named)}", "value": value, **filled(properties)}


class Shown:
    """One mail as evidence of one incident, as STIX objects."""

    def __init__(self, one: MailEvidence, incident: str, shelf: Shelf) -> None:
        self.one = one
        self.mail = one.mail
        self.incident = incident
        self.shelf = shelf
        self.time = instant(one.mail.observed)
        self.found = evidence(one.mail)

    def objects(self) -> Iterator[Object]:
        """When the message was observed, the sighting, and all of it in words; the message itself goes on the shelf."""
        message = self.shelf.put(self._message())
        refs = [message, *self._places()]
        observed = thing(
            "observed-data", self._id("observed-data"), created=self.time, first_observed=self.time, last_observed=self.time,
            number_observed=1, object_refs=list(dict.fromkeys(refs)),
        )  # fmt: skip
        sighting = thing(
            "sighting", self._id("sighting"), created=self.time, first_seen=self.time, last_seen=self.time, count=1,
            sighting_of_ref=self.incident, observed_data_refs=[observed["id"]], description="\n".join(self.one.grounds()),
        )  # fmt: skip
        yield from (observed, sighting, self._note([message, observed["id"], sighting["id"]]))

    def _id(self, type: str) -> str:
        return id_of(type, self.mail.id, self.incident)

    def _address(self, address: Address) -> str | None:
        """The id of a mailbox; None where there is no address, or it is masked."""
        if not MAILBOX.fullmatch(address.email):
            return None
        return self.shelf.put(observable("email-addr", address.email, display_name=address.name))

    def _message(self) -> Object:
        mail = self.mail
        author = self._address(mail.author) if mail.author else None
        sent = instant(mail.date) if mail.date else None
        refs = {name: [id for one in found if (id := self._address(one))] for name, found in (("to_refs", mail.to), ("cc_refs", mail.cc))}
        properties = {"date": sent, "message_id": mail.message_id, "subject": mail.subject, "from_ref": author, **refs}
        more = extension(mail=mail.id, verdict=mail.verdict, masked=mail.masked or None, recipients=len(mail.recipients))
        id = id_of("email-message", mail.id)
        return {"type": "email-message", "spec_version": "2.1", "id": id, "is_multipart": False, **filled(properties), "extensions": more}

    def _places(self) -> Iterator[str]:
        """Ids of the addresses and hosts that the findings are about."""
        for one in self.found:
            url = quote(one.finding.url, safe=RESERVED)
            if ADDRESS.fullmatch(url):
                yield self.shelf.put(observable("url", url))
            if "." in one.finding.host:
                yield self.shelf.put(observable("domain-name", ascii_host(one.finding.host)))

    def _note(self, about: list[str]) -> Object:
        known = words("stix")
        source = reference(known["source"], None, hashes={"SHA-256": self.mail.id}, external_id=f"sha256:{self.mail.id}")
        found = [_finding(one) for one in self.found]
        return thing(
            "note", self._id("note"), created=self.time, abstract=known["mail"].format(subject=self.mail.subject or self.mail.id),
            content="\n".join([texts.verdict(self.mail), *map(_line, self.found)]), object_refs=about,
            labels=["evidence", self.mail.verdict], external_references=[source],
            extensions=extension(kind="evidence", mail=self.mail.id, findings=found),
        )  # fmt: skip


def _line(one: Evidence) -> str:
    finding = one.finding
    return f"{texts.name(finding.mechanism)} ({finding.certainty}; part {finding.part}, line {finding.line}): {texts.reasons(finding)}"


def _finding(one: Evidence) -> dict[str, object]:
    names = ("id", "kind", "mechanism", "certainty", "trigger", "url", "host", "part", "line", "exact", "service", "resembles")
    return filled({name: getattr(one.finding, name) for name in names} | {"technique": one.technique})
