"""A desk over a small record, and visitors with and without an account."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import deskrecord
import pytest

pytest.importorskip("fastapi")

from fastapi.testclient import TestClient

from demarche.desk.accounts import users
from demarche.desk.app import create
from demarche.desk.config import Config

PASSWORD = "correct horse battery staple"


@dataclass
class Visitor:
    """A browser without scripts: follows nothing by itself, and fills in forms with the page's own token."""

    client: TestClient

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(path, headers=headers)

    def token(self, page: str = "/sign-in") -> str:
        found = re.search(r'name="token" value="([0-9a-f]+)"', self.get(page).text)
        assert found, page
        return found[1]

    def post(self, path: str, page: str = "/upload", **fields: str) -> Any:
        return self.client.post(path, data={"token": self.token(page), **fields})

    def sign_in(self, name: str, password: str = PASSWORD) -> Any:
        return self.post("/sign-in", "/sign-in", name=name, password=password, back="/review")


Make = Callable[..., Visitor]


@pytest.fixture(scope="session")
def hashes() -> dict[str, str]:
    """One hash for all accounts of all tests: hashing is slow on purpose."""
    return {"hash": users.hashed(PASSWORD)}


@pytest.fixture
def desk(tmp_path: Path, hashes: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Makes visitors of one desk; its settings can be given with the first."""
    made: list[Any] = []

    def visitor(name: str = "", record: str = "", **settings: Any) -> Visitor:
        if not made:
            where = record or deskrecord.keep(str(tmp_path / "r.db"), (deskrecord.PLAIN, deskrecord.plain(), {}))
            app = create(Config(where, str(tmp_path / "accounts.db"), **settings))
            monkeypatch.setattr(users, "hashed", lambda _: hashes["hash"])
            for one, role in (("anna", "lead"), ("bert", "reviewer"), ("dora", "reviewer"), ("carla", "reader")):
                users.add(app.state.desk.accounts, one, PASSWORD, role)
            made.append(app)
        client = TestClient(made[0], base_url="https://127.0.0.1" if settings.get("secure") else "http://127.0.0.1", follow_redirects=False)
        found = Visitor(client)
        if name:
            assert found.sign_in(name).status_code == 303
        return found

    yield visitor
    for app in made:
        app.state.desk.opened.close()
        app.state.desk.accounts.close()
