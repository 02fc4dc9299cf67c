"""HTML to blocks: the text of each block element with the reason, if any, why the page's structure calls it foreign."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from demarche.clean.blocks import SPECIAL_HTML, Block, Builder, Zones
from demarche.clean.html_tokens import Token, attributes, tokens
from demarche.clean.lines import ends_sentence
from demarche.clean.words import load

WORD = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+|[^\W\d_a-zA-Z]+")
SCOPES = frozenset({"article", "main"})
SHORT_LINE = 60
MAX_SCOPES = 8
SILENT: Zones = ((0, "silent"),)
MAX_DEPTH = 256
"""Nesting beyond which a page is reported: HTML parsers drop such text silently, here it is read."""


class Vocabulary(NamedTuple):
    block: frozenset[str]
    void: frozenset[str]
    silent: frozenset[str]
    by_tag: dict[str, str]
    by_role: dict[str, str]
    by_class: dict[str, str]


@cache
def vocabulary() -> Vocabulary:
    data = load("html")
    by_class = {word: zone for zone, words in data["zones_by_class"].items() for word in words}
    block, void, silent = (frozenset(data[name]) for name in ("block", "void", "silent"))
    return Vocabulary(block, void, silent, data["zones_by_tag"], data["zones_by_role"], by_class)


class TimeMark(NamedTuple):
    """A machine-readable time: its value, where it stands, and whether the page calls it the time of publication."""

    value: str
    raw: int
    published: bool


@dataclass(slots=True)
class Page:
    """What one pass over a page gathers."""

    blocks: list[Block] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)
    json_ld: list[str] = field(default_factory=list)
    times: list[TimeMark] = field(default_factory=list)
    title: Block | None = None
    canonical: str | None = None
    lang: str | None = None
    depth: int = 0


@cache
def zone_of_classes(names: str) -> str:
    """The first zone that a word within class and id names stands for, or an empty string."""
    by_class = vocabulary().by_class
    for word in WORD.findall(names):
        zone = by_class.get(word.lower())
        if zone:
            return zone
    return ""


class Layout:
    """One pass over the tokens: a stack of open elements, a builder for the block at hand."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.words = vocabulary()
        self.page = Page()
        self.builder = Builder(source, SPECIAL_HTML)
        self.stack: list[tuple[str, Zones]] = []
        self.zone_count = 0
        self.open: dict[str, int] = {}
        self.scopes: list[int] = []
        self.scope_count = 0
        self.tag = ""
        self.link = 0
        self.broken = 0

    def run(self) -> Page:
        for token in tokens(self.source):
            getattr(self, "on_" + token.kind)(token)
        self.flush()
        return self.page

    @property
    def zones(self) -> Zones:
        return self.stack[-1][1] if self.stack else ()

    def flush(self) -> None:
        block = self.builder.block(tag=self.tag, zones=self.zones, link=self.link, scopes=tuple(self.scopes[-MAX_SCOPES:]))
        if block is not None:
            self.page.blocks.append(block)
        self.link = 0
        self.broken = 0

    def on_text(self, token: Token) -> None:
        if self.zones == SILENT:
            return
        before = self.builder.length
        self.builder.add(token.start, token.end)
        if self.open.get("a"):
            self.link += self.builder.length - before

    def on_raw(self, token: Token) -> None:
        text = self.source[token.start : token.end]
        if token.name == "title" and self.page.title is None and not self.open.get("svg"):
            builder = Builder(self.source, SPECIAL_HTML)
            builder.add(token.start, token.end)
            self.page.title = builder.block(tag="title")
        elif token.name == "script" and "datePublished" in text:
            self.page.json_ld.append(text)

    def on_open(self, token: Token) -> None:
        name = token.name
        if name in self.words.block:
            self.flush()
            self.tag = name
        if name == "br":
            self._line_break(token)
        elif name == "meta":
            self._meta(attributes(token.attributes))
        elif name == "link" and "canonical" in token.attributes:
            self.page.canonical = self.page.canonical or attributes(token.attributes).get("href")
        if name not in self.words.void and not token.attributes.endswith("/"):
            self._push(name, token)

    def _line_break(self, token: Token) -> None:
        """A break ends a paragraph after a sentence, after a short line, and where two stand together; elsewhere it only wraps a line."""
        length = self.builder.length
        if length and (length == self.broken or length - self.broken <= SHORT_LINE or ends_sentence(self.builder.parts[-1])):
            self.flush()
        self.builder.space(token.end)
        self.broken = self.builder.length

    def _push(self, name: str, token: Token) -> None:
        values = attributes(token.attributes) if token.attributes else {}
        if name == "html":
            self.page.lang = values.get("lang") or values.get("xml:lang")
        self._time(name, token, values)
        if name in SCOPES:
            self.scope_count += 1
            self.scopes.append(self.scope_count)
        elif name == "a" and len(values.get("href", "")) > 1 and values["href"].startswith("#"):
            name = "span"
        self.stack.append((name, self._zones_of(name, values)))
        self.open[name] = self.open.get(name, 0) + 1
        self.page.depth = max(self.page.depth, len(self.stack))

    def _time(self, name: str, token: Token, values: dict[str, str]) -> None:
        named = "published" in values.get("itemprop", "").lower() or "pubdate" in values
        value = values.get("datetime") or (values.get("content") if named else None)
        if value and (name == "time" or named):
            self.page.times.append(TimeMark(value, token.start, named))

    def _zones_of(self, name: str, values: dict[str, str]) -> Zones:
        if self.zones == SILENT or name in self.words.silent:
            return SILENT
        zone = self._own_zone(name, values)
        if not zone or len(self.zones) >= MAX_SCOPES:
            return self.zones
        self.zone_count += 1
        return (*self.zones, (self.zone_count, zone))

    def _own_zone(self, name: str, values: dict[str, str]) -> str:
        if name in ("html", "body", "main", "article", "h1"):
            return ""
        zone = self.words.by_tag.get(name) or self.words.by_role.get(values.get("role", ""))
        return zone or zone_of_classes(values.get("class", "")[:300] + " " + values.get("id", "")[:100])

    def _meta(self, values: dict[str, str]) -> None:
        name = values.get("property") or values.get("name") or values.get("itemprop") or values.get("http-equiv")
        if name and values.get("content"):
            self.page.metas.append((name.lower(), values["content"]))

    def on_close(self, token: Token) -> None:
        name = token.name
        if name in self.words.block:
            self.flush()
        if not self.open.get(name):
            return
        while self.stack:
            closed, _ = self.stack.pop()
            self.open[closed] -= 1
            if closed in SCOPES:
                self.scopes.pop()
            if closed == name:
                break
        self.tag = next((tag for tag, _ in reversed(self.stack[-4:]) if tag in self.words.block), "")


def page_of(source: str) -> Page:
    """Read a page in one pass, in time linear in its length."""
    return Layout(source).run()
