from demarche.lexicon.forms import patterns
from demarche.lexicon.pieces import Pieces
from demarche.lexicon.text import tokenize


def fitting(forms: list[str], text: str) -> list[set[str]]:
    pieces = Pieces()
    for form in forms:
        for pattern in patterns(form):
            pieces.learn(*pattern)
    return [set(one) for one in pieces.of(tokenize(text))]


def test_wildcards_at_either_end_and_inside() -> None:
    forms = ["*aanval", "cyber*", "*spion*", "d*s"]
    assert fitting(forms, "Cyberaanval") == [{"*aanval", "cyber*"}]
    assert fitting(forms, "contraspionage ddos ds d") == [{"*spion*"}, {"d*s"}, {"d*s"}, set()]


def test_wildcards_do_not_share_letters() -> None:
    assert fitting(["ana*nas"], "ananas anas") == [{"ana*nas"}, set()]


def test_closing_words() -> None:
    assert fitting(["räumt … ein$"], "räumt sie ein, ein Fehler") == [{"raumt"}, set(), {"ein$"}, set(), set(), set()]


def test_learning_more_forgets_what_was_looked_up() -> None:
    pieces = Pieces()
    pieces.learn((("one",),))
    assert pieces.of(tokenize("one two")) == [("one",), ()]
    pieces.learn((("two",),))
    assert pieces.of(tokenize("one two")) == [("one",), ("two",)]
