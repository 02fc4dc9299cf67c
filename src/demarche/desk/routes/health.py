"""Whether the desk works, and its style sheet, script and icon."""

from __future__ import annotations

from importlib.resources import files

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, Response

from demarche.desk.access import EVERYBODY, page, visiting
from demarche.errors import DemarcheError

router = APIRouter()
STATIC = {"desk.css": "text/css", "desk.js": "text/javascript", "review.js": "text/javascript", "icon.svg": "image/svg+xml"}


@page(router, "/healthz", EVERYBODY)
def healthz(request: Request) -> Response:
    """200 when the record answers, 503 when it does not; no figures, as anybody may ask."""
    try:
        visiting(request).desk.opened.state()
    except DemarcheError:
        return JSONResponse({"status": "record unavailable"}, 503)
    return JSONResponse({"status": "ok"})


@page(router, "/static/{name}", EVERYBODY)
def static(name: str, request: Request) -> Response:
    if name not in STATIC:
        raise HTTPException(404)
    return Response((files("demarche.desk") / "static" / name).read_bytes(), media_type=STATIC[name])


@page(router, "/favicon.ico", EVERYBODY)
def favicon(request: Request) -> Response:
    return static("icon.svg", request)
