"""Mails that are evidence, in an event: an ``email`` object each, with the addresses found in it beside."""

from __future__ import annotations

from collections.abc import Iterator

from pymisp import MISPObject

from demarche.export.dates import moment
from demarche.export.ids import made_of
from demarche.export.visible import visible
from demarche.export.words import words
from demarche.mail import evidence, texts
from demarche.mail.urls import ascii_host
from demarche.store.evidence import MailEvidence

INHERIT = 5
Row = tuple[str, str, str]
"""Relation of the object, value, comment."""


def email(one: MailEvidence, incident: str) -> MISPObject:
    """The mail; its comment says why it is evidence, and the verdict on it."""
    key, time = ("misp", "mail", incident, one.mail.id), moment(one.mail.observed) if one.mail.observed else 0
    made = MISPObject("email")
    comment = visible(" ".join([*one.grounds(), texts.verdict(one.mail)]))
    made.from_dict(uuid=made_of(*key), timestamp=time, distribution=INHERIT, comment=comment)
    for relation, value, note in dict.fromkeys(_rows(one)):
        shown = visible(value).strip()
        if shown:
            made.add_attribute(
                relation, shown, uuid=made_of(*key, relation, shown), timestamp=time, distribution=INHERIT, comment=note, to_ids=False
            )
    return made


def _rows(one: MailEvidence) -> Iterator[Row]:
    mail = one.mail
    yield "subject", mail.subject, ""
    yield "message-id", mail.message_id, ""
    if mail.date:
        yield "send-date", mail.date, ""
    if mail.author:
        yield "from", mail.author.email, ""
        yield "from-display-name", mail.author.name, ""
    for relation, people in (("to", mail.to), ("cc", mail.cc), ("reply-to", mail.sender.reply_to if mail.sender else ())):
        yield from ((relation, person.email, "") for person in people if "@" in person.email)
    if mail.sender and mail.sender.return_path:
        yield "return-path", mail.sender.return_path.email, ""


def addresses(one: MailEvidence) -> Iterator[tuple[str, str, str]]:
    """(type, value, comment) of the URLs and hosts that the findings are about."""
    for found in evidence(one.mail):
        finding = found.finding
        comment = words("misp")["found"].format(mechanism=texts.name(finding.mechanism), certainty=finding.certainty, mail=one.mail.id)
        if finding.url.startswith(("http://", "https://")):
            yield "url", finding.url, comment
        if "." in finding.host:
            yield "domain", ascii_host(finding.host), comment
