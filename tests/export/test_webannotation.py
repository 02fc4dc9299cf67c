"""Web annotations: the selectors find the words."""

from __future__ import annotations

import io
import json
from typing import Any

import demarche
from demarche.clean import decoded
from demarche.store import open_record, read


def page(where: str) -> dict[str, Any]:
    out = io.BytesIO()
    demarche.export_to(out, "webannotation", where)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def test_every_quotation_is_an_annotation_and_its_selectors_find_it(gold: str, awkward: str) -> None:
    for where in (gold, awkward):
        items = page(where)["items"]
        assert len({one["id"] for one in items}) == len(items) > 500
        with open_record(where) as kept, kept.reading() as asked:
            documents = {document.id: document for document in read.documents(asked)}
            for one in items:
                published, text = one["target"]
                id = text["source"]["id"].removeprefix("urn:sha256:").removesuffix("#text")
                quote, position = text["selector"]
                clean = documents[id].text
                assert clean[position["start"] : position["end"]] == quote["exact"]
                assert quote["prefix"] + quote["exact"] + quote["suffix"] in clean
                if where == gold:
                    raw = decoded(read.source(asked, id))  # type: ignore[arg-type]
                    start, end = (published["selector"][1][name] for name in ("start", "end"))
                    assert raw[start:end] == quote["exact"]


def test_the_page_is_of_the_recommendation(gold: str) -> None:
    found = page(gold)
    assert (found["@context"], found["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    one = found["items"][0]
    assert one["type"] == "Annotation"
    assert one["body"][0]["purpose"] == "describing"
    assert {mark["purpose"] for mark in one["body"][1:]} == {"tagging"}
    assert page(gold) == found
