"""Hostile input ends with a result or a clear refusal; work grows with length, not with its square."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from properties.work import steps

from demarche.clean import clean
from demarche.clean.html_layout import page_of
from demarche.clean.html_tokens import tokens
from demarche.intake import sources_of
from demarche.model import Document, Source

PARAGRAPH = "<p>The ministry said on Monday that hackers had entered its network and stolen files.</p>"
SHAPES: dict[str, Callable[[int], str]] = {
    "attributes": lambda n: "<html><body><div " + " ".join(f'a{i}="x"' for i in range(n)) + ">" + PARAGRAPH,
    "open quote": lambda n: "<html><body>" + '<a href="x>t</a> ' * n + PARAGRAPH,
    "nested": lambda n: "<html><body>" + "<div>" * n + PARAGRAPH + "</div>" * n,
    "wrong ends": lambda n: "<html><body>" + "<div>" * n + "</span></b></p>" * n + PARAGRAPH,
    "nested articles": lambda n: "<html><body>" + ("<article>" + PARAGRAPH) * n,
    "signs": lambda n: "<html><body>" + "<" * n + "&" * n + PARAGRAPH,
    "comments": lambda n: "<html><body>" + "<!-->" * n + PARAGRAPH,
    "openers": lambda n: "Lees ook\nRussische hackers stelen weer eens veel\n" * n,
    "short lines": lambda n: "hello there\n" * n,
    "date lines": lambda n: "12 mei 2021\n" * n,
    "captions": lambda n: PARAGRAPH[3:-4] + "\n" + "Foto: ANP\nEen vrouw staat\n" * n,
}


def cleaning(text: str) -> int:
    """The work of cleaning ``text``."""
    (item,) = [found for found in sources_of(text.encode(), "x") if isinstance(found, Source)]
    return steps(lambda: clean(item))


@pytest.mark.parametrize("shape", SHAPES)
def test_work_is_linear(shape: str) -> None:
    small, large = cleaning(SHAPES[shape](300)), cleaning(SHAPES[shape](1200))
    assert large < 5.5 * small


def test_deep_nesting_is_read_and_reported() -> None:
    (item,) = sources_of(("<html><body>" + "<div>" * 5000 + PARAGRAPH).encode(), "deep.html")
    assert isinstance(item, Source)
    document = clean(item)
    assert isinstance(document, Document)
    assert "hackers had entered" in document.text
    assert [problem.code for problem in document.problems] == ["deep-nesting"]
    assert not document.problems[0].fatal


@pytest.mark.parametrize(
    "markup", ["<", "</", "<!", "<!--", "<p", "<p a='", "<script>", "</p>", "<a b=>", "<1>", "a < b > c", "<p/>x", "&#99999999;"]
)
def test_broken_markup_never_raises(markup: str) -> None:
    list(tokens(markup))
    page_of(f"{markup}{PARAGRAPH}{markup}")


def test_very_long_text_is_cut_and_says_so() -> None:
    (item,) = sources_of(("The ministry said that hackers had come in. " * 40_000).encode(), "long.txt")
    assert isinstance(item, Source)
    document = clean(item)
    assert isinstance(document, Document)
    assert [problem.code for problem in document.problems] == ["partly-read"]
    assert len(document.text) <= 1_000_000
