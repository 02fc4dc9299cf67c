"""Upload a page, PDF or mail, or paste a text, and see the claims it gives; keep it in the record, or only look."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import UploadFile

from demarche.desk import work
from demarche.desk.access import Visit, page, visiting
from demarche.desk.accounts import audit
from demarche.desk.render import go, show
from demarche.desk.routes.document import text_view
from demarche.errors import RecordError
from demarche.verbs.opened import opened

router = APIRouter()
UNFIT = re.compile(r"[^\w.\- ]")
LONGEST_NAME = 80


@page(router, "/upload", "reader")
def form(request: Request) -> HTMLResponse:
    return show(visiting(request), "upload.html", problems=[])


@page(router, "/upload", "reader", "POST")
def upload(request: Request) -> Response:
    visit = visiting(request)
    item = _item(visit)
    if item is None:
        return show(visit, "upload.html", 422, problems=[visit.words("upload.nothing")])
    name, content = item
    try:
        return _keep(visit, name, content) if visit.field("keep") and visit.may("reviewer") and visit.user else _look(visit, name, content)
    except work.TooLongError:
        return show(visit, "upload.html", 422, problems=[visit.words("upload.too-long")])


def _item(visit: Visit) -> tuple[str, bytes] | None:
    """What was sent: a file, else the pasted text. Its name in the record says that it was uploaded and by whom."""
    who = visit.name or "visitor"
    sent = visit.form.get("file")
    if isinstance(sent, UploadFile) and sent.filename:
        content = sent.file.read()
        name = UNFIT.sub("_", os.path.basename(sent.filename.replace("\\", "/")))[-LONGEST_NAME:].lstrip(". ") or "file"
        return (f"upload/{who}/{name}", content) if content else None
    pasted = str(visit.form.get("text") or "").replace("\r\n", "\n").strip()
    return (
        (f"upload/{who}/pasted-{hashlib.sha256(pasted.encode('utf-8', 'replace')).hexdigest()[:10]}.txt", pasted.encode("utf-8", "replace"))
        if pasted
        else None
    )


def _keep(visit: Visit, name: str, content: bytes) -> Response:
    problems = work.read(visit.desk.config.record, {name: content})
    audit.note(visit.desk.accounts, visit.name, "upload", name)
    id = hashlib.sha256(content).hexdigest()
    if visit.desk.opened.reading(id) is None:
        return show(visit, "upload.html", 422, problems=problems or [visit.words("upload.no-document")])
    return go(f"/documents/{id}")


def _look(visit: Visit, name: str, content: bytes) -> Response:
    """Read it into a record that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        record = os.path.join(folder, "look.db")
        problems = work.read(record, {name: content})
        try:
            looked = opened(record)
        except RecordError:
            return show(visit, "upload.html", 422, problems=problems)
        try:
            ids = list(looked.overview().documents)
            reading = looked.reading(ids[0]) if ids else None
        finally:
            looked.close()
    if reading is None:
        return show(visit, "upload.html", 422, problems=problems or [visit.words("upload.no-document")])
    return show(visit, "document.html", **text_view(visit, reading) | {"preview": True, "copies": []}, tab="text")
