"""One mail: its harmless picture, what was found in it, what was checked, and the incidents it is evidence of."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from demarche import mail
from demarche.desk.access import Visit, page, visiting
from demarche.desk.asked import Asked
from demarche.desk.deciding import decide
from demarche.desk.mails import page_of
from demarche.desk.render import show
from demarche.desk.routes.overview import page_number
from demarche.mail import MailReport

router = APIRouter()
PER_PAGE = 50
OFFERED = 200
"""Incidents offered while typing."""


@dataclass(frozen=True, slots=True)
class Chosen(Asked):
    """Which mails are listed."""

    verdict: str = ""


@page(router, "/mails", "reader")
def mail_list(request: Request) -> HTMLResponse:
    visit = visiting(request)
    opened, asked = visit.desk.opened, Chosen.of(request.query_params)
    verdicts = opened.verdicts()
    known = verdicts.get(asked.verdict, 0) if asked.verdict else sum(verdicts.values())
    pages = (known + PER_PAGE - 1) // PER_PAGE
    number = page_number(request.query_params.get("page"), pages)
    found = opened.mails(asked.verdict, (number - 1) * PER_PAGE, PER_PAGE)
    tied = opened.tied([report.id for report in found])
    return show(visit, "mail_list.html", mails=found, verdicts=verdicts.items(), asked=asked, number=number, pages=pages, tied=tied)


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
