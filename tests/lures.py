"""A lure sent to a member of parliament, and what a document must say for it to be evidence."""

from __future__ import annotations

import base64

import factory
from mail import fixtures

from demarche.mail.examine import examine
from demarche.mail.report import MailReport
from demarche.mail.settings import Settings
from demarche.model import Claims, Document, Edit, Incident, Member, Reading

DOMAIN = "waarheidspers.example"
SUBJECT = "Verklaring over de rechten van de Oeigoeren"
TECHNIQUE = "De mails bevatten een tracking pixel."
ACCUSATION = "België beschuldigt China."
ARTICLE = """Members of parliament received mails with a tracking pixel

30 March 2023

Belgium on Thursday accused China of a phishing attack on members of its parliament. The e-mails came from waarheidspers[.]example and carried
a tracking pixel, the Belgian government said. Hackers of China sent them in January 2021, it said.
"""
"""A document that reports the incident and names where the lures came from."""


def lure(to: str = fixtures.READER, subject: str = SUBJECT, domain: str = DOMAIN, sender: str = "Waarheidspers Brussel") -> bytes:
    """A mail that looks honest but for an invisible image which carries the recipient's address."""
    mark = base64.b64encode(to.encode()).decode().rstrip("=")
    image = fixtures.image(f"https://img.{domain}/open/{mark}.gif", 'width="1" height="1"')
    raw = fixtures.mail(fixtures.page(image), sender=f"{sender} <redactie@{domain}>", to=to)
    return raw.replace(b"Subject: Bericht", f"Subject: {subject}".encode()).replace(b"<1@bulletin", f"<{mark}@{domain}".encode())


def impostor(to: str = fixtures.READER) -> bytes:
    """A mail under a well-known name from elsewhere, which is deception for sure."""
    return fixtures.mail(
        fixtures.page("<p>België beschuldigt China van een cyberaanval.</p>"), sender="Le Monde <lemonde@gmail.com>", to=to
    )


def forwarding(inner: bytes, text: str) -> bytes:
    """A mail that encloses another one."""
    body = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}"
    return fixtures.multipart(body, "Content-Type: message/rfc822\r\n\r\n" + inner.decode())


def report(raw: bytes) -> MailReport:
    return examine(raw, "", 0, Settings(enclosed=False))


def reading(text: str, technique: bool = False, url: str | None = None) -> Reading:
    """A document that accuses; with ``technique`` it also speaks of tracking pixels."""
    said = f"{ACCUSATION} {text}" + (f" {TECHNIQUE}" if technique else "")
    tags = (factory.tag(said, "tracking-pixel", TECHNIQUE),) if technique else ()
    document = Document(factory.source(said).id, "krant.txt", said, "nl", url=url, edits=(Edit(0, len(said), 0, len(said)),))
    return Reading(document, Claims(True, (factory.attribution(said, words=ACCUSATION),), techniques=tags))


def incident(*documents: str, id: str = "inc-1", main: bool = True) -> Incident:
    return Incident(id, documents[0], tuple(Member(document, main) for document in documents))
