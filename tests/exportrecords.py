"""Records for the exporters' tests: the gold files' judgements on real documents, awkward strings, and records of any size."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from demarche.clean import decoded
from demarche.incidents import merge
from demarche.lexicon.names import group_named
from demarche.model import (
    Attribution,
    Claims,
    Denial,
    Document,
    Edit,
    Group,
    Judgement,
    Problem,
    Quote,
    Response,
    Source,
    Tag,
    Victim,
)
from demarche.store import open_record, read, write

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "evaluation" / "gold"


def quote_of(text: str, seed: int) -> tuple[Quote, ...]:
    start = seed % max(1, len(text) - 60)
    while text[start : start + 60].strip() == "":
        start -= 1
    return (Quote.of(text, start, min(len(text), start + 60)),)


def key(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def group(name: str) -> Group:
    known = group_named(name)
    return Group(name, known.id or name, known.key)


def claims_from(gold: dict[str, Any], document: str, text: str) -> Claims:
    """The gold file's entries as claims, each quoting some passage of the document."""

    def common(kind: str, number: int, entry: dict[str, Any]) -> dict[str, Any]:
        id = key(document, kind, number, sorted(entry.items(), key=str))
        return {"id": id, "quotes": quote_of(text, int(id[:6], 16)), "rule": "gold", "background": bool(entry.get("background"))}

    def made(kind: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        for number, entry in enumerate(gold.get(kind) or ()):
            entry = {"type": entry} if isinstance(entry, str) else entry
            yield entry, common(kind, number, entry)

    return Claims(
        relevant=bool(gold.get("relevant")),
        attributions=tuple(
            Attribution(
                by=e["by"], to=e.get("to"), groups=tuple(group(name) for name in e.get("groups") or ()),
                certainty=e["certainty"], responsibility=e["responsibility"], **c,
            )
            for e, c in made("attributions")
        ),
        denials=tuple(Denial(by=e["by"], types=tuple(sorted(e["types"])), **c) for e, c in made("denials")),
        responses=tuple(Response(by=e["by"], type=e["type"], to=e.get("to"), status=e["status"], **c) for e, c in made("responses")),
        victims=tuple(Victim(country=e.get("country"), type=e["type"], **c) for e, c in made("victims")),
        techniques=tuple(Tag(type=e["type"], **c) for e, c in made("techniques")),
        objectives=tuple(Tag(type=e["type"], **c) for e, c in made("objectives")),
    )  # fmt: skip


def item(path: str, raw: bytes, gold: dict[str, Any], kind: str = "text") -> tuple[Source, Document, Claims]:
    text = raw.decode("utf-8", "replace")
    id = hashlib.sha256(raw).hexdigest()
    title = gold.get("title") or (text.strip().splitlines() or [""])[0][:80]
    document = Document(
        id, path, text, gold.get("lang", "en"), kind, gold.get("url"), title,
        published=gold.get("published"), published_from="field" if gold.get("published") else None,
        edits=(Edit(0, len(text), 0, len(text)),), meta={"author": "x"},
        problems=(Problem(path, "cut", "a part is missing", fatal=False),) if gold.get("cut") else (),
    )  # fmt: skip
    return Source(id, path, kind, raw, gold.get("url"), title), document, claims_from(gold, id, text)


def keep(where: str, items: Iterable[tuple[Source, Document, Claims]], copies: dict[str, tuple[str, str]] | None = None) -> str:
    """A record of these items with their incidents."""
    with open_record(where, create=True) as record, record.writing() as connection:
        for source, document, claims in items:
            write.append(connection, source, document, claims, "engine")
        write.replace_duplicates(connection, copies or {})
        found = merge(read.readings(connection), read.judgements(connection))
        write.replace_incidents(connection, found, {copy: original for copy, (original, _) in (copies or {}).items()})
    return where


def gold_items() -> Iterator[tuple[Source, Document, Claims]]:
    """Every gold document that is there, with its gold entries."""
    seen = set()
    for file in sorted(GOLD.glob("*/gold*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            path = file.parent / gold["file"]
            if path.is_file() and path not in seen:
                seen.add(path)
                yield item(path.name, path.read_bytes(), gold)


def gold_record(where: str) -> str:
    """The gold record with a copy, a second place, judgements and a problem."""
    items = list(gold_items())
    relevant = [one for one in items if one[2].relevant]
    source, document, claims = relevant[0]
    text = "Copied. " + document.text
    copy = item("copies/one.txt", text.encode(), {"lang": document.lang, "relevant": True})
    keep(where, [*items, copy], {copy[0].id: (source.id, "contained")})
    with open_record(where) as record, record.writing() as connection:
        write.add_paths(connection, [(source.id, "second/place.txt")])
        target = claims.attributions[0].id if claims.attributions else source.id
        write.judge(connection, Judgement("ann", "accept", target, "read it <b>twice</b>", at="2024-01-02T03:04:05Z"))
        write.judge(connection, Judgement("bob", "note", source.id, "=1+1", at="2024-01-02T03:04:06Z"))
        write.add_problem(connection, Problem("bad.pdf", "encrypted-pdf", "it is encrypted", "save it without a password"))
    return where


AWKWARD: list[str] = list(json.loads((Path(__file__).parent / "export" / "awkward.json").read_text(encoding="utf-8")))
"""Strings that break readers, writers, spreadsheets, terminals and browsers."""


def awkward_items() -> Iterator[tuple[Source, Document, Claims]]:
    """One document a string: it is the title, the claimant, a group, a quotation, the rule and the address."""
    for number, text in enumerate(AWKWARD):
        raw = f"{text}\nRussia denies {text} {number}.".encode()
        id = hashlib.sha256(raw).hexdigest()
        source = Source(id, f"{number:03}.txt", "text", raw, f"https://example.org/{text}", text)
        body = decoded(source)
        words = body[body.rindex("Russia denies ") + len("Russia denies ") :]
        quotes = (Quote(len(body) - len(words), len(body), words),)
        document = Document(
            id, f"{number:03}.txt", body, "en", "text", f"https://example.org/{text}", text, published="2022-07-18",
            edits=(Edit(0, len(body), 0, len(body)),), meta={"x": text},
        )  # fmt: skip
        claims = Claims(
            True,
            attributions=(Attribution(key(number, 1), text, "RU", (Group(text, text),), "likely", "state", quotes, text, (text,)),),
            denials=(Denial(key(number, 2), "RU", ("flat",), quotes, "r"),),
            responses=(Response(key(number, 3), text, "condemn", "RU", "done", quotes, "r"),),
            victims=(Victim(key(number, 4), "BE", "state", quotes, "r"),),
            techniques=(Tag(key(number, 5), "phishing", quotes, "r"),),
            objectives=(Tag(key(number, 6), "espionage", quotes, "r"),),
        )
        yield source, document, claims
