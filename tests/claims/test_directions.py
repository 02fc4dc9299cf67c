"""No rule or weight knows who the usual suspects are: whoever stands in the accuser's place accuses whoever stands in the accused's."""

import itertools

import pytest

from demarche.claims import extract
from demarche.lexicon.data import DATA, read_yaml
from demarche.model import Document

STATES = read_yaml(DATA / "names" / "states.yml")
CODES = ("RU", "US", "CN", "NL", "IR", "IL", "BE", "PT", "VN", "EE", "CL", "KE")
TEXTS = {
    "en": "{x} accuses {y} of hacking its ministry of defence. The government said hackers working for the {y_adj} intelligence service broke into the network and stole documents.",
    "nl": "{x} beschuldigt {y} van een cyberaanval op het ministerie van Defensie. Volgens de regering werken de hackers voor de {y_adj} inlichtingendienst.",
    "de": "{x} macht {y} für einen Cyberangriff auf das Verteidigungsministerium verantwortlich. Die Angreifer arbeiteten für den {y_adj} Geheimdienst, sagte die Regierung.",
    "fr": "{x} accuse {y} d'avoir mené une cyberattaque contre le ministère de la Défense. Les pirates travaillaient pour les services {y_adj}, a déclaré le gouvernement.",
}
ADJECTIVE_FORM = {"en": 0, "nl": 1, "de": 2, "fr": 2}


def form(code: str, lang: str, part: str, at: int = 0) -> str:
    forms = STATES[code][lang][part]
    return str(forms[min(at, len(forms) - 1)])


@pytest.mark.parametrize("lang", TEXTS)
def test_swapping_the_states_swaps_the_claim(lang: str) -> None:
    failures = []
    for x, y in itertools.permutations(CODES, 2):
        text = TEXTS[lang].format(x=form(x, lang, "name"), y=form(y, lang, "name"), y_adj=form(y, lang, "adjective", ADJECTIVE_FORM[lang]))
        claims = extract(Document(id="b" * 64, path="x", text=text, lang=lang))
        named = {(a.by, a.to) for a in claims.attributions if a.to}
        if named != {(x, y)}:
            failures.append((x, y, named))
    assert failures == []
