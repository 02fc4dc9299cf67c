"""Copies of one text are found, two reports on one event are not copies."""

from __future__ import annotations

import itertools
from dataclasses import replace

from clean.helpers import LEAD, SECOND, THIRD, cleaned, lines

from demarche.clean import find_duplicates
from demarche.model import Document

BODY = [
    LEAD,
    SECOND,
    THIRD,
    LEAD.replace("Belgische", "Nederlandse").replace("Defensie", "Justitie"),
    SECOND.replace("Brussel", "Den Haag"),
]


def document(path: str, *parts: str, published: str | None = None) -> Document:
    return replace(cleaned(lines(*parts)), path=path, published=published)


def test_exact_near_and_contained_copies() -> None:
    first = document("a", *BODY, published="2022-07-19")
    exact = document("b", "Een andere kop boven het stuk", *(part.replace(" ", "  ") for part in BODY))
    near = document("c", *BODY[:-1], BODY[-1].replace("voornaamste", "belangrijkste"))
    contained = document("d", *BODY[:3])
    other = document("e", *(" ".join(reversed(part.split())) for part in BODY))
    found = find_duplicates([first, exact, near, contained, other])
    assert found == {exact.id: (first.id, "exact"), near.id: (first.id, "near"), contained.id: (first.id, "contained")}


def test_the_order_of_documents_does_not_matter() -> None:
    documents = [document(str(n), *BODY[: n + 3], f"Slot nummer {n} van deze reeks stukken.", published=None) for n in range(3)]
    results = {str(find_duplicates(order)) for order in itertools.permutations(documents)}
    assert len(results) == 1


def test_the_dated_copy_is_the_original() -> None:
    dated, undated = document("z", "Kop een", *BODY, published="2022-07"), document("a", "Kop twee", *BODY)
    assert find_duplicates([undated, dated]) == {undated.id: (dated.id, "exact")}


def test_short_texts_and_shared_quotations_are_no_copies() -> None:
    assert find_duplicates([document("a", LEAD), document("b", LEAD.replace("maandagavond", "dinsdag"))]) == {}
    assert find_duplicates([document("a", LEAD, THIRD * 3), document("b", LEAD, SECOND * 3)]) == {}
