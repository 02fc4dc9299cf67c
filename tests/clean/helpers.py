"""Short ways from text to a cleaned document."""

from __future__ import annotations

from demarche.clean import clean
from demarche.intake import sources_of
from demarche.model import Document, Source

LEAD = (
    "De Belgische regering houdt hackers uit China verantwoordelijk voor een inbraak bij het ministerie van Defensie, "
    "zo liet de minister van Buitenlandse Zaken maandagavond in een verklaring weten."
)
SECOND = (
    "De ambassade van China in Brussel wijst de beschuldiging van de hand en zegt dat er geen enkel bewijs voor is geleverd, "
    "terwijl het land naar eigen zeggen zelf een van de voornaamste slachtoffers van cyberaanvallen is."
)
THIRD = "Het federaal parket heeft een onderzoek geopend en wil over de zaak verder niets kwijt zolang dat nog loopt."


def source(text: str | bytes, path: str = "a.txt") -> Source:
    raw = text.encode() if isinstance(text, str) else text
    (found,) = sources_of(raw, path)
    assert isinstance(found, Source), found
    return found


def cleaned(text: str | bytes) -> Document:
    document = clean(source(text))
    assert isinstance(document, Document), document
    return document


def lines(*parts: str) -> str:
    return "\n".join(parts) + "\n"
