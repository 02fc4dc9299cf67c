"""What an exporter is: a name, how it writes, and what it cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from demarche.export.view import View

Write = Callable[[View, BinaryIO], None]
Part = tuple[str, Callable[[BinaryIO], None]]
"""The name of a file (``/`` between folders) and what writes it."""


@dataclass(frozen=True, slots=True)
class Format:
    """``write`` puts a view of the record into a binary stream; the same view gives the same bytes.

    ``parts`` are the files of the format's folder form, for formats that have one: each is written once, in order. ``judged`` says whether
    claims are written as people's judgements leave them when nobody asks otherwise, ``maskable`` whether it can leave out the recipients of
    mails. ``losses`` are sentences, each naming something of the record that this format has no place for.
    """

    name: str
    suffix: str
    about: str
    write: Write
    losses: tuple[str, ...] = ()
    parts: Callable[[View], Iterator[Part]] | None = None
    judged: bool = True
    maskable: bool = True
