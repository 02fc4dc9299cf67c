"""The evaluation documents and, where they are at hand, the five seeds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from demarche.clean import clean, decoded, find_duplicates
from demarche.intake import read
from demarche.model import Document, Source

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "evaluation" / "gold"
SEEDS = ROOT.parent / "shared" / "seeds"
PUBLISHED_FLOOR = 0.97


@cache
def documents() -> dict[str, tuple[Source, Document]]:
    found: dict[str, tuple[Source, Document]] = {}
    for item in read([str(GOLD)]):
        if isinstance(item, Source) and item.path.endswith((".txt", ".html")):
            document = clean(item)
            assert isinstance(document, Document), document
            found[Path(item.path).name] = (item, document)
    return found


def gold() -> Iterator[dict[str, object]]:
    for path in sorted(GOLD.glob("*/gold*.jsonl")):
        yield from (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def squeezed(raw: str, markup: bool) -> str:
    if markup:
        raw = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", raw)
        raw = unescape(re.sub(r"<[^>]+>", " ", raw))
    return re.sub(r"\s+", "", raw)


def test_language_of_every_document() -> None:
    wrong = [row["file"] for row in gold() if documents()[str(row["file"])][1].lang != row["lang"]]
    assert wrong == []


def test_published_of_the_documents() -> None:
    wrong, count = [], 0
    for row in gold():
        wanted, found = row["published"], documents()[str(row["file"])][1].published
        fits = (wanted is None or bool(row.get("published_lenient"))) if found is None else bool(wanted) and found.startswith(str(wanted))
        count += 1
        wrong += [] if fits else [(row["file"], wanted, found)]
    assert len(wrong) <= (1 - PUBLISHED_FLOOR) * count, wrong


def test_every_paragraph_stands_in_its_source() -> None:
    for item, document in documents().values():
        text = squeezed(decoded(item), item.kind == "html")
        assert [part for part in document.text.split("\n\n") if squeezed(part, False) not in text] == [], item.path


@pytest.mark.parametrize(
    ("name", "foreign", "own"),
    [
        ("nld-006.txt", "MOSKOU (ANP/AFP)", '"hackersrijk", zei ze.'),
        ("nld-037.txt", "Costa Rica", "nieuw identiteitsbewijs aan."),
        ("nld-057.txt", "11 min geleden", "verwijst naar het lopende onderzoek."),
        ("nld-031.html", "SolarWinds", "de Amerikaanse afluisterdienst NSA."),
        ("end-004.txt", "Ransomware gang", "unsubstantiated and groundless."),
        ("end-015.txt", "broadcaster offline", "without naming a country or giving a date."),
        ("end-020.html", "WhatsApp v. NSO", "All are presumed innocent."),
        ("frd-008.txt", "fedpol", "ruine des relations bilatérales."),
        ("frd-020.txt", "Impeachment", "les nie systématiquement."),
        ("ded-009.txt", "Microsoft: Russische", "sieht die Bundesanwaltschaft nicht."),
        ("ded-002.html", "VW jahrelang", "Außenministerin Baerbock kündigt Konsequenzen an"),
        ("ded-030.txt", "Hasenhüttl", "bis Sonntag vergeben."),
    ],
)
def test_tempting_teasers_go_and_the_article_stays(name: str, foreign: str, own: str) -> None:
    text = documents()[name][1].text
    assert foreign not in text
    assert own in text


def test_no_two_gold_documents_are_taken_for_copies() -> None:
    assert find_duplicates(document for _, document in documents().values()) == {}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not part of the repository")
def test_seeds() -> None:
    seeds = {Path(item.path).name[:3]: clean(item) for item in read([str(SEEDS)]) if isinstance(item, Source)}
    raw, copy, second = seeds["000"], seeds["001"], seeds["002"]
    assert isinstance(raw, Document)
    assert isinstance(copy, Document)
    assert isinstance(second, Document)
    assert set(copy.text.split("\n\n")) <= set(raw.text.split("\n\n"))
    assert len(raw.text.split("\n\n")) - len(copy.text.split("\n\n")) == 3, "the headline and two subheadings"
    assert "ANP/" not in raw.text
    assert second.text.endswith("gelijkheid en voordeel.")
    assert [seed.published for seed in seeds.values() if isinstance(seed, Document)] == [
        None,
        "2021-07-19",
        "2022-07-21",
        "2022-07",
        "2023-03",
    ]
    assert find_duplicates(seed for seed in seeds.values() if isinstance(seed, Document)) == {raw.id: (copy.id, "near")}
