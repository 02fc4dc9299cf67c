"""``demarche lexicon``: checks the word data and looks words up in it."""

from __future__ import annotations

from typing import Annotated

import typer

from demarche.cli.common import DONE, SOME_UNREADABLE

COLUMNS = ("cue", "problem")
EPILOG = f"""
Columns of check: {", ".join(COLUMNS)}; of find: cue, kind, frame, type, words.\n\n
Example: demarche lexicon check nl\n\n
Example: demarche lexicon find nl "België wijst China met de vinger"
"""


def lexicon(
    action: Annotated[str, typer.Argument(help="check or find")],
    lang: Annotated[str, typer.Argument(help="a language code, or all")] = "all",
    text: Annotated[str, typer.Argument(help="with find: the text to look into")] = "",
) -> int:
    """Check the word data of a language, or show which cues a text holds."""
    from demarche.lexicon.load import languages

    wanted = list(languages()) if lang == "all" else [lang]
    if action == "check":
        return _check(wanted)
    if action == "find":
        return _find(wanted, text)
    raise typer.BadParameter(f"{action!r} is neither check nor find")


def _check(wanted: list[str]) -> int:
    from demarche.lexicon.check import check
    from demarche.lexicon.load import read_cues

    failed = False
    for lang in wanted:
        complaints = check(lang)
        for complaint in complaints:
            print(complaint)
        failed = failed or bool(complaints)
        if not complaints:
            cues = read_cues(lang)
            print(f"{lang}: {len(cues)} cues, {sum(len(cue.forms) for cue in cues)} forms, no complaint")
    return SOME_UNREADABLE if failed else DONE


def _find(wanted: list[str], text: str) -> int:
    from demarche.lexicon import lexicon as compiled
    from demarche.lexicon import tokenize

    tokens = tokenize(text)
    for lang in wanted:
        for hit in compiled(lang).matcher.find(tokens):
            words = text[tokens[hit.first].start : tokens[hit.last - 1].end]
            print(f"{hit.entry.id}\t{hit.entry.kind}\t{hit.entry.frame}\t{hit.entry.type}\t{words}")
    return DONE
