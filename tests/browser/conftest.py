"""A desk in a real browser: Debian's Chromium, driven by Playwright. Watches for errors and for requests that leave the host."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import deskrecord
import pytest

import demarche


@dataclass
class Watched:
    """A page, and what went wrong on it."""

    page: Any
    desk: Any
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    def go(self, path: str) -> Any:
        return self.page.goto(self.desk.url + path)

    def sign_in(self, name: str, password: str = "") -> None:
        self.go("/sign-in")
        self.page.fill("main input[name=name]", name)
        self.page.fill("main input[name=password]", password or self.desk.password)
        self.page.press("main input[name=password]", "Enter")


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    pytest.importorskip("fastapi", reason="the desk's libraries are not installed: pip install '.[desk]'")
    from deskserver import served

    folder = tmp_path_factory.mktemp("desk")
    other = {"title": "Emoji", "published": "2015"}
    record = deskrecord.keep(
        str(folder / "r.db"),
        (deskrecord.PLAIN, deskrecord.plain(), {}),
        (deskrecord.EMOJI, deskrecord.emoji(), other),
    )
    demarche.build([str(deskrecord.MAIL)], record)
    with served(record, str(folder)) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install --group dev")
    from deskserver import CHROMIUM, FLAGS

    if CHROMIUM is None:
        pytest.skip("there is no Chromium: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def visit(browser: Any, desk: Any) -> Iterator[Callable[..., Watched]]:
    """Opens pages; when the test ends, none may have logged an error or asked another host."""
    opened: list[tuple[Any, Watched]] = []

    def make(**settings: Any) -> Watched:
        context = browser.new_context(**({"locale": "en-GB", "reduced_motion": "reduce"} | settings))
        context.set_default_timeout(10_000)
        found = Watched(context.new_page(), desk)
        found.page.on("console", lambda message: found.errors.append(message.text) if message.type in ("error", "warning") else None)
        found.page.on("pageerror", lambda error: found.errors.append(str(error)))
        found.page.on("request", lambda asked: None if asked.url.startswith(desk.url) else found.outside.append(asked.url))
        opened.append((context, found))
        return found

    yield make
    for context, found in opened:
        context.close()
        unexpected = [error for error in found.errors if not any(code in error for code in found.expected)]
        assert not unexpected, unexpected
        assert not found.outside, found.outside
