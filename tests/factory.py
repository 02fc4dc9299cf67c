"""Small model records for tests that need no extraction."""

from __future__ import annotations

import hashlib
import os

from sqlalchemy import create_engine, text

from demarche.model import Attribution, Claims, Denial, Document, Edit, Group, Quote, Reading, Source, Tag, Victim

POSTGRES = os.environ.get("DEMARCHE_TEST_POSTGRES")
"""URL of a PostgreSQL database that tests may wipe; without it they leave PostgreSQL out."""
TEXT = "België beschuldigt China van de cyberaanval op het ministerie. De ambassade van China ontkent."


def empty_postgres(url: str) -> None:
    """Take everything out of the test database."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()


def source(text: str = TEXT, path: str = "a.txt") -> Source:
    raw = text.encode()
    return Source(hashlib.sha256(raw).hexdigest(), path, "text", raw)


def document(text: str = TEXT, path: str = "a.txt", lang: str = "nl", published: str | None = "2022-07-18") -> Document:
    id = source(text).id
    return Document(id, path, text, lang, title=text[:20], published=published, edits=(Edit(0, len(text), 0, len(text)),))


def quote(text: str, words: str) -> tuple[Quote, ...]:
    start = text.index(words)
    return (Quote(start, start + len(words), words),)


def attribution(text: str = TEXT, by: str = "BE", to: str | None = "CN", groups: tuple[str, ...] = (), words: str = "China") -> Attribution:
    key = hashlib.sha256(f"{text}{by}{to}{groups}".encode()).hexdigest()[:12]
    named = tuple(Group(name, name.lower()) for name in groups)
    return Attribution(key, by, to, named, "stated", "group-only", quote(text, words), "test", ("beschuldigt",))


def denial(text: str = TEXT, by: str = "CN", words: str = "China") -> Denial:
    key = hashlib.sha256(f"{text}{by}denial".encode()).hexdigest()[:12]
    return Denial(key, by, ("flat",), quote(text, words), "test")


def victim(text: str, country: str, words: str, type: str = "state") -> Victim:
    key = hashlib.sha256(f"{text}{country}{type}".encode()).hexdigest()[:12]
    return Victim(key, country, type, quote(text, words), "test")


def tag(text: str, type: str, words: str) -> Tag:
    return Tag(hashlib.sha256(f"{text}{type}".encode()).hexdigest()[:12], type, quote(text, words), "test")


def claims(text: str = TEXT) -> Claims:
    return Claims(True, attributions=(attribution(text),), denials=(denial(text),))


def reading(text: str = TEXT, path: str = "a.txt", published: str | None = "2022-07-18", said: Claims | None = None) -> Reading:
    return Reading(document(text, path, published=published), said or claims(text), None, (path,))
