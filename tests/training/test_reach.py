"""What the constructions reach: each wanted claim counted once, by how it is proposed, whatever the weights say of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
pytest.importorskip("sklearn")

from reach import measured
from training.examples import labelled

from demarche.model import Document


def outcomes(text: str, *pairs: tuple[str, str]) -> dict[str, int]:
    """The outcomes of attributions in ``text``, of which gold has ``pairs``."""
    wanted = [{"by": by, "to": to, "groups": [], "certainty": "stated", "responsibility": "state"} for by, to in pairs]
    gold = {"id": "x", "lang": "en", "relevant": True, "incidents": [], "attributions": wanted}
    example = labelled(gold, Document(id="d" * 64, path="d", text=text, lang="en"))
    return dict(measured([example], ["attribution"], listing=False)["attribution", "en"])


def test_each_wanted_claim_is_counted_by_how_it_is_proposed() -> None:
    text = "Norway accuses Russia of hacking its parliament. Chile took note of it."
    assert outcomes(text, ("NO", "RU"))["reached"] == 1
    assert outcomes(text, ("CL", "RU"))["vague"] == 1
    assert outcomes(text, ("NO", "KP"))["none"] == 1


def test_what_gold_does_not_have_is_wrong() -> None:
    text = "Norway accuses Russia of hacking its parliament."
    assert outcomes(text, ("NO", "RU")).get("wrong", 0) < outcomes(text).get("wrong", 0)
