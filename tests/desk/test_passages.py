"""Highlights are the stored quotations, character by character."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.desk.passages import Mark, excerpts, pieces, shown
from demarche.model import Quote

TEXTS = st.text(
    st.sampled_from("a é e\u0301 👩‍🚀 \U0001f1e7\U0001f1ea <>&\"' \n \u202e \u200b ﬁ İ ß".replace(" ", "") + " \n"), min_size=1, max_size=60
)


class Reader(HTMLParser):
    """What a browser would show: text, and the elements it is in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags = "", set[str]()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=6))
def test_pieces_join_to_the_text_and_to_each_quotation(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(s, min(s + n, len(text)), str(i), "denials") for i, (s, n) in enumerate(spans) if s < len(text)]
    found = pieces(text, marks)
    assert "".join(piece.text for piece in found) == text
    for mark in marks:
        assert "".join(piece.text for piece in found if mark.id in piece.claims) == text[mark.start : mark.end]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_shown_text_reads_as_it_is_and_is_no_markup(text: str) -> None:
    reader = Reader()
    reader.feed(str(shown(text)))
    reader.close()
    assert reader.text == text
    assert reader.tags <= {"bdi"}


def test_a_direction_override_is_fenced_in_and_named() -> None:
    assert shown("a\u202eb") == 'a<bdi class="steers" data-code="U+202E">\u202e</bdi>b'


def test_a_mark_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        pieces("abc", [Mark(1, 9, "x", "denials")])


def test_an_excerpt_stays_in_its_paragraph_and_cuts_at_words() -> None:
    text = "Earlier.\n" + "word " * 60 + "HERE" + " word" * 60 + "\nLater."
    start = text.index("HERE")
    (found,) = excerpts(text, [Quote.of(text, start, start + 4)])
    (before, _), (exact, quoted), _ = found.parts
    assert (exact, quoted) == ("HERE", True)
    assert "Earlier" not in before
    assert before.split() == ["word"] * len(before.split())
    assert found.more == (True, True)


def test_quotations_near_each_other_share_an_excerpt() -> None:
    text = "One two three four. " + "x " * 300 + "Five."
    near = [Quote.of(text, 0, 7), Quote.of(text, 4, 13), Quote.of(text, 14, 18), Quote.of(text, len(text) - 5, len(text))]
    first, last = excerpts(text, near)
    assert [part for part in first.parts if part[1]] == [("One ", True), ("two", True), (" three", True), ("four", True)]
    assert ("Five.", True) in last.parts
