"""Which attributes of which elements make a mail program fetch something, or send something when clicked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from demarche.mail.css import Declarations, references
from demarche.mail.markup import Tag

SRC = "src"
LOADED: dict[str, tuple[tuple[str, str], ...]] = {
    "img": ((SRC, "image"), ("srcset", "image-srcset"), ("dynsrc", "image"), ("lowsrc", "image"), ("data-src", "")),
    "image": ((SRC, "image"), ("href", "svg-image"), ("xlink:href", "svg-image")),
    "video": (("poster", "video-poster"), (SRC, "video-source")),
    "audio": ((SRC, "audio-source"),),
    "bgsound": ((SRC, "audio-source"),),
    "track": ((SRC, "video-source"),),
    "object": (("data", "object-data"), ("codebase", "object-data"), ("classid", "object-data")),
    "embed": ((SRC, "object-data"),),
    "applet": (("code", "object-data"), ("codebase", "object-data"), ("archive", "object-data")),
    "iframe": ((SRC, "frame-src"),),
    "frame": ((SRC, "frame-src"),),
    "script": ((SRC, "script-src"),),
    "use": (("href", "svg-image"), ("xlink:href", "svg-image")),
    "feimage": (("href", "svg-image"), ("xlink:href", "svg-image")),
    "amp-img": ((SRC, "amp-load"), ("srcset", "amp-load")),
    "amp-anim": ((SRC, "amp-load"),),
    "amp-pixel": ((SRC, "amp-load"),),
    "amp-list": ((SRC, "amp-load"),),
    "amp-iframe": ((SRC, "amp-load"),),
    "amp-video": ((SRC, "amp-load"), ("poster", "amp-load")),
    "amp-state": ((SRC, "amp-load"),),
    "html": (("manifest", "link-other"),),
}
"""Element -> (attribute, mechanism). An empty mechanism is an attribute no mail program loads; it stands here so that nobody adds it."""

LINK_RELS = {
    "stylesheet": "link-stylesheet",
    "preload": "link-preload",
    "prefetch": "link-preload",
    "dns-prefetch": "link-preload",
    "preconnect": "link-preload",
    "modulepreload": "link-preload",
    "prerender": "link-preload",
}
STYLE_USES = {
    "list-style": "css-list-style",
    "list-style-image": "css-list-style",
    "content": "css-content",
    "@import": "css-import",
    "@font-face": "css-font-face",
    "background": "css-background",
    "background-image": "css-background",
}
REFRESH = re.compile(r"^[\s\d.]{0,30}[;,]?\s{0,30}(?:url\s{0,9}=)?\s{0,9}[\"']?([^\"'\s]+)", re.IGNORECASE)
MOST_CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class Load:
    """One address a tag names; ``condition`` is the media query or program it depends on."""

    mechanism: str
    url: str
    condition: str = ""


def loads(tag: Tag, style: Declarations, parent: str) -> Iterator[Load]:
    """Everything that is fetched for a start tag when the mail is shown, with the mechanism it uses."""
    attributes = tag.attributes
    yield from _special(tag, parent)
    for name, mechanism in LOADED.get(tag.name, ()):
        if mechanism and name in attributes:
            for url in candidates(attributes[name]) if name == "srcset" else [attributes[name]]:
                yield Load(mechanism, url)
    if "background" in attributes:
        yield Load("background-attribute", attributes["background"])
    for reference in references(style, tag.start):
        yield Load(STYLE_USES.get(reference.use, "css-url"), reference.url)


def _special(tag: Tag, parent: str) -> Iterator[Load]:
    attributes = tag.attributes
    if tag.name.startswith("v:") or (tag.name.startswith("o:") and tag.outlook):
        yield from (Load("vml-image", attributes[name], "outlook") for name in (SRC, "o:href") if name in attributes)
    elif tag.name == "input" and attributes.get("type", "").lower() == "image":
        yield Load("input-image", attributes.get(SRC, ""))
    elif tag.name == "source":
        yield from _source(attributes, parent)
    elif tag.name == "param" and attributes.get("name", "").lower() in ("movie", "src", "url", "filename", "data"):
        yield Load("object-data", attributes.get("value", ""))
    elif tag.name == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        if match := REFRESH.match(attributes.get("content", "")):
            yield Load("meta-refresh", match[1])
    elif tag.name == "link":
        yield from _link(attributes)


def _source(attributes: dict[str, str], parent: str) -> Iterator[Load]:
    mechanism = {"audio": "audio-source", "picture": "picture-source"}.get(parent, "video-source")
    if SRC in attributes:
        yield Load(mechanism, attributes[SRC])
    for url in candidates(attributes.get("srcset", "")):
        yield Load("picture-source", url, attributes.get("media", ""))


def _link(attributes: dict[str, str]) -> Iterator[Load]:
    rels = attributes.get("rel", "").lower().split()
    if set(rels) & {"canonical", "alternate", "author", "license", "help"} and "stylesheet" not in rels:
        return
    mechanism = next((LINK_RELS[rel] for rel in rels if rel in LINK_RELS), "link-other")
    yield Load(mechanism, attributes.get("href", ""), attributes.get("media", ""))
    for url in candidates(attributes.get("imagesrcset", "")):
        yield Load(mechanism, url)


def candidates(srcset: str) -> list[str]:
    """The addresses of a ``srcset`` value."""
    found = []
    for piece in re.split(r",\s+|\s,", srcset[:20_000])[:MOST_CANDIDATES]:
        words = piece.split()
        if words:
            found.append(words[0].rstrip(","))
    return found


def clicks(tag: Tag) -> Iterator[tuple[str, str]]:
    """Addresses a tag goes to when clicked or sent: (use, address); use is ``link``, ``ping`` or ``form``."""
    attributes = tag.attributes
    if tag.name in ("a", "area") or (tag.name.startswith("v:") and "href" in attributes):
        if href := attributes.get("href") or attributes.get("xlink:href"):
            yield "link", href
        yield from (("ping", url) for url in attributes.get("ping", "").split()[:5])
    elif tag.name == "form" and attributes.get("action"):
        yield "form", attributes["action"]
    elif tag.name in ("button", "input") and attributes.get("formaction"):
        yield "form", attributes["formaction"]
