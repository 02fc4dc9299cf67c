"""The TAXII endpoints as FastAPI routes, for the desk to mount, and as an application of their own."""

from __future__ import annotations

from collections.abc import Collection

from fastapi import APIRouter, FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from demarche.exchange.snapshot import Library
from demarche.exchange.taxii import Taxii

PREFIX = "/taxii2"
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]


def router(record: str, tokens: Collection[str] = (), tlp: str | None = None, prefix: str = PREFIX, mask: bool = False) -> APIRouter:
    """The routes under ``prefix`` for the record at a path or URL. With ``tokens`` every request needs one of them, with ``mask``
    the recipients of mails are left out."""
    server = Taxii(Library(record, tlp, mask), tokens, prefix)
    routes = APIRouter()

    async def taxii(request: Request, path: str = "") -> Response:
        query = list(request.query_params.multi_items())
        answer = await run_in_threadpool(server.answer, request.method, path, query, request.headers)
        return Response(answer.body, answer.status, headers=answer.headers)

    routes.add_api_route(f"{prefix}/", taxii, methods=METHODS, include_in_schema=False)
    routes.add_api_route(f"{prefix}/{{path:path}}", taxii, methods=METHODS, include_in_schema=False)
    return routes


def make_app(record: str, tokens: Collection[str] = (), tlp: str | None = None) -> FastAPI:
    """An application with nothing but the TAXII server."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(router(record, tokens, tlp))
    return app
