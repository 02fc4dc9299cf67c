"""One HTML part walked from start to end: what it would load, where its links go and what they show, and how it reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from demarche.mail.boxes import Box, Size, image_size, inherit
from demarche.mail.css import Declarations, Element, Sheet, declarations, read_sheet
from demarche.mail.loads import STYLE_USES, clicks, loads
from demarche.mail.markup import EndTag, Run, Tag, Token, tokens, unescape
from demarche.mail.settings import Limits

VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "image",
        "frame",
        "bgsound",
        "basefont",
        "keygen",
    }
)
BREAKS = frozenset(
    {
        "p",
        "div",
        "br",
        "tr",
        "td",
        "th",
        "table",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "blockquote",
        "pre",
        "section",
        "article",
        "header",
        "footer",
        "center",
        "body",
        "dt",
        "dd",
        "form",
    }
)
CLOSED_BY_OWN_KIND = frozenset({"p", "li", "td", "th", "tr", "option", "dt", "dd"})
IMAGES = frozenset({"img", "image", "input", "amp-img", "amp-pixel", "v:fill", "v:imagedata"})
SPACES = re.compile(r"\s+")
MOST_EXACT = 400
MOST_BLOCKS = 400
MOST_BLOCK_TEXT = 600
NO_BOX = Box()
NO_SIZE = Size(None, None, "")


@dataclass(frozen=True, slots=True)
class Resource:
    """Something fetched when the part is shown. ``exact`` is the tag or rule as written, from ``start``."""

    mechanism: str
    url: str
    start: int
    exact: str
    element: str
    box: Box = NO_BOX
    size: Size = NO_SIZE
    condition: str = ""
    embedded_twin: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Something that goes out when clicked or sent; ``text`` is what the reader sees of it."""

    use: str
    url: str
    text: str
    start: int
    exact: str
    box: Box


@dataclass(slots=True)
class Piece:
    """A piece of the part as it reads; ``start`` finds its findings again."""

    kind: str
    text: str
    start: int
    width: int = 0
    height: int = 0


@dataclass(slots=True)
class Page:
    resources: list[Resource] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    base: str = ""
    unclosed: Resource | None = None
    cut: bool = False
    tags: int = 0


@dataclass(slots=True)
class _Level:
    """An open element."""

    name: str
    box: Box
    element: Element


def read(text: str, limits: Limits, most_tags: int) -> Page:
    """Walk the markup of one part. Never fails; ``cut`` says that a limit was reached."""
    walker = _Walker(text, limits, most_tags)
    walker.walk()
    return walker.page


class _Walker:
    def __init__(self, text: str, limits: Limits, most_tags: int) -> None:
        self.text = text
        self.page = Page()
        self.levels: list[_Level] = []
        self.names: dict[str, int] = {}
        self.in_svg = 0
        self.words: list[str] = []
        self.words_start = 0
        self.anchor: tuple[Tag, str, Box] | None = None
        self.anchor_words: list[str] = []
        self.seen_text = 0
        self.stream = self._take(most_tags)
        self.sheet = self._sheets(limits)

    def _take(self, most: int) -> list[Token]:
        found: list[Token] = []
        for token in tokens(self.text):
            self.page.tags += isinstance(token, Tag)
            if self.page.tags > most or len(found) > 4 * most:
                self.page.cut = True
                break
            found.append(token)
        return found

    def _sheets(self, limits: Limits) -> Sheet:
        sheet = Sheet()
        media = ""
        for token in self.stream:
            if isinstance(token, Tag) and token.name == "style":
                media = token.attributes.get("media", "").lower()
            elif isinstance(token, Run) and token.of == "style":
                condition = "" if media in ("", "all", "screen") else media
                read_sheet(sheet, self.text[token.start : token.end], token.start, limits.css_rules, condition)
        self.page.cut = self.page.cut or sheet.full
        for ref in sheet.references:
            mechanism = STYLE_USES.get(ref.use, "css-url")
            exact = self.text[max(0, ref.start) : ref.start + MOST_EXACT].partition("}")[0]
            self.page.resources.append(Resource(mechanism, ref.url, ref.start, exact, "style", condition=ref.condition))
        return sheet

    def walk(self) -> None:
        for token in self.stream:
            if isinstance(token, Tag):
                self._open(token)
            elif isinstance(token, EndTag):
                self._close(token.name)
            elif not token.of:
                self._run(token)
        self._end_anchor()
        self._flush()
        self.page.cut = self.page.cut or self.sheet.full

    def _box(self) -> Box:
        return self.levels[-1].box if self.levels else Box()

    def _open(self, tag: Tag) -> None:
        if tag.name in BREAKS:
            self._flush()
        if tag.name in CLOSED_BY_OWN_KIND and self.levels and self.levels[-1].name == tag.name:
            self._pop()
        inline = declarations(tag.attributes["style"]) if "style" in tag.attributes else {}
        sheet, conditional, element = self._styles(tag)
        box = inherit(self._box(), {**sheet, **inline}, tag.attributes, conditional)
        self._collect(tag, inline, sheet, box)
        self._push(tag, box, element)

    def _styles(self, tag: Tag) -> tuple[Declarations, Declarations, Element]:
        attributes = tag.attributes
        element = Element(tag.name, attributes.get("id", ""), frozenset(attributes.get("class", "").split()[:20]), attributes)
        firm: Declarations = {}
        conditional: Declarations = {}
        if self.sheet.rules:
            for rule in self.sheet.matching(element, [level.element for level in self.levels[-64:]]):
                (conditional if rule.conditional else firm).update(rule.declarations)
        return firm, conditional, element

    def _collect(self, tag: Tag, inline: Declarations, sheet: Declarations, box: Box) -> None:
        exact = self.text[tag.start : min(tag.end, tag.start + MOST_EXACT)]
        size = image_size(tag.attributes, inline, sheet) if tag.name in IMAGES or "height" in tag.attributes else NO_SIZE
        parent = self.levels[-1].name if self.levels else ""
        found = [
            Resource(load.mechanism, load.url, tag.start, exact, tag.name, box, size, load.condition or ("outlook" if tag.outlook else ""))
            for load in loads(tag, inline, parent)
        ]
        self.page.resources.extend(found)
        if tag.open_value and found:
            self.page.unclosed = found[0]
        for use, url in clicks(tag):
            self._click(tag, use, url, exact, box)
        if tag.name == "base" and not self.page.base:
            self.page.base = tag.attributes.get("href", "")
        if tag.name in ("img", "image"):
            self._image(tag, size)

    def _click(self, tag: Tag, use: str, url: str, exact: str, box: Box) -> None:
        if use == "link" and tag.name == "a":
            self._end_anchor()
            self.anchor = (tag, url, box)
            self.anchor_words = []
        else:
            self.page.links.append(Link(use, url, tag.attributes.get("alt", ""), tag.start, exact, box))

    def _image(self, tag: Tag, size: Size) -> None:
        self._flush()
        alt = SPACES.sub(" ", tag.attributes.get("alt", ""))[:MOST_BLOCK_TEXT]
        if self.anchor and alt:
            self.anchor_words.append(alt)
        self._piece(Piece("image", alt, tag.start, int(size.width or 0), int(size.height or 0)))

    def _push(self, tag: Tag, box: Box, element: Element) -> None:
        alone = tag.closed and (self.in_svg > 0 or ":" in tag.name or tag.name in ("path", "rect", "use", "circle"))
        if (tag.name in VOID and not (self.in_svg and not tag.closed)) or alone:
            return
        self.levels.append(_Level(tag.name, box, element))
        self.names[tag.name] = self.names.get(tag.name, 0) + 1
        self.in_svg += tag.name == "svg"

    def _pop(self) -> str:
        level = self.levels.pop()
        self.names[level.name] -= 1
        self.in_svg -= level.name == "svg"
        return level.name

    def _close(self, name: str) -> None:
        if name in BREAKS:
            self._flush()
        if name == "a":
            self._end_anchor()
        if self.names.get(name):
            while self._pop() != name:
                pass

    def _end_anchor(self) -> None:
        if self.anchor is None:
            return
        tag, url, box = self.anchor
        text = SPACES.sub(" ", "".join(self.anchor_words)).strip()[:MOST_BLOCK_TEXT]
        exact = self.text[tag.start : min(tag.end, tag.start + MOST_EXACT)]
        self.page.links.append(Link("link", url, text, tag.start, exact, box))
        self.anchor, self.anchor_words = None, []
        self._flush()
        if text:
            self._piece(Piece("link", text, tag.start))

    def _run(self, run: Run) -> None:
        box = self._box()
        if self.seen_text > 200_000 or box.hidden or box.unseen:
            return
        words = unescape(self.text[run.start : min(run.end, run.start + 20_000)])
        self.seen_text += len(words)
        if self.anchor is not None:
            self.anchor_words.append(words)
            return
        if not self.words:
            self.words_start = run.start
        self.words.append(words)

    def _flush(self) -> None:
        if not self.words:
            return
        text = SPACES.sub(" ", "".join(self.words)).strip()
        self.words = []
        if text:
            self._piece(Piece("text", text[:MOST_BLOCK_TEXT], self.words_start))

    def _piece(self, piece: Piece) -> None:
        if len(self.page.pieces) < MOST_BLOCKS:
            self.page.pieces.append(piece)


def twins(page: Page) -> Iterator[Resource]:
    """Resources with ``embedded_twin`` set where an image's alternative (srcset, picture) is remote although the image itself is in the
    mail."""
    shown = {r.start: r.url.strip().lower() for r in page.resources if r.mechanism == "image"}
    embedded = any(url.startswith(("cid:", "data:")) for url in shown.values())
    for r in page.resources:
        own = shown.get(r.start, "")
        alone = r.mechanism == "image-srcset" and (not own or own.startswith(("cid:", "data:")))
        yield Resource(
            r.mechanism,
            r.url,
            r.start,
            r.exact,
            r.element,
            r.box,
            r.size,
            r.condition,
            alone or (r.mechanism == "picture-source" and embedded),
        )
