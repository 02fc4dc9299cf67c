"""The notation of forms in data files.

``beschuldig{t,de,den,en}``   alternatives, nested if need be; an empty one makes a part optional
``*aanval{,len}``             ``*`` stands for any letters (compounds)
``houd{en,t} … verantwoordelijk``  ``…`` stands for up to ``GAP`` words of the same sentence
"""

from __future__ import annotations

import re

from demarche.lexicon.text import fold

GAP = 9
"""Longest distance in tokens that ``…`` bridges; longer gaps in the gold documents belonged to another clause."""
GAP_MARK = "…"
PIECE = re.compile(r"[\w*]+|…|[^\w\s]")
MOST_FORMS = 4000


class FormError(ValueError):
    """A form in a data file that cannot be read; the message names the form."""


def expand(form: str) -> list[str]:
    """Spell out the braces of ``form``.

    >>> expand("{ver,be}schuldig{t,en}")
    ['verschuldigt', 'verschuldigen', 'beschuldigt', 'beschuldigen']
    """
    results = _alternatives(form, 0, top=True)[0]
    if len(results) > MOST_FORMS:
        raise FormError(f"{form!r} stands for {len(results)} forms; write it as several")
    return results


def _alternatives(form: str, at: int, top: bool) -> tuple[list[str], int]:
    done: list[str] = []
    heads = [""]
    while at < len(form):
        mark = form[at]
        if mark == "{":
            inner, at = _alternatives(form, at + 1, top=False)
            heads = [head + tail for head in heads for tail in inner]
        elif mark == "}" and not top:
            return done + heads, at + 1
        elif mark == "," and not top:
            done, heads = done + heads, [""]
            at += 1
        else:
            heads = [head + mark for head in heads]
            at += 1
    if not top:
        raise FormError(f"unclosed brace in {form!r}")
    return done + heads, at


def pieces(form: str) -> tuple[str, ...]:
    """Split one spelled-out form into folded token patterns."""
    parts = tuple(p if p == GAP_MARK else fold(p) for p in PIECE.findall(form))
    if not parts or parts[0] == GAP_MARK or parts[-1] == GAP_MARK:
        raise FormError(f"form {form!r} is empty or has a gap at its edge")
    return parts
