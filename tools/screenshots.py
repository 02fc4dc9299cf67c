"""Pictures of the desk for the docs and the README, from the examples: builds a record, serves it, and takes them with Chromium.

    python tools/screenshots.py [--record RECORD] [--out docs/screens]

Needs the desk's libraries, Playwright and Chromium (``apt-get install chromium``).
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from deskserver import CHROMIUM, FLAGS, PASSWORD, Served, served  # noqa: E402

WIDE, NARROW = {"width": 1360, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def page(playwright: object, size: dict[str, int], scheme: str = "light") -> Iterator[Page]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)  # type: ignore[attr-defined]
    context = browser.new_context(viewport=size, color_scheme=scheme, locale="en-GB", reduced_motion="reduce")
    try:
        yield context.new_page()
    finally:
        browser.close()


def main(record: str | None, out: Path) -> None:
    import demarche

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        where = str(Path(folder) / "record.db")
        if record:
            shutil.copy(record, where)
        else:
            demarche.build([str(ROOT / "examples" / "documents")], where)
        with served(where, folder) as desk:
            take(playwright, desk, out)


def take(playwright: object, desk: Served, out: Path) -> None:
    heads = demarche_overview(desk.record)
    incident = max(heads.incidents.values(), key=lambda head: (bool(head.incident.deniers), head.incident.voices, head.id))
    document = max(incident.incident.documents, key=lambda id: len(heads.by_document.get(id, ())))
    shots = {"overview": "/", "incident": f"/incidents/{incident.id}", "document": f"/documents/{document}"}
    for mail in evidence(desk.record, list(heads.incidents))[:1]:
        shots["mail"] = f"/mails/{mail}"
    with page(playwright, WIDE) as wide:
        for name, path in shots.items():
            wide.goto(desk.url + path)
            wide.screenshot(path=out / f"{name}.png")
        sign_in(wide, desk)
        wide.goto(desk.url + "/review")
        wide.screenshot(path=out / "review.png")
    with page(playwright, WIDE, "dark") as dark:
        dark.goto(desk.url + "/preferences?lang=nl")
        dark.screenshot(path=out / "overview-dark-nl.png")
    with page(playwright, NARROW) as narrow:
        for name in ("overview", "incident"):
            narrow.goto(desk.url + shots[name])
            narrow.screenshot(path=out / f"{name}-390.png")


def demarche_overview(record: str):  # type: ignore[no-untyped-def]
    import demarche

    return demarche.overview(record)


def evidence(record: str, incidents: list[str]) -> list[str]:
    """Mails of the record that are evidence of some incident."""
    import demarche

    return [one.mail.id for incident in incidents for one in demarche.evidence(incident, record)]


def sign_in(page: Page, desk: Served) -> None:
    page.goto(desk.url + "/sign-in")
    page.fill("main input[name=name]", "anna")
    page.fill("main input[name=password]", PASSWORD)
    page.press("main input[name=password]", "Enter")
    page.wait_for_url(desk.url + "/")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screens")
    given = parser.parse_args()
    main(given.record, given.out)
