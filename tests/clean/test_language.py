from __future__ import annotations

import pytest

from demarche.clean.language import language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De regering houdt China verantwoordelijk voor de aanval.", "nl"),
        ("The government holds China responsible for the attack.", "en"),
        ("Le gouvernement tient la Chine pour responsable de l'attaque.", "fr"),
        ("Die Regierung macht China für den Angriff verantwortlich.", "de"),
        ("El gobierno responsabiliza a China del ataque informático contra el ministerio.", "es"),
    ],
)
def test_languages(text: str, expected: str) -> None:
    assert language(text) == expected


def test_too_little_text_takes_what_is_declared() -> None:
    assert language("APT31", "nl-BE") == "nl"
    assert language("APT31") == "und"
