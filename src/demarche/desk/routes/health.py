"""Whether the desk works, and its style sheet, script and icon."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import PurePath

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, Response

from demarche.desk.access import EVERYBODY, page, visiting
from demarche.errors import DemarcheError

router = APIRouter()
SUFFIXES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


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
    if name not in _names():
        raise HTTPException(404)
    return Response((files("demarche.desk") / "static" / name).read_bytes(), media_type=SUFFIXES[PurePath(name).suffix])


@cache
def _names() -> frozenset[str]:
    """Only what lies in the folder can be asked for, whatever the address is made to look like."""
    return frozenset(entry.name for entry in (files("demarche.desk") / "static").iterdir())


@page(router, "/favicon.ico", EVERYBODY)
def favicon(request: Request) -> Response:
    return static("icon.svg", request)
