"""TAXII 2.1 (OASIS Standard, 10 June 2021), read-only, without a web framework: request and answer are plain values."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from demarche.errors import DemarcheError
from demarche.exchange.snapshot import Entry, Library, Snapshot
from demarche.export.ids import made_of
from demarche.export.words import words

TAXII = "application/taxii+json;version=2.1"
STIX = "application/stix+json;version=2.1"
ROOT = "record"
COLLECTION = made_of("taxii", "collection")
PAGE = 1000
"""Objects in one answer at most; a client asks for the next page."""
TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z")
OBJECT_ID = re.compile(r"[a-z][a-z0-9-]*--[0-9a-f-]{36}")
LISTED = {"match[id]", "match[type]", "match[version]", "match[spec_version]"}
FILTERS = {
    "objects": LISTED | {"added_after", "limit", "next"},
    "manifest": LISTED | {"added_after", "limit", "next"},
    "object": {"added_after", "limit", "next", "match[version]", "match[spec_version]"},
    "versions": {"added_after", "limit", "next", "match[spec_version]"},
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, headers and a body of JSON."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


class Refused(Exception):
    """The request cannot be answered: ``status`` and a title for the error object of section 3.6.1."""

    def __init__(self, status: int, title: str, description: str = "", **headers: str) -> None:
        super().__init__(title)
        self.status, self.title, self.description, self.headers = status, title, description, headers

    def answer(self) -> Answer:
        error = {"title": self.title, "http_status": str(self.status)} | ({"description": self.description} if self.description else {})
        return _json(error, self.status, self.headers)


@dataclass(frozen=True, slots=True)
class Page:
    """What the filters of a request ask for."""

    added_after: str | None = None
    key: tuple[str, str, str] | None = None
    limit: int = PAGE
    ids: frozenset[str] | None = None
    types: frozenset[str] | None = None
    versions: frozenset[str] = frozenset({"last"})
    specs: frozenset[str] | None = None

    def takes(self, entry: Entry) -> bool:
        """Whether an object passes. A record keeps one version of each, which is the first, the last and all there are."""
        return (
            (self.ids is None or entry.id in self.ids)
            and (self.types is None or entry.type in self.types)
            and (self.specs is None or "2.1" in self.specs)
            and (not self.versions.isdisjoint({"first", "last", "all"}) or entry.version in self.versions)
        )


class Taxii:
    """One API root with one collection. ``tokens``, when there are any, open it: as bearer token, or as the password of HTTP Basic."""

    def __init__(self, library: Library, tokens: Collection[str] = (), prefix: str = "/taxii2") -> None:
        self.library = library
        self.tokens = tuple(tokens)
        self.prefix = prefix

    def answer(self, method: str, path: str, query: Sequence[tuple[str, str]], headers: Mapping[str, str]) -> Answer:
        """The answer to a request; ``path`` is what follows the prefix, header names are in lower case."""
        try:
            self._admit(headers)
            _acceptable(headers.get("accept", "*/*"))
            found, arguments = self._route(path)
            if method not in ("GET", "HEAD"):
                raise _unwritable(found in (self.objects, self.one_object), method)
            return found(*arguments, query)
        except Refused as refused:
            return refused.answer()
        except DemarcheError:
            return Refused(503, "Service Unavailable", "the record cannot be read at present").answer()

    def _admit(self, headers: Mapping[str, str]) -> None:
        if self.tokens and not any(hmac.compare_digest(_token(headers).encode(), token.encode()) for token in self.tokens):
            raise Refused(401, "Unauthorized", "a token is needed", **{"www-authenticate": 'Bearer realm="taxii", Basic realm="taxii"'})

    def _route(self, path: str) -> tuple[Callable[..., Answer], tuple[str, ...]]:
        match path.strip("/").split("/") if path.strip("/") else []:
            case []:
                return self.discovery, ()
            case [root] if root == ROOT:
                return self.api_root, ()
            case [root, "collections"] if root == ROOT:
                return self.collections, ()
            case [root, "collections", one] if _known(root, one):
                return self.collection, ()
            case [root, "collections", one, "manifest"] if _known(root, one):
                return self.manifest, ()
            case [root, "collections", one, "objects"] if _known(root, one):
                return self.objects, ()
            case [root, "collections", one, "objects", id] if _known(root, one):
                return self.one_object, (id,)
            case [root, "collections", one, "objects", id, "versions"] if _known(root, one):
                return self.versions, (id,)
        raise Refused(404, "Not Found", "there is no such API root, collection or endpoint")

    def discovery(self, query: Sequence[tuple[str, str]]) -> Answer:
        """Section 4.1: where the API roots are."""
        root = f"{self.prefix}/{ROOT}/"
        return _json({**words("taxii")["discovery"], "default": root, "api_roots": [root]})

    def api_root(self, query: Sequence[tuple[str, str]]) -> Answer:
        """Section 4.2: what this API root can do. It takes no objects, so the length of what it takes is small."""
        return _json({**words("taxii")["api_root"], "versions": [TAXII], "max_content_length": 1})

    def collections(self, query: Sequence[tuple[str, str]]) -> Answer:
        """Section 5.1."""
        return _json({"collections": [_collection()]})

    def collection(self, query: Sequence[tuple[str, str]]) -> Answer:
        """Section 5.2."""
        return _json(_collection())

    def manifest(self, query: Sequence[tuple[str, str]]) -> Answer:
        """Section 5.3: which objects there are."""
        entries, more = _selected(self.library.snapshot(), _page(query, "manifest"))
        return _paged("objects", [json.dumps(_record(entry)).encode() for entry in entries], entries, more)

    def objects(self, query: Sequence[tuple[str, str]]) -> Answer:
        """Section 5.4: the objects."""
        snapshot = self.library.snapshot()
        entries, more = _selected(snapshot, _page(query, "objects"))
        return _paged("objects", [snapshot.json(entry) for entry in entries], entries, more)

    def one_object(self, id: str, query: Sequence[tuple[str, str]]) -> Answer:
        """Section 5.6: one object. Raises ``Refused`` when there is none of this id."""
        snapshot = self.library.snapshot()
        entries, more = _of_one(snapshot, id, _page(query, "object"))
        return _paged("objects", [snapshot.json(entry) for entry in entries], entries, more)

    def versions(self, id: str, query: Sequence[tuple[str, str]]) -> Answer:
        """Section 5.8: the versions of one object."""
        entries, more = _of_one(self.library.snapshot(), id, _page(query, "versions"))
        return _paged("versions", [json.dumps(entry.version).encode() for entry in entries], entries, more)


def _known(root: str, collection: str) -> bool:
    return root == ROOT and collection in (COLLECTION, ROOT)


def _collection() -> dict[str, Any]:
    return {"id": COLLECTION, **words("taxii")["collection"], "alias": ROOT, "can_read": True, "can_write": False, "media_types": [STIX]}


def _record(entry: Entry) -> dict[str, str]:
    return {"id": entry.id, "date_added": entry.added, "version": entry.version, "media_type": STIX}


def _unwritable(known: bool, method: str) -> Refused:
    if known and method in ("POST", "DELETE"):
        return Refused(403, "Forbidden", "this collection is read-only")
    return Refused(405, "Method Not Allowed", allow="GET, HEAD")


def _acceptable(accept: str) -> None:
    """Content negotiation (section 1.6.8): TAXII 2.1, TAXII of the newest version, or anything."""
    for part in accept.split(","):
        type, *parameters = (piece.strip().lower() for piece in part.split(";"))
        wrong = [one for one in parameters if one.startswith("version=") and one.replace('"', "") != "version=2.1"]
        if type in ("application/taxii+json", "application/*", "*/*") and not wrong and "q=0" not in parameters:
            return
    raise Refused(406, "Not Acceptable", f"this server answers with {TAXII}")


def _token(headers: Mapping[str, str]) -> str:
    scheme, _, value = headers.get("authorization", "").partition(" ")
    if scheme.lower() in ("bearer", "token"):
        return value.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value, validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _page(query: Sequence[tuple[str, str]], endpoint: str) -> Page:
    """The filters of a request. Raises ``Refused`` for a filter that the endpoint does not have, or a value that is none."""
    asked = dict(query)
    if len(asked) != len(query):
        raise Refused(400, "Bad Request", "a filter may stand once; several values are parted by commas")
    strange = sorted(asked.keys() - FILTERS[endpoint])
    if strange:
        raise Refused(400, "Bad Request", f"there is no filter {strange[0]} here")
    sets = {name: frozenset(asked[name].split(",")) for name in LISTED & asked.keys()}
    return Page(
        added_after=_time(asked["added_after"]) if "added_after" in asked else None,
        key=_key(asked["next"]) if "next" in asked else None,
        limit=min(_limit(asked["limit"]), PAGE) if "limit" in asked else PAGE,
        ids=sets.get("match[id]"),
        types=sets.get("match[type]"),
        versions=sets.get("match[version]", frozenset({"last"})),
        specs=sets.get("match[spec_version]"),
    )


def _time(value: str) -> str:
    if not TIME.fullmatch(value):
        raise Refused(400, "Bad Request", "added_after is no time as of RFC 3339 in UTC: 2024-01-31T12:00:00.000000Z")
    whole, _, fraction = value.rstrip("Z").partition(".")
    try:
        datetime.fromisoformat(whole).replace(tzinfo=UTC)
    except ValueError as error:
        raise Refused(400, "Bad Request", f"added_after is no time: {error}") from error
    return f"{whole}.{fraction[:6]:0<6}Z"


def _limit(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) > 0):
        raise Refused(400, "Bad Request", "limit is no number above 0")
    return int(value)


def _next(entry: Entry) -> str:
    return base64.urlsafe_b64encode(json.dumps([entry.added, entry.id, entry.version]).encode()).decode()


def _key(value: str) -> tuple[str, str, str]:
    try:
        added, id, version = json.loads(base64.b64decode(value, altchars=b"-_", validate=True))
        if not all(isinstance(one, str) for one in (added, id, version)):
            raise ValueError(value)
    except (ValueError, TypeError, RecursionError) as error:
        raise Refused(400, "Bad Request", "next is not what this server gave") from error
    return added, id, version


def _selected(snapshot: Snapshot, page: Page) -> tuple[list[Entry], bool]:
    """The entries of one page, and whether there are more."""
    found: list[Entry] = []
    for place in range(snapshot.after(page.added_after, page.key), len(snapshot.entries)):
        if page.takes(snapshot.entries[place]):
            if len(found) == page.limit:
                return found, True
            found.append(snapshot.entries[place])
    return found, False


def _of_one(snapshot: Snapshot, id: str, page: Page) -> tuple[list[Entry], bool]:
    entry = snapshot.by_id.get(id)
    if entry is None:
        raise Refused(404, "Not Found", "there is no object of this id" if OBJECT_ID.fullmatch(id) else "this is no id of a STIX object")
    late = page.added_after is None or entry.added > page.added_after
    unseen = page.key is None or (entry.added, entry.id, entry.version) > page.key
    return ([entry], False) if page.takes(entry) and late and unseen else ([], False)


def _paged(name: str, items: list[bytes], entries: list[Entry], more: bool) -> Answer:
    """An envelope, manifest or list of versions; without items it has no list, as lists are never empty."""
    body = b'{"more":' + (b"true" if more else b"false")
    body += b',"next":' + json.dumps(_next(entries[-1])).encode() if more else b""
    body += b',"' + name.encode() + b'":[' + b",".join(items) + b"]}" if items else b"}"
    first, last = ("x-taxii-date-added-first", "x-taxii-date-added-last")
    headers = {first: entries[0].added, last: entries[-1].added} if entries else {}
    return Answer(200, body, {"content-type": TAXII, **headers})


def _json(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    return Answer(status, json.dumps(value).encode(), {"content-type": TAXII, **(headers or {})})
