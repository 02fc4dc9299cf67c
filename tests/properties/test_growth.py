"""Matching does work in proportion to the text, extraction not much more; counted in lines of Python that run, not in seconds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from properties.work import steps

from demarche.claims import extract
from demarche.lexicon import lexicon, tokenize
from demarche.lexicon.load import languages
from demarche.lexicon.names import names
from demarche.model import Document

SMALL, TIMES = 40, 4
MOST = 5.5
"""Four times the text may cost so many times the work."""
MOST_EXTRACTION = 5.5
"""Some features of a candidate look at all accusations of the document: measured 4.3 to 4.7 times the work for four times the text; a square
would be 16."""
SENTENCES = {
    "de": "Russland wirft China vor, Hacker hätten Daten gestohlen. ",
    "en": "Russia accuses China of hacking and stealing data. ",
    "es": "Rusia acusa a China de robar datos con malware. ",
    "fr": "La Russie accuse la Chine d'avoir volé des données. ",
    "nl": "Rusland beschuldigt China van het stelen van data. ",
}


def openers(lang: str) -> str:
    """First words of forms with a gap, side by side: each looks for its other half and never finds it."""
    heads = [form.split(" … ")[0] for cue in lexicon(lang).cues for form in cue.forms if " … " in form and "{" not in form.split(" … ")[0]]
    return " ".join(heads[:20]) + " " if heads else SENTENCES[lang]


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("shape", [openers, SENTENCES.__getitem__, lambda lang: "aa "], ids=["openers", "sentences", "words"])
def test_the_matcher_is_linear(lang: str, shape: Callable[[str], str]) -> None:
    small, large = (tokenize(shape(lang) * size) for size in (SMALL, SMALL * TIMES))
    for matcher in (lexicon(lang).matcher, names(lang).matcher):
        assert steps(lambda: matcher.find(large)) < MOST * steps(lambda: matcher.find(small))  # noqa: B023


@pytest.mark.parametrize("lang", languages())
def test_extraction_is_far_from_quadratic(lang: str) -> None:
    small, large = (Document(id="0" * 64, path="x", text=SENTENCES[lang] * size, lang=lang) for size in (SMALL, SMALL * TIMES))
    assert steps(lambda: extract(large)) < MOST_EXTRACTION * steps(lambda: extract(small))
