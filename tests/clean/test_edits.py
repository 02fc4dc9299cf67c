"""Every clean character knows where it stood."""

from __future__ import annotations

import pytest
from clean.helpers import LEAD, SECOND, cleaned, lines, source
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.clean import clean, decoded, raw_span
from demarche.intake import sources_of
from demarche.model import Document, Source

PIECES = st.sampled_from(
    ["<p>", "</p>", "<div class=related>", "</div>", "<b>", "&amp;", "&nbsp;", "&#x41;", "\n", "  ", "\t", "\u00a0", "\u00ad", "\u200b",
     "Lees ook: iets anders", "De minister zei dat China het had gedaan. ", "<script>x</script>", "<!-- c -->", "<br>", "<", ">", "&",
     '"', "8 minuten geledenPARIJS (AFP) - Iets.", " date 2022-07 ", "\r\n", "\f", "mali-", "<h1>Kop</h1>", "<li>", "Reacties (2)",
     "19 juli 2022"]
)  # fmt: skip


def check(document: Document, raw: str) -> None:
    position = 0
    for edit in document.edits:
        assert edit.start == position
        assert edit.length > 0
        assert 0 <= edit.raw <= edit.raw + edit.raw_length <= len(raw)
        if edit.length == edit.raw_length:
            assert document.text[edit.start : edit.start + edit.length] == raw[edit.raw : edit.raw + edit.raw_length]
        position += edit.length
    assert position == len(document.text)
    for part in document.removed:
        assert 0 <= part.raw < part.raw_end <= len(raw)
        assert part.reason


@given(st.lists(PIECES, min_size=1, max_size=40), st.booleans())
@settings(max_examples=150, deadline=None)
def test_edits_are_exact_for_any_input(pieces: list[str], markup: bool) -> None:
    text = ("<html><body>" if markup else "") + "".join(pieces)
    for item in sources_of(text.encode(), "x"):
        if isinstance(item, Source):
            document = clean(item)
            if isinstance(document, Document):
                check(document, decoded(item))
                assert clean(item) == document


def test_a_span_is_carried_back_over_entities_and_markup() -> None:
    raw = "<html><body><h1>X</h1><p>Ministerie &amp; <b>parket</b> noemen China.</p></body></html>"
    item = source(raw)
    document = clean(item)
    assert isinstance(document, Document)
    start = document.text.index("Ministerie")
    left, right = raw_span(document, start, start + len("Ministerie & parket"))
    assert decoded(item)[left:right] == "Ministerie &amp; <b>parket"
    words = document.text.index("China")
    assert decoded(item)[slice(*raw_span(document, words, words + 5))] == "China"


def test_a_span_outside_the_text_is_refused() -> None:
    document = cleaned(lines(LEAD, SECOND))
    with pytest.raises(ValueError, match="no span"):
        raw_span(document, 0, len(document.text) + 1)


def test_removed_parts_are_the_sources_own_words() -> None:
    text = lines("Een titel over een hack in België", LEAD, "Lees ook: Hittegolf in Londen", SECOND)
    (removed,) = [part for part in cleaned(text).removed if part.reason == "related"]
    assert text[removed.raw : removed.raw_end] == "Lees ook: Hittegolf in Londen"
