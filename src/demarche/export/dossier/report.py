"""The report: an HTML page that needs nothing else, reads well on paper, and never takes a source's text for markup."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from demarche.export.dossier.picture import timeline
from demarche.export.stix.statements import abstract
from demarche.export.view import Case, View
from demarche.export.visible import visible
from demarche.export.words import actor, words
from demarche.lexicon.data import DATA
from demarche.mail.texts import verdict
from demarche.model import Document, Reading
from demarche.store.evidence import MailEvidence

KINDS = ("attributions", "denials", "responses", "victims", "techniques", "objectives")


def text(value: object) -> str:
    """Any text as HTML text."""
    return escape(visible(str(value)))


def element(name: str, *inside: str, **attributes: str) -> str:
    """An element; ``inside`` is HTML already, attribute values are text."""
    marks = "".join(f' {key.rstrip("_")}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{marks}>{''.join(inside)}</{name}>\n"


def report(view: View) -> Iterator[bytes]:
    """The page, piece by piece."""
    for piece in _pieces(view):
        yield piece.encode("utf-8", "backslashreplace")


def _pieces(view: View) -> Iterator[str]:
    from demarche import __version__

    known = words("dossier")
    number = len(view.incidents())
    style = (DATA / "export" / "dossier.css").read_text(encoding="utf-8")
    title = known["title"].format(number=number)
    head = element("meta", charset="utf-8").replace("</meta>", "") + element("title", text(title)) + element("style", style)
    yield f'<!DOCTYPE html>\n<html lang="en">\n{element("head", head)}<body>\n'
    yield element("h1", text(title)) + (element("p", text(known["tlp"].format(label=view.tlp.upper())), class_="tlp") if view.tlp else "")
    yield element("p", text(known["intro"])) + element("p", text(known["made_by"].format(version=__version__)))
    for case in view.cases():
        yield _case(case, view.evidence(case))
    yield _judgements(view)
    yield "</body>\n</html>\n"


def _case(case: Case, mails: list[MailEvidence]) -> str:
    known, incident = words("dossier"), case.incident
    title = next((one.document.title for one in case.own if one.document.title and one.document.title.strip()), incident.id)
    inside = [element("h2", text(title)), element("p", text(known["incident"].format(id=incident.id)), class_="id"), _facts(case)]
    inside += [element("h3", text(known["timeline"])), timeline(case), element("p", text(known["timeline_caption"]), class_="caption")]
    for kind in KINDS:
        claims = [_claim(one, kind, claim) for one in case.own for claim in getattr(one.claims, kind)]
        inside += [element("h3", text(known["kinds"][kind])), *claims] if claims else []
    return element("section", *inside, _mails(mails), _sources(case))


def _facts(case: Case) -> str:
    rows = []
    for name, label in words("dossier")["facts"].items():
        value = getattr(case.incident, name)
        shown = ", ".join(map(actor, value)) if isinstance(value, tuple) else str(value)
        rows.append(element("dt", text(label)) + element("dd", text(shown or words("dossier")["none"])))
    return element("dl", *rows)


def _claim(reading: Reading, kind: str, claim: Any) -> str:
    known, document = words("dossier"), reading.document
    mark = f" ({known['background']})" if claim.background else ""
    quotes = [_quote(document, quote.exact, quote.start, quote.end) for quote in claim.quotes]
    return element("div", element("p", text(abstract(claim, kind) + mark)), *quotes, class_="claim", id=f"c-{document.id[:12]}-{claim.id}")


def _quote(document: Document, exact: str, start: int, end: int) -> str:
    source, published = document.url or document.path, document.published or words("dossier")["undated"]
    where = words("dossier")["where"].format(source=source, published=published, start=start, end=end)
    language = {} if document.lang == "und" else {"lang": document.lang}
    return element("blockquote", element("p", text(exact), **language), element("footer", text(where)))


def _table(header: list[str], rows: list[list[str]]) -> str:
    head = element("tr", *(element("th", text(cell)) for cell in header))
    return element("table", head, *(element("tr", *(element("td", text(cell)) for cell in row)) for row in rows))


def _mails(mails: list[MailEvidence]) -> str:
    known = words("dossier")
    return element("h3", text(known["mails"])) + _table(known["mail_columns"], list(map(_mail, mails))) if mails else ""


def _mail(one: MailEvidence) -> list[str]:
    mail = one.mail
    sender = mail.author.email if mail.author else ""
    return [mail.observed or words("dossier")["undated"], sender, mail.subject, "; ".join(one.grounds()), verdict(mail), mail.id]


def _sources(case: Case) -> str:
    known = words("dossier")
    rows = []
    for reading in (*case.own, *case.copies):
        document, copy = reading.document, reading.duplicate
        note = known["copy_of"].format(kind=copy.kind, original=copy.original_id[:12]) if copy else ""
        places = ", ".join(part for part in (document.url, *reading.paths, note) if part)
        rows.append([document.title or "", document.published or known["undated"], document.lang, places, document.id])
    return element("h3", text(known["sources"])) + _table(known["source_columns"], rows)


def _judgements(view: View) -> str:
    known, log = words("dossier"), view.judgements()
    rows = [[one.at, one.user, one.action, " ".join(filter(None, (one.target, one.other, one.value))), one.reason] for one in log]
    return element("h2", text(known["judgements"])) + (
        _table(known["judgement_columns"], rows) if rows else element("p", text(known["none"]))
    )
