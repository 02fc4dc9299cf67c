import pytest

from demarche.claims.extract import speaks_of_attacks
from demarche.claims.reading import read
from demarche.lexicon.prefilter import may_concern
from demarche.model import Document
from evaluation.ordinary import languages, sentences

EVERY = 5
"""Every fifth ordinary sentence is read, so that the test stays short."""


@pytest.mark.parametrize("lang", languages())
def test_what_is_turned_away_speaks_of_no_attack(lang: str) -> None:
    away = [text for text in sentences(lang)[::EVERY] if not may_concern(text, lang)]
    documents = [Document(id="0" * 64, path="x", text=text, lang=lang) for text in away]
    assert len(away) > 50
    assert [document.text for document in documents if speaks_of_attacks(read(document, lang))] == []


@pytest.mark.parametrize(
    "text", ["Hackers stole the files.", "Who is Fancy Bear?", "It names UNC2814.", "The UNC9999 case", "\n\nA DDoS attack"]
)
def test_one_sure_word_is_enough(text: str) -> None:
    assert may_concern(text, "en")


@pytest.mark.parametrize("text", ["", "\n \n", "Parliament adopted the budget.", "He had a heart attack."])
def test_other_news_is_turned_away(text: str) -> None:
    assert not may_concern(text, "en")
