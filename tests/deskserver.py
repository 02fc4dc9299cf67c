"""A desk served on a free port of loopback, for browser tests and screenshots."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

from demarche.desk.accounts import users
from demarche.desk.app import create
from demarche.desk.config import Config

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = "correct horse battery staple"
PEOPLE = {"anna": "lead", "bert": "reviewer", "carla": "reader"}


@dataclass(frozen=True, slots=True)
class Served:
    """A running desk."""

    url: str
    record: str
    app: Any
    password: str = PASSWORD


def routes_of(app: Any) -> list[Any]:
    """Every route that an application answers, those of routers it includes too."""
    found = []
    for route in app.routes:
        inner = getattr(route, "original_router", None)
        found += routes_of(inner) if inner else [route]
    return found


@contextmanager
def served(record: str, folder: str) -> Iterator[Served]:
    """Serve a record until the block ends; ``PEOPLE`` have accounts."""
    app = create(Config(record, str(Path(folder) / "accounts.db")))
    for name, role in PEOPLE.items():
        users.add(app.state.desk.accounts, name, PASSWORD, role)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Served(f"http://127.0.0.1:{port}", record, app)
    finally:
        server.should_exit = True
        thread.join(10)
