"""A recipient's mail address inside a URL: written out or encoded. Works on the recipients the mail itself names (and those the user
adds)."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote

CHUNK = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
HEX_CHUNK = re.compile(r"(?:[0-9a-fA-F]{2}){6,}")
MOST_RECIPIENTS = 25
"""A mail to more readers than this is not written for one of them; the first ones are looked for."""
SHORTEST = 6


@dataclass(frozen=True, slots=True)
class Needle:
    """A form an address takes: ``text`` to look for; ``how`` is plain, percent, base64, hex, md5, sha1 or sha256. Case counts in base64
    only."""

    text: str
    how: str
    email: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """An address found in a URL; ``match`` is the piece of the URL that carries it."""

    how: str
    email: str
    match: str


class Recipients:
    """The addresses of one mail's recipients, in all the forms looked for."""

    def __init__(self, emails: Iterable[str]) -> None:
        unique = dict.fromkeys(email.lower() for email in emails if "@" in email and len(email) >= SHORTEST)
        self.emails = tuple(unique)[:MOST_RECIPIENTS]
        needles = [needle for email in self.emails for needle in forms(email)]
        self.exact = [needle for needle in needles if needle.how == "base64"]
        self.folded = [needle for needle in needles if needle.how != "base64"]

    def find(self, url: str) -> Sighting | None:
        """The first recipient that ``url`` carries, plainest form first."""
        if not self.emails:
            return None
        return self._direct(url) or self._unquoted(url) or self._decoded(url)

    def _direct(self, url: str) -> Sighting | None:
        folded = url.lower()
        for needle in self.folded:
            at = folded.find(needle.text)
            if at >= 0:
                return Sighting(needle.how, needle.email, url[at : at + len(needle.text)])
        return next((Sighting("base64", n.email, _whole(url, n.text)) for n in self.exact if n.text in url), None)

    def _unquoted(self, url: str) -> Sighting | None:
        """Percent encoding of any depth up to three, with any letters encoded."""
        pieces = [piece for piece in re.split(r"[?&=/#;]", url) if "%" in piece]
        for piece in pieces:
            text = piece
            for _ in range(3):
                text = unquote(text)
                if found := self._direct(text):
                    return Sighting(found.how if found.how not in ("plain", "percent") else "percent", found.email, piece)
        return None

    def _decoded(self, url: str) -> Sighting | None:
        """Base64 or hexadecimal blobs that hold an address among other things."""
        plain = unquote(url)
        for pattern, how, decode in ((CHUNK, "base64", _from_base64), (HEX_CHUNK, "hex", _from_hex)):
            for match in pattern.finditer(plain):
                text = decode(match[0]).lower()
                if email := next((email for email in self.emails if email in text), ""):
                    return Sighting(how, email, match[0])
        return None


def _whole(url: str, text: str) -> str:
    """The run of base64 characters around ``text``, so that masking leaves nothing of it."""
    start = url.index(text)
    end = start + len(text)
    while start and (url[start - 1].isalnum() or url[start - 1] in "+-_"):
        start -= 1
    while end < len(url) and (url[end].isalnum() or url[end] in "+-_="):
        end += 1
    return url[start:end]


def forms(email: str) -> list[Needle]:
    """Every form of one address (lower-cased) that is looked for directly."""
    local, _, domain = email.rpartition("@")
    raw = email.encode("utf-8")
    plain = [email, f"{local}={domain}", f"{local}=40{domain}", f"{local}(at){domain}"]
    percent = [f"{quote(local, safe='')}%40{domain}".lower(), f"{local}%40{domain}", f"{local}%2540{domain}", f"{local}%2b40{domain}"]
    codes = [(text, "plain") for text in plain] + [(text, "percent") for text in dict.fromkeys(percent)]
    codes.append((raw.hex(), "hex"))
    codes += [(hashlib.new(name, raw, usedforsecurity=False).hexdigest(), name) for name in ("md5", "sha1", "sha256")]
    needles = [Needle(text, how, email) for text, how in codes]
    needles += [Needle(text, "base64", email) for text in _base64_forms(raw)]
    return needles


def _base64_forms(raw: bytes) -> list[str]:
    """The address inside base64 at each of the three alignments, in both alphabets, and its digests in base64."""
    found = []
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + raw).decode("ascii")
        start = (0, 2, 3)[shift]
        rest = (shift + len(raw)) % 3
        end = len(coded) if rest == 0 else len(coded) - 4 + (0, 1, 2)[rest]
        found.append(coded[start:end])
    digests = [hashlib.new(name, raw, usedforsecurity=False).digest() for name in ("md5", "sha1", "sha256")]
    found += [base64.b64encode(digest).decode("ascii").rstrip("=") for digest in digests]
    return list(dict.fromkeys([*found, *(text.replace("+", "-").replace("/", "_") for text in found)]))


def _from_base64(chunk: str) -> str:
    text = chunk.rstrip("=").replace("-", "+").replace("_", "/")
    text = text[: len(text) - 1] if len(text) % 4 == 1 else text
    return base64.b64decode(text + "=" * (-len(text) % 4)).decode("utf-8", "replace")


def _from_hex(chunk: str) -> str:
    return bytes.fromhex(chunk).decode("utf-8", "replace")
