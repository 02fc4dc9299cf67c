"""Every verb explains itself, and the help comes fast because nothing heavy is loaded for it."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from demarche.cli.app import app

VERBS = sorted(command.name or "" for command in app.registered_commands)
HEAVY = ("sqlalchemy", "pydantic", "pypdfium2", "yaml", "babel", "rich.table")


def python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("verb", VERBS)
def test_help_ends_with_what_is_printed_and_an_example(run, verb: str) -> None:
    code, out, _ = run(verb, "--help")
    assert code == 0
    examples = re.findall(r"Example: (demarche .+)", out)
    assert examples
    assert all(example.startswith(f"demarche {verb}") for example in examples)
    assert re.search(r"columns?|prints?\b|lines?\b", out, re.I)


def test_the_overview_names_every_verb_and_the_exit_codes(run) -> None:
    out = run("--help")[1]
    assert all(f"\n  {verb} " in out for verb in VERBS)
    assert "Exit codes: 0 done" in out


@pytest.mark.parametrize("statement", ["import demarche", "import demarche.cli.app"])
def test_nothing_heavy_is_loaded_before_it_is_needed(statement: str) -> None:
    loaded = python(f"import sys; {statement}; print(*sys.modules)").split()
    assert not [name for name in HEAVY if name in loaded]


def test_the_version_is_printed(run) -> None:
    from demarche import __version__

    assert run("--version")[1].strip() == f"demarche {__version__}"
