"""The notation of forms in data files.

``beschuldig{t,de,den,en}``   alternatives, nested if need be; an empty one makes a part optional
``*aanval{,len}``             ``*`` stands for any letters (compounds)
``räumt … ein$``   the last word must close its clause (punctuation or the end follows)
``{hackers,@state}``   ``@state`` stands for the names and seats of all states, ``@people`` for their adjectives and people (``classes``)
``houd{en,t} … verantwoordelijk``  ``…`` stands for up to ``GAP`` words of the same sentence
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from demarche.lexicon.text import fold

GAP = 9
"""Distance in tokens that ``…`` bridges unless the language says otherwise; longer gaps in English belonged to another clause."""
CLAUSE_END = "$"
"""Mark of a word that must close its clause: the particle of a separable verb ("räumt … ein$"), not the article or preposition like it."""
GAP_MARK = "…"
WILD = "*"
PIECE = re.compile(r"@\w+|[\w*]+\$?|…|[^\w\s]")
MARKS = re.compile(r"[{},]|[^{},]+")
MOST_FORMS = 4000


class FormError(ValueError):
    """A form in a data file that cannot be read; the message names the form."""


def expand(form: str) -> list[str]:
    """Spell out the braces of ``form``.

    >>> expand("{ver,be}schuldig{t,en}")
    ['verschuldigt', 'verschuldigen', 'beschuldigt', 'beschuldigen']
    """
    if "{" not in form:
        return [form]
    results = _alternatives(iter(MARKS.findall(form)), form, top=True)
    if len(results) > MOST_FORMS:
        raise FormError(f"{form!r} stands for {len(results)} forms; write it as several")
    return results


def _alternatives(marks: Iterator[str], form: str, top: bool) -> list[str]:
    """The spellings up to the brace that closes, or at the top to the end."""
    done: list[str] = []
    heads = [""]
    for mark in marks:
        if mark == "{":
            inner = _alternatives(marks, form, top=False)
            heads = [head + tail for head in heads for tail in inner]
        elif mark == "}" and not top:
            return done + heads
        elif mark == "," and not top:
            done, heads = done + heads, [""]
        else:
            heads = [head + mark for head in heads]
    if not top:
        raise FormError(f"unclosed brace in {form!r}")
    return heads


Option = tuple[str, ...]
"""The tokens of one alternative; an empty one means that the part may be left out."""
Part = tuple[Option, ...]
"""The alternatives at one place of a form, the longest first; the gap is ``GAP_PART``."""
GAP_PART: Part = ((GAP_MARK,),)


@cache
def patterns(form: str) -> tuple[tuple[Part, ...], ...]:
    """The parts of ``form``, cut at its outer spaces; alternatives stay side by side, so that long lists do not multiply.

    Several patterns only where a form may begin at its second part. Raises FormError for an empty form or a gap at its edge.

    >>> patterns("{wijs,wees} … aan")
    (((('wees',), ('wijs',)), (('…',),), (('aan',),)),)
    """
    parts = [_part(chunk) for chunk in _chunks(form)]
    found = []
    while parts:
        solid = tuple(option for option in parts[0] if option)
        if solid:
            found.append((solid, *parts[1:]))
        if len(solid) == len(parts[0]):
            break
        parts = parts[1:]
    if not found or any(GAP_PART in (pattern[0], pattern[-1]) for pattern in found):
        raise FormError(f"form {form!r} is empty or has a gap at its edge")
    return tuple(found)


@cache
def _part(chunk: str) -> Part:
    """The alternatives of one part; the same lists stand in many forms."""
    if chunk.isalnum():
        return ((fold(chunk),),)  # a plain word, as most are
    options = {(fold(text),) if text.isalnum() else tuple(map(fold, PIECE.findall(text))) for text in expand(chunk)}
    return tuple(sorted(sorted(options), key=len, reverse=True))


def forget() -> None:
    """Let go of the forms that were read: they are kept while a language is taken in, where the same lists stand in many."""
    patterns.cache_clear()
    _part.cache_clear()


def _chunks(form: str) -> list[str]:
    """Cut at the spaces outside braces."""
    if "{" not in form:
        return [chunk for chunk in form.split(" ") if chunk]
    chunks: list[str] = []
    depth = 0
    for word in form.split(" "):
        if depth:
            chunks[-1] += f" {word}"
        else:
            chunks.append(word)
        depth += word.count("{") - word.count("}")
    return [chunk for chunk in chunks if chunk]
