"""What an exporter is: a name, how it writes, and what it cannot hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from demarche.export.view import View


@dataclass(frozen=True, slots=True)
class Format:
    """``write`` puts a view of the record into a binary stream; the same view gives the same bytes.

    ``losses`` are sentences, each naming something of the record that this format has no place for.
    """

    name: str
    suffix: str
    about: str
    write: Callable[[View, BinaryIO], None]
    losses: tuple[str, ...] = ()
