"""What can be set by a judgement is what the coding guide knows."""

from __future__ import annotations

from typing import Any

import pytest

from demarche.errors import UsageError
from demarche.incidents.values import FIELDS, check

QUOTES = [{"start": 0, "exact": "words"}]
WHOLE: dict[str, dict[str, Any]] = {
    "attributions": {"by": "NL", "to": None, "groups": ["APT31"], "certainty": "likely", "responsibility": "state"},
    "denials": {"by": "CN", "types": ["flat", "victim-too"]},
    "responses": {"by": "EU", "type": "sanction", "to": "RU", "status": "threatened"},
    "victims": {"country": None, "type": "academia"},
    "techniques": {"type": "phishing"},
    "objectives": {"type": "espionage"},
}


@pytest.mark.parametrize("kind", FIELDS)
def test_a_whole_claim_can_be_added_and_each_field_corrected_alone(kind: str) -> None:
    check("add", kind, {"kind": kind, **WHOLE[kind], "quotes": QUOTES, "background": True})
    for name, value in WHOLE[kind].items():
        check("correct", kind, {name: value})
        with pytest.raises(UsageError, match=f"{name} is missing"):
            check("add", kind, {key: item for key, item in WHOLE[kind].items() if key != name} | {"quotes": QUOTES})
    with pytest.raises(UsageError, match="quotes is missing"):
        check("add", kind, WHOLE[kind])


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("attributions", {"certainty": "sure"}), ("attributions", {"by": ""}), ("attributions", {"by": None}), ("attributions", {"to": 3}),
        ("attributions", {"groups": "APT31"}), ("attributions", {"groups": [{"name": "APT31"}]}), ("attributions", {"status": "done"}),
        ("attributions", {"score": 1.0}), ("attributions", {"background": "no"}), ("attributions", {"quotes": []}),
        ("attributions", {"quotes": [{"start": "x", "exact": "words"}]}), ("attributions", {"quotes": "words"}),
        ("denials", {"types": []}), ("denials", {"types": ["flat", "loud"]}), ("denials", {"types": "flat"}),
        ("responses", {"type": "state"}), ("responses", {"type": ["condemn"]}), ("victims", {"type": "condemn"}),
        ("techniques", {"type": "espionage"}), ("rumours", {"by": "NL"}),
    ],
)  # fmt: skip
def test_what_the_guide_does_not_know_is_refused(kind: str, value: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        check("correct", kind, value)
