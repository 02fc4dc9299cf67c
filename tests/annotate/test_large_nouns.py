"""German nouns are written large: the same word small is a verb."""

from __future__ import annotations

from demarche.annotate import annotate
from demarche.model import Document


def organs(text: str) -> list[str]:
    note = annotate(Document(id="l" * 64, path="l", text=text, lang="de"), "de")
    return [note.words(m.first, m.last) for m in note.mentions if m.type in ("organ", "generic")]


def test_a_verb_is_no_office() -> None:
    assert organs("Hacker stellen der WHO Fallen.") == ["WHO"]


def test_an_office_is_known_by_its_capital() -> None:
    assert "Stellen der USA" in organs("Das teilten Stellen der USA mit.")
