"""The command ``demarche``: registers the verbs and turns failures into exit codes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from importlib.util import find_spec

import typer

from demarche.cli.common import DONE, STOP, USAGE

VERBS = (
    "build", "timeline", "show", "matrix", "ledger", "gaps", "why", "judge", "explain", "search", "export", "import_", "verify", "problems",
    "inspect", "hunt", "serve", "user", "lexicon",
)  # fmt: skip
"""In the order of ``demarche --help``. Each is ``cli/<verb>.py`` with a function of that name and an ``EPILOG``; a word of
Python's own has ``_`` after it there."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Who accuses whom of which cyber-attack, how sure, on what basis, and what the accused answers.",
    epilog="Exit codes: 0 done, 1 some items could not be read, 2 the call is wrong, 3 the run cannot go on.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from demarche import __version__

        print(f"demarche {__version__}")
        raise typer.Exit(DONE)


@app.callback()
def _options(version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version.")) -> None:
    pass


def _with_exit_code(verb: Callable[..., int]) -> Callable[..., None]:
    @wraps(verb)
    def run(*args: object, **kwargs: object) -> None:
        raise typer.Exit(verb(*args, **kwargs))

    run.__annotations__["return"] = None
    return run


def register(verb: str) -> None:
    """Add one verb's command."""
    module = import_module(f"demarche.cli.{verb}")
    app.command(verb.rstrip("_"), epilog=module.EPILOG)(_with_exit_code(getattr(module, verb)))


for _verb in VERBS:
    if find_spec(f"demarche.cli.{_verb}"):
        register(_verb)


def main() -> None:
    """Run the command line; never shows a traceback for a failure that has a name."""
    from demarche.errors import DemarcheError

    try:
        app()
    except DemarcheError as error:
        print(f"demarche: {error}{'; ' + error.hint if error.hint else ''}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(DONE)
    except KeyboardInterrupt:
        print("demarche: stopped; what was read so far is in the record, run the same command to go on", file=sys.stderr)
        sys.exit(STOP)


__all__ = ["USAGE", "app", "main"]
