"""Looks through the parts of one mail: collects what each would load and where its links go, and the drafts of findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from demarche.mail import page as pages
from demarche.mail.body import Text
from demarche.mail.boxes import Box
from demarche.mail.data import words
from demarche.mail.judge import Draft, Judge
from demarche.mail.mime import Mail, Part
from demarche.mail.page import Link, Page, Piece, Resource
from demarche.mail.report import Reason
from demarche.mail.settings import Limits
from demarche.mail.urls import IN_TEXT, Target, parse

MARKUP = frozenset({"text/html", "application/xhtml+xml", "text/x-amp-html", "image/svg+xml", "text/xml", "application/xml"})
CALENDAR = frozenset({"text/calendar", "text/vcard", "text/x-vcard", "text/directory", "application/ics"})
CALENDAR_LOAD = re.compile(
    r"^(?:[\w-]{1,30}\.)?(ATTACH|IMAGE|PHOTO|LOGO|SOUND)\b[^:\n]{0,300}:((?:https?|ftp)://[^\s\"]{1,2000})", re.IGNORECASE | re.MULTILINE
)
ARMOUR = "-----BEGIN PGP MESSAGE-----"
TRAILING = ".,;:!?)]}>'\"»”’"
MOST_TEXT = 2_000_000


@dataclass(slots=True)
class Found:
    """One address of the mail: ``use`` as in ``report.Url``."""

    target: Target
    use: str
    part: Part
    text: Text
    start: int


@dataclass(slots=True)
class Placed:
    """A draft and the text it was found in."""

    draft: Draft
    part: Part
    text: Text | None


@dataclass(slots=True)
class Scan:
    """What the parts of a mail gave. ``notes`` are (code, part number, type) of what could not be examined whole."""

    placed: list[Placed] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    pages: list[tuple[Part, Text, Page]] = field(default_factory=list)
    plain: list[tuple[Part, Text]] = field(default_factory=list)


class Scanner:
    """Scans one mail within its limits."""

    def __init__(self, mail: Mail, judge: Judge, limits: Limits) -> None:
        self.mail = mail
        self.judge = judge
        self.limits = limits
        self.scan = Scan()
        self.tags_left = limits.tags
        self.bytes_left = limits.markup_bytes
        self.links_left = limits.links
        self.leaves = list(mail.leaves())

    def run(self) -> Scan:
        for at, part in enumerate(self.leaves):
            if part.type in words("patterns", "opaque_types"):
                self.scan.notes.append(("opaque-part", part.number, part.type))
            elif part.type == "message/external-body":
                self._external(part)
            elif part.type in MARKUP:
                self._markup(part, at)
            elif part.type in CALENDAR:
                self._calendar(part)
            elif part.type.startswith("text/"):
                self._plain(part)
        return self.scan

    def _text(self, part: Part) -> Text:
        text = Text(part, max(0, self.bytes_left))
        self.bytes_left -= len(text.text)
        marks = (
            ("broken-encoding", not text.whole),
            ("unknown-charset", not text.known_charset),
            ("nul-bytes", text.nul),
            ("markup-cut", text.cut),
        )
        self.scan.notes += [(code, part.number, part.type) for code, holds in marks if holds]
        return text

    def _trigger(self, part: Part) -> str:
        shown = part.disposition != "attachment" and part.type != "image/svg+xml"
        return "open" if shown else "attachment"

    def _markup(self, part: Part, at: int) -> None:
        text = self._text(part)
        page = pages.read(text.text, self.limits, max(0, self.tags_left))
        self.tags_left -= page.tags
        if page.cut:
            self.scan.notes.append(("markup-cut", part.number, part.type))
        self.scan.pages.append((part, text, page))
        resources, links = list(pages.twins(page)), page.links
        room = max(0, self.links_left)
        self.links_left -= len(resources) + len(links)
        if self.links_left < 0:
            self.scan.notes.append(("markup-cut", part.number, part.type))
        for resource in resources[:room]:
            self._resource(part, text, page, resource)
        for link in links[: max(0, room - len(resources))]:
            self._link(part, text, link, page.base, "click")
        if page.unclosed and (sealed := self._sealed_after(at)):
            self._unclosed(part, text, page, sealed)

    def _resource(self, part: Part, text: Text, page: Page, resource: Resource) -> None:
        trigger = self._trigger(part)
        if resource.url.lstrip()[:5].lower() == "data:" and resource.mechanism in ("frame-src", "object-data"):
            self._draft(
                part,
                text,
                Draft(
                    "link",
                    "link-active",
                    "strong",
                    trigger,
                    parse(resource.url[:200]),
                    resource.start,
                    resource.exact,
                    (Reason("active-scheme", {"scheme": "data"}),),
                ),
            )
            return
        target, draft = self.judge.resource(resource, page.base, trigger)
        if target.remote:
            self.scan.found.append(Found(target, "load" if trigger == "open" else "attachment", part, text, resource.start))
        if draft:
            self._draft(part, text, draft)

    def _link(self, part: Part, text: Text, link: Link, base: str, trigger: str) -> None:
        target, drafts = self.judge.link(link, base, trigger)
        if target.remote:
            self.scan.found.append(Found(target, "click", part, text, link.start))
        for draft in drafts:
            self._draft(part, text, draft)

    def _draft(self, part: Part, text: Text | None, draft: Draft) -> None:
        self.scan.placed.append(Placed(draft, part, text))

    def _sealed_after(self, at: int) -> str:
        """The number of the next part if it is encrypted."""
        for part in self.leaves[at + 1 : at + 2]:
            armoured = part.type == "text/plain" and ARMOUR.encode() in part.raw[part.start : part.start + 2000]
            if part.type in words("patterns", "opaque_types") or armoured or part.parent == "multipart/encrypted":
                return part.number
        return ""

    def _unclosed(self, part: Part, text: Text, page: Page, sealed: str) -> None:
        resource = page.unclosed
        target = parse(resource.url, page.base) if resource else None
        if resource and target and target.remote:
            reason = Reason("encrypted-follows", {"part": sealed})
            self._draft(
                part,
                text,
                Draft(
                    "tracking",
                    "unclosed-attribute",
                    "strong",
                    "open",
                    target,
                    resource.start,
                    resource.exact,
                    (reason,),
                    tells=("decrypted", "opened"),
                ),
            )

    def _external(self, part: Part) -> None:
        header = next((header for header in part.headers if header.name == "content-type"), None)
        url = "".join(part.params.get("url", "").split())
        if header and url:
            self._load_by_name(part, None, "external-body", url, header.start, f"{header.name}: {header.raw}"[:300])

    def _calendar(self, part: Part) -> None:
        text = self._text(part)
        unfolded = text.text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "")
        for match in CALENDAR_LOAD.finditer(unfolded[:MOST_TEXT]):
            start = max(0, text.text.find(match[0][:40]))
            self._load_by_name(part, text, "calendar-load", match[2], start, match[0][:300])
        self._links_in_text(part, text)

    def _load_by_name(self, part: Part, text: Text | None, mechanism: str, url: str, start: int, exact: str) -> None:
        target, draft = self.judge.resource(Resource(mechanism, url, start, exact, ""), "", self._trigger(part))
        if target.remote and text is not None:
            self.scan.found.append(Found(target, "load", part, text, start))
        if draft:
            self._draft(part, text, draft)

    def _plain(self, part: Part) -> None:
        text = self._text(part)
        self.scan.plain.append((part, text))
        self._links_in_text(part, text)

    def _links_in_text(self, part: Part, text: Text) -> None:
        for start, url in urls_in_text(text.text, self.limits.addresses):
            self._link(part, text, Link("link", url, "", start, url[:300], Box()), "", "click")


def urls_in_text(text: str, most: int) -> Iterator[tuple[int, str]]:
    """Addresses written out in running text, with their offsets; at most ``most`` different ones."""
    seen: set[str] = set()
    for match in IN_TEXT.finditer(text[:MOST_TEXT]):
        url = match[0].rstrip(TRAILING)
        url = f"http://{url}" if url.lower().startswith("www.") else url
        if url not in seen:
            seen.add(url)
            yield match.start(), url
        if len(seen) >= most:
            return


def pieces(scan: Scan) -> tuple[Part | None, Text | None, list[Piece]]:
    """How the mail reads: the first HTML part that is shown, else the first plain text."""
    for part, text, page in scan.pages:
        if part.disposition != "attachment" and part.type != "image/svg+xml":
            return part, text, page.pieces
    for part, text in scan.plain:
        if part.disposition != "attachment":
            paragraphs = [(m.start(), m[0].strip()) for m in re.finditer(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*", text.text[:20_000])]
            return part, text, [Piece("text", words_[:600], start) for start, words_ in paragraphs[:200] if words_]
    return None, None, []
