"""Reading does not look for garbage, since it leaves none."""

import gc

from demarche.claims import extract
from demarche.lexicon.garbage import short_lived
from demarche.model import Document

TEXT = (
    "The British government blamed Russia for the cyberattack on its parliament. Moscow rejected the accusation. It expelled two diplomats."
)


def test_not_looked_for_inside_and_as_before_behind() -> None:
    with short_lived():
        inside = gc.isenabled()
        with short_lived():
            pass
        still = gc.isenabled()
    assert (inside, still, gc.isenabled()) == (False, False, True)


def test_whoever_has_turned_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        with short_lived():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_document_leaves_none() -> None:
    document = Document(id="0" * 64, path="a", text=TEXT, lang="en")
    assert extract(document).relevant
    gc.collect()
    extract(document)
    assert gc.collect() == 0
