"""Everything that is registered says what it is."""

from __future__ import annotations

import importlib

import pytest

import demarche
from demarche.cli.app import app
from demarche.export import FORMATS, load

EXPORT = {"export": "export_to", "import": "import_dossier"}
"""Verbs of the command line whose name in the library differs, with the reason in docs/decisions/0002."""
CONTRIBUTOR = {"lexicon"}
"""Verbs that work on the program's own data."""


@pytest.mark.parametrize("verb", demarche.VERBS)
def test_a_public_verb_is_a_documented_function(verb: str) -> None:
    function = getattr(demarche, verb)
    assert function.__module__ == demarche.VERBS[verb]
    assert len(function.__doc__.split()) > 5
    assert "return" in function.__annotations__


def test_every_command_is_a_library_verb() -> None:
    commands = {EXPORT.get(command.name, command.name) for command in app.registered_commands} - CONTRIBUTOR
    assert commands <= set(demarche.VERBS), commands - set(demarche.VERBS)


def test_an_unknown_verb_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        demarche.nonsense  # noqa: B018


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_knows_its_name_its_losses_and_its_purpose(name: str) -> None:
    try:
        found = load(name)
    except demarche.errors.MissingExtraError:
        pytest.skip("its library is not installed")
    assert found.name == name
    assert found.about
    assert found.suffix.startswith(".")
    assert all(loss.endswith(".") for loss in found.losses)
    assert importlib.import_module(FORMATS[name]).__doc__
