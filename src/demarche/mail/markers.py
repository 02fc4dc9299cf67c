"""Whether a URL holds something that tells one reader from another: an identifier by its form (length, alphabet, entropy) and its place."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from urllib.parse import unquote

from demarche.mail.data import words
from demarche.mail.urls import Target

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
HEX = re.compile(r"[0-9a-fA-F]{16,}")
SOLID = re.compile(r"[A-Za-z0-9_~+=-]{10,}")
WORDY = re.compile(r"[a-z]{2,}(?:[-_.][a-z0-9]+)*|[A-Z]?[a-z]+(?:[A-Z][a-z]+)*")
DATE = re.compile(r"(?:19|20)\d{2}[-_]?(?:0[1-9]|1[0-2])(?:[-_]?(?:0[1-9]|[12]\d|3[01]))?")
ENTROPY = 3.0
"""Shannon entropy in bits a character above which mixed letters and digits are no word or product code: UUIDs and hashes reach 3.3 to 4,
base64 more; on the project's generated newsletters names and slugs stay below 3 once they are cut at hyphens."""
SHORTEST_VALUE = 4
MIXED_TURNS = 3
"""Changes between letters and digits that no numbered file name (``DSC0012345``, ``report2022b``) has."""


@dataclass(frozen=True, slots=True)
class Marker:
    """``text`` marks the reader or the mail; ``sure`` is False where it may be a file's own fingerprint or a number shared by all."""

    text: str
    sure: bool
    where: str


def entropy(text: str) -> float:
    """Shannon entropy of the characters of ``text`` in bits a character."""
    counts = Counter(text).values()
    return -sum(n / len(text) * math.log2(n / len(text)) for n in counts) if text else 0.0


@lru_cache(maxsize=4096)
def unique(text: str) -> bool:
    """Whether ``text`` looks drawn at random: a UUID, a hash, an encoded blob, a long number."""
    if UUID.search(text):
        return True
    if text.isdigit():
        return len(text) >= 9 and not DATE.match(text)
    if HEX.fullmatch(text):
        return any(c.isdigit() for c in text) and any(c.isalpha() for c in text) and entropy(text) > 2.5
    if SOLID.fullmatch(text) is None:
        return False
    return _random_solid(text)


def _random_solid(text: str) -> bool:
    pieces = [piece for piece in re.split(r"[-_~+=]", text) if piece]
    longest = max(pieces, key=len, default="")
    if len(longest) < 10:
        mixed = [piece for piece in pieces if _mixed(piece)]
        return len("".join(mixed)) >= 12 and entropy(text) > ENTROPY
    return _mixed(longest) and entropy(longest) > ENTROPY and not WORDY.fullmatch(longest)


def _mixed(piece: str) -> bool:
    """Letters and digits, or capitals where no word has them."""
    turns = sum(a.isdigit() != b.isdigit() for a, b in pairwise(piece))
    if turns:
        return turns >= MIXED_TURNS or (turns > 1 and len(piece) >= 16)
    inner = sum(a.islower() and b.isupper() for a, b in pairwise(piece))
    return inner >= 2 and len(piece) >= 12 and inner > len(piece) / 8


@lru_cache(maxsize=8192)
def find(target: Target) -> Marker | None:
    """The best marker of a URL: in the query before the path, sure before doubtful."""
    found = all_of(target)
    return next((marker for marker in found if marker.sure), found[0] if found else None)


def all_of(target: Target) -> list[Marker]:
    """Every marker of a URL."""
    return [*_in_query(target), *_in_path(target), *_in_host(target)]


def _in_query(target: Target) -> list[Marker]:
    found = []
    for name, value in target.query:
        key, text = name.lower(), value or name
        if key in words("patterns", "harmless_params") and value:
            continue
        if unique(text) or any(unique(piece) for piece in re.split(r"[.,:;|/ ]", text) if len(piece) >= 10):
            found.append(Marker(text, True, "query"))
        elif key in words("patterns", "identifying_params") and _short_marker(value):
            found.append(Marker(value, False, "query"))
    return found


def _short_marker(value: str) -> bool:
    """A short value that still counts readers: digits, or letters with digits; not a plain word."""
    return SHORTEST_VALUE <= len(value) <= 200 and any(c.isdigit() for c in value) and not DATE.fullmatch(value)


def _in_path(target: Target) -> list[Marker]:
    segments = [unquote(segment) for segment in target.path.split("/") if segment]
    found = []
    for at, segment in enumerate(segments):
        stem, dot, extension = segment.rpartition(".")
        is_file = bool(dot) and len(extension) <= 5 and extension.lower() not in words("patterns", "program_extensions")
        text = stem if dot and len(extension) <= 5 else segment
        if unique(text):
            found.append(Marker(text, not is_file and at >= len(segments) - 3, "path"))
    return found


def _in_host(target: Target) -> list[Marker]:
    sub = target.host.removesuffix(target.domain).strip(".")
    return [Marker(label, True, "host") for label in sub.split(".") if len(label) >= 16 and unique(label)]


def path_words(target: Target) -> list[str]:
    """The words of a path, lower-cased, without extensions: ``/Track/open.php`` gives ``track`` and ``open``."""
    return [word for word in re.split(r"[/._-]+", target.path.lower()) if word]


def beacon_word(target: Target) -> str:
    """A path word that says the address counts openings, or an empty string."""
    return next((word for word in path_words(target) if word in words("patterns", "beacon_words")), "")


def spacer(target: Target) -> bool:
    """Whether the file's name is that of a layout image and the query tells nobody apart."""
    name = target.path.rpartition("/")[2].rpartition(".")[0].lower()
    pieces = [piece for piece in re.split(r"[-_.\d]+|x(?=\d)", name) if piece]
    known = words("patterns", "spacers") | {"px", "x", "pixel", "image", "img", "gif"}
    return (
        bool(pieces) and all(p in known for p in pieces) and any(p in words("patterns", "spacers") for p in pieces) and find(target) is None
    )
