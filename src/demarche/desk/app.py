"""The application: shared state, pages, exchange routes where they are installed, errors as pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.util import find_spec
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from demarche import __version__
from demarche.desk.access import Desk, SignInNeeded, Visit, visit_of
from demarche.desk.accounts import Accounts
from demarche.desk.config import Config
from demarche.desk.ready import prepare
from demarche.desk.render import show
from demarche.desk.routes import routers
from demarche.desk.security import Guard
from demarche.errors import DemarcheError, UsageError
from demarche.verbs.opened import opened

EXCHANGE = "demarche.exchange.routes"
"""Has ``router(record, tokens)``, the TAXII server, where that part is installed."""
SMALLEST_ZIPPED = 1000


def create(config: Config) -> FastAPI:
    """The desk over one record. Raises ``RecordError`` when record or accounts cannot be opened."""
    desk = Desk(config, opened(config.record, masked=config.mask), Accounts(config.accounts))
    prepare(desk.opened)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.opened.close()
        desk.accounts.close()

    app = FastAPI(title="demarche", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.desk = desk
    for router in routers():
        app.include_router(router)
    if (config.open_to_readers or config.taxii_tokens) and find_spec("demarche.exchange") and find_spec(EXCHANGE):
        app.include_router(import_module(EXCHANGE).router(config.record, config.taxii_tokens, mask=config.mask))
    _handle_errors(app)
    app.add_middleware(GZipMiddleware, minimum_size=SMALLEST_ZIPPED, compresslevel=5)
    app.add_middleware(Guard, config=config)
    return app


def _handle_errors(app: FastAPI) -> None:
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(DemarcheError, _failed)


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")


async def _sign_in(request: Request, _: Exception) -> Response:
    if _is_api(request):
        return JSONResponse({"detail": "sign in first"}, 401)
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "") if request.method == "GET" else "/"
    return RedirectResponse(f"/sign-in?back={quote(back, safe='')}", 303)


async def _http(request: Request, error: Exception) -> Response:
    code = error.status_code if isinstance(error, HTTPException) else 500
    detail = str(error.detail) if isinstance(error, HTTPException) else ""
    if _is_api(request):
        return JSONResponse({"detail": detail}, code)
    visit = await _visit_of(request)
    key = f"error.{code}-form" if detail == "form" else f"error.{code}"
    return show(visit, "error.html", code, code=code, message=visit.words(key))


async def _invalid(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    return JSONResponse({"detail": [{"where": list(one["loc"]), "message": one["msg"]} for one in found]}, 422)


async def _failed(request: Request, error: Exception) -> Response:
    """What was asked wrongly is 422, what does not work is 503."""
    hint = error.hint if isinstance(error, DemarcheError) else ""
    code = 422 if isinstance(error, UsageError) else 503
    if _is_api(request):
        return JSONResponse({"detail": str(error), "hint": hint}, code)
    return show(await _visit_of(request), "error.html", code, code=code, message=f"{error}; {hint}" if hint else str(error))


async def _visit_of(request: Request) -> Visit:
    """The visit that the role check established, as a form can be read once only; else one made now."""
    return getattr(request.state, "visit", None) or await visit_of(request)
