"""Adjectives of states are found as hasty texts write them; where a capital tells one from another word it is wanted."""

from __future__ import annotations

import pytest

from demarche.annotate import annotate
from demarche.model import Document


def states(text: str) -> set[str | None]:
    """The states that the mentions of ``text`` mean."""
    note = annotate(Document(id="0" * 64, path="post.txt", text=text, lang="en"), "en")
    return {m.key for m in note.mentions if m.key}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The turkish hacker group defaced a website.", "TR"),
        ("north Korean hackers robbed a bank.", "KP"),
        ("A north-Korean group robbed a bank.", "KP"),
        ("The iranian government hacked its critics.", "IR"),
    ],
)
def test_adjectives_written_small_name_their_state(text: str, state: str) -> None:
    assert states(text) == {state}


@pytest.mark.parametrize("text", ["Hackers polish their tools.", "A jersey was sold by hackers.", "Hackers ate a kiwi."])
def test_other_words_written_small_name_none(text: str) -> None:
    assert not states(text)
