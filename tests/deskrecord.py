"""Records for tests of the desk, made without extraction so that they hold exactly what a test says."""

from __future__ import annotations

from pathlib import Path

import factory

from demarche.derive import derive
from demarche.model import Attribution, Claims, Denial, Document, Edit, Group, Quote, Response, Source, Victim
from demarche.store import open_record, write

MAIL = Path(__file__).resolve().parents[1] / "examples" / "documents" / "parlementslid-lokmail.eml"
"""A mail that lures, without claims."""
EMOJI = "Zo is het 👩‍🚀🇧🇪 gegaan. Belgie\u0308 beschuldigt 🇨🇳 China van e\u0301e\u0301n aanval 🕵️‍♀️. China 😡 ontkent „alles” – ﬁjn."
AXE = Path(__file__).resolve().parents[1] / ".make" / "node_modules" / "axe-core" / "axe.min.js"
"""npm install --no-save --prefix .make axe-core"""
PLAIN = "België beschuldigt China. De centrale dienst noemt APT31.\n\nChina ontkent alles. De slachtoffers zijn ingelicht."


def quoted(text: str, *words: str) -> tuple[Quote, ...]:
    return tuple(Quote(text.index(one), text.index(one) + len(one), one) for one in words)


def claims(
    text: str, *, accuser: str = "BE", groups: tuple[Group, ...] = (), accusing: str = "", denying: str = "", told: str = ""
) -> Claims:
    """An accusation of China, its denial, and that the victims were told, each with the words given."""
    key = factory.source(text).id[:8]
    attributions = (
        Attribution(f"a{key}", accuser, "CN", groups, "likely", "state-backed", quoted(text, accusing), "test", ("beschuldigt",), 0.7),
    )
    denials = (Denial(f"d{key}", "CN", ("flat",), quoted(text, denying), "test", (), 0.9),) if denying else ()
    responses = (Response(f"r{key}", "BE", "notify", None, "done", quoted(text, told), "test"),) if told else ()
    victims = (Victim(f"v{key}", "BE", "state", quoted(text, accusing), "test"),)
    return Claims(True, attributions if accusing else (), denials, responses, victims if accusing else ())


def plain() -> Claims:
    return claims(
        PLAIN, groups=(Group("APT31", "G0128", "CN"),), accusing="België beschuldigt China.", denying="China ontkent alles.",
        told="De slachtoffers zijn ingelicht.",
    )  # fmt: skip


def keep(where: str, *items: tuple[str, Claims, dict[str, object]]) -> str:
    """A record of documents, each as (text, claims, fields of its document); returns its path."""
    with open_record(where, create=True) as kept:
        for number, (text, said, fields) in enumerate(items):
            source: Source = factory.source(text, f"{number}.txt")
            values: dict[str, object] = {
                "published": "2022-07-18",
                "published_from": "line",
                "published_words": "18 juli 2022",
                "title": text.split(".")[0],
            }
            document = Document(
                source.id,
                str(fields.get("path", source.path)),
                text,
                "nl",
                edits=(Edit(0, len(text), 0, len(text)),),
                **(values | {k: v for k, v in fields.items() if k != "path"}),
            )  # type: ignore[arg-type]
            with kept.writing() as writing:
                write.append(writing, factory.source(text, document.path), document, said, "test")
        derive(kept, lambda *_: None)
    return where


def emoji() -> Claims:
    """Quotations that begin and end at, and hold, emoji sequences and combining marks."""
    first, second = Quote.of(EMOJI, 10, EMOJI.index("aanval") + 10), Quote.of(EMOJI, EMOJI.index("China 😡"), len(EMOJI))
    mark = EMOJI.index("\u0308")
    return Claims(
        True,
        (Attribution("emoji1", "EE", "CN", (), "stated", "state", (first, Quote(mark, mark + 6, EMOJI[mark : mark + 6])), "test"),),
        (Denial("emoji2", "CN", ("flat",), (second,), "test"),),
    )
