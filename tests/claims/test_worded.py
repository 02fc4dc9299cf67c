"""What the words of a whole document speak for."""

from __future__ import annotations

from demarche.claims.reading import Reading, read
from demarche.claims.worded import FEWEST_TOKENS, VALUES, worded
from demarche.model import Document

LEAD = "Norway accused Russia on Monday of an attack on the computers of its parliament."
FLOOD = "The pages were drowned in bogus requests from thousands of enslaved machines until they collapsed under the load and went dark."
REST = " ".join(
    f"The committee of the chamber met in room {number} and heard what the clerks had to say about the day." for number in range(6)
)


def document(*parts: str) -> Document:
    return Document(id="d" * 64, path="d", text=" ".join(parts), lang="en")


def reading(*parts: str) -> Reading:
    return read(document(*parts), "en")


def test_a_long_document_is_asked_for_every_value() -> None:
    long = reading(LEAD, FLOOD, REST)
    scores = worded(long)
    assert {kind: set(rows) for kind, rows in scores.items()} == {kind: set(values) for kind, values in VALUES.items()}
    assert all(0 <= score <= 1 for rows in scores.values() for score in rows.values())


def test_a_short_text_is_not() -> None:
    short = reading(LEAD)
    assert len(short.note.tokens) < FEWEST_TOKENS
    assert worded(short) == {}


def test_words_speak_for_their_own_value() -> None:
    with_flood, without = worded(reading(LEAD, FLOOD, REST)), worded(reading(LEAD, REST))
    assert with_flood["technique"]["ddos"] > 2 * without["technique"]["ddos"]
