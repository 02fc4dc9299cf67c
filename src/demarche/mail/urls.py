"""Addresses: where they point, whose they are (public suffix list), and what the receiver's own protection put around them."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urljoin

from demarche.errors import MissingExtraError
from demarche.mail.data import load

REMOTE = ("http", "https", "ftp", "ftps", "ws", "wss")
SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]{0,30}):")
BLANKS = re.compile(r"[\x00-\x20\x7f\u200b\ufeff]+")
HOST = re.compile(r"^[\w.\-\[\]:%\u00a1-\U0010ffff]{1,255}$")
IPV4 = re.compile(r"^(?:\d{1,10}|0x[0-9a-f]{1,8})(?:\.(?:\d{1,10}|0x[0-9a-f]{1,8})){0,3}$")
IN_TEXT = re.compile(r"(?:https?://|hxxps?://|www\.)[^\s<>\"'()\[\]{}|\\^`\u200b]{3,2000}", re.IGNORECASE)
MOST_URL = 8000


@dataclass(frozen=True, slots=True)
class Target:
    """A normalised address. ``host`` is lower-cased Unicode (punycode undone), ``query`` the pairs, ``scheme`` ``unc`` for a Windows
    share."""

    url: str
    scheme: str
    userinfo: str
    host: str
    path: str
    query: tuple[tuple[str, str], ...]
    fragment: str = ""

    @property
    def remote(self) -> bool:
        return bool(self.host) and self.scheme in (*REMOTE, "unc")

    @property
    def domain(self) -> str:
        return registrable(self.host)

    @property
    def tail(self) -> str:
        """Path and query as one string, for pattern matching."""
        return self.url.partition("//")[2].partition("/")[2]


def parse(url: str, base: str = "") -> Target:
    """Read an address as a mail program would: blanks and line breaks inside dropped, backslashes as slashes, relative to ``base``."""
    text = BLANKS.sub("", url[:MOST_URL])
    if text.startswith(("\\\\", "//")) and text[:2] == "\\\\":
        return _share(text)
    match = SCHEME.match(text)
    if match is None:
        text = text.replace("\\", "/")
        text = _absolute(text, base)
        match = SCHEME.match(text)
    scheme = match[1].lower() if match else ""
    if scheme == "file":
        return _share(text[5:].replace("/", "\\"))
    if scheme not in REMOTE:
        return Target(text, scheme, "", "", text.partition(":")[2], ())
    return _remote(scheme, text[len(scheme) + 1 :].replace("\\", "/").lstrip("/"))


def _absolute(text: str, base: str) -> str:
    if text.startswith("//"):
        return "http:" + text
    if not base:
        return text
    try:
        return urljoin(base, text)
    except ValueError:
        return text


def _share(text: str) -> Target:
    """``\\\\host\\share`` and ``file://host/share``: opening one makes Windows log in to that host."""
    host, _, path = text.lstrip("\\").partition("\\")
    host = host.partition("@")[0].lower()
    named = text.startswith("\\\\") and bool(host) and ":" not in host and host not in ("localhost", "127.0.0.1")
    return Target(
        "\\\\" + host + "\\" + path if named else text, "unc" if named else "file", "", unicode_host(host) if named else "", path, ()
    )


def _remote(scheme: str, rest: str) -> Target:
    end = next((at for at, mark in enumerate(rest) if mark in "/?#"), len(rest))
    authority, tail = rest[:end], rest[end:]
    userinfo, _, place = authority.rpartition("@")
    host = place if place.startswith("[") else place.partition(":")[0]
    host = unicode_host(unquote(host).strip(".").lower())
    if not HOST.match(host):
        host = ""
    path, _, fragment = tail.partition("#")
    path, _, query = path.partition("?")
    pairs = tuple(parse_qsl(query[:MOST_URL], keep_blank_values=True, max_num_fields=None, separator="&")[:100]) if query else ()
    return Target(f"{scheme}://{rest}", scheme, userinfo, host, path or "/", pairs, fragment)


@lru_cache(maxsize=4096)
def unicode_host(host: str) -> str:
    """A host name with its ``xn--`` labels decoded; what cannot be decoded stays."""
    return ".".join(_label(label) for label in host.split(".")) if "xn--" in host else host


def _label(label: str) -> str:
    if not label.startswith("xn--") or len(label) > 63:
        return label
    try:
        return label[4:].encode("ascii").decode("punycode").lower() or label
    except (UnicodeError, ValueError):
        return label


def ascii_host(host: str) -> str:
    """The form a host has in the DNS; what cannot be encoded stays as it is."""
    if host.isascii():
        return host
    try:
        return ".".join(label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii") for label in host.split("."))
    except UnicodeError:
        return host


@lru_cache(maxsize=1)
def public_suffixes() -> frozenset[str]:
    """The public suffix list (ICANN section) that the package ``tldextract`` carries. Only the file is read: importing the package would
    load an HTTP client, which has no place in a process that must never reach the network.

    Raises ``MissingExtraError`` without that package.
    """
    spec = find_spec("tldextract")
    if spec is None or not spec.origin:
        raise MissingExtraError("mail inspection needs the public suffix list", "pip install 'demarche[mail]'")
    text = (Path(spec.origin).parent / ".tld_set_snapshot").read_text(encoding="utf-8")
    icann = text.partition("===BEGIN PRIVATE DOMAINS")[0]
    lines = (line.strip() for line in icann.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("//"))


@lru_cache(maxsize=16384)
def split_host(host: str) -> tuple[str, str, str]:
    """Subdomain, label and public suffix of a host: ``("mail", "bbc", "co.uk")``. The label is empty for addresses and bare suffixes."""
    if not host or host.startswith("[") or IPV4.match(host):
        return "", "", ""
    labels = host.split(".")
    start = _suffix_start(labels)
    if start == 0:
        return "", "", host
    return ".".join(labels[: start - 1]), labels[start - 1], ".".join(labels[start:])


def _suffix_start(labels: Sequence[str]) -> int:
    suffixes = public_suffixes()
    for at in range(len(labels)):
        name = ".".join(labels[at:])
        if f"!{name}" in suffixes:
            return at + 1
        if name in suffixes or f"*.{'.'.join(labels[at + 1 :])}" in suffixes:
            return at
    return len(labels) - 1


def registrable(host: str) -> str:
    """The domain somebody registered: ``bbc.co.uk`` for ``mail.bbc.co.uk``; the host itself where there is none."""
    _, label, suffix = split_host(host)
    return f"{label}.{suffix}" if label and suffix else host


def below(host: str, domain: str) -> bool:
    """Whether ``host`` is ``domain`` or stands below it."""
    return host == domain or host.endswith("." + domain)


@lru_cache(maxsize=8)
def host_set(key: str) -> frozenset[str]:
    return frozenset(load("hosts")[key])


def listed(host: str, key: str) -> bool:
    """Whether a host or a domain above it stands in list ``key`` of ``hosts.yml``."""
    hosts = host_set(key)
    labels = host.split(".")
    return any(".".join(labels[at:]) in hosts for at in range(len(labels)))


def unwrap(target: Target) -> Target:
    """What a link leads to once the rewriting of the receiver's own protection is taken off (``rewriters`` in ``hosts.yml``)."""
    for _ in range(3):
        row = _rewriters().get(target.domain)
        inner = _inner(target, row) if row and below(target.host, str(row["host"])) else ""
        if not inner:
            return target
        target = parse(inner)
    return target


@lru_cache(maxsize=1)
def _rewriters() -> dict[str, dict[str, object]]:
    return {registrable(row["host"]): row for row in load("hosts")["rewriters"]}


def _inner(target: Target, row: dict[str, object]) -> str:
    found = ""
    if row.get("fragment"):
        found = target.fragment
    elif "param" in row:
        value = next((value for name, value in target.query if name == row["param"]), "")
        found = _decoded(value, str(row.get("code", "")))
    elif isinstance(between := row.get("between"), list):
        found = unquote(target.url.partition(between[0])[2])
        found = found.partition(between[1])[0] if between[1] else found
        found = str(row.get("keep", "")) + found if found else ""
    return found if found.startswith(("http://", "https://")) else ""


def _decoded(value: str, code: str) -> str:
    if code == "proofpoint2":
        return unquote(value.replace("_", "/").replace("-", "%"))
    if code == "base64":
        try:
            return base64.b64decode(value + "=" * (-len(value) % 4)).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return ""
    return value
