"""One mail: its harmless picture, what was found in it, what was checked, and the incidents it is evidence of."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from demarche import mail
from demarche.desk.access import Visit, page, visiting
from demarche.desk.deciding import decide
from demarche.desk.mails import page_of
from demarche.desk.render import show
from demarche.mail import MailReport

router = APIRouter()
OFFERED = 200
"""Incidents offered while typing."""


@page(router, "/mails/{id}", "reader")
def mail_page(id: str, request: Request) -> HTMLResponse:
    visit = visiting(request)
    opened = visit.desk.opened
    report = _report(visit, id)
    return show(
        visit,
        "mail.html",
        mail=page_of(report, visit.words.lang),
        reading=opened.reading(id),
        beside=opened.beside(id),
        incidents=opened.overview().incidents,
        history=opened.decisions().history(id)[::-1],
        decisions=opened.decisions(),
        offered=[head.incident for head in opened.overview().ordered[-OFFERED:]] if visit.may("reviewer") else [],
    )


@page(router, "/mails/{id}/picture.svg", "reader")
def picture(id: str, request: Request) -> Response:
    """A harmless drawing of the mail with what was found in it outlined."""
    visit = visiting(request)
    drawing = mail.picture(_report(visit, id), visit.words.lang)
    return Response(drawing, media_type="image/svg+xml", headers={"content-security-policy": "default-src 'none'; sandbox"})


@page(router, "/mails/{id}/attach", "reviewer", "POST")
def attach(id: str, request: Request) -> Response:
    return _decide(visiting(request), id, "attach")


@page(router, "/mails/{id}/detach", "reviewer", "POST")
def detach(id: str, request: Request) -> Response:
    return _decide(visiting(request), id, "detach")


def _decide(visit: Visit, id: str, action: str) -> Response:
    _report(visit, id)
    return decide(visit, f"/mails/{id}", action, id, visit.field("incident"))


def _report(visit: Visit, id: str) -> MailReport:
    found = visit.desk.opened.mail(id)
    if found is None:
        raise HTTPException(404)
    return found
