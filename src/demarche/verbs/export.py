"""The record in a form that others use."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, cast

from sqlalchemy import Connection

from demarche.errors import UsageError
from demarche.export import load
from demarche.export.archive import pack
from demarche.export.format import Format
from demarche.export.view import View
from demarche.settings import default_record
from demarche.store import open_record, read
from demarche.verbs.selection import Selection

TLP = ("clear", "green", "amber", "amber+strict", "red")
"""Labels of the Traffic Light Protocol 2.0 (FIRST)."""


def export_to(
    out: BinaryIO,
    format: str = "jsonl",
    record: str | None = None,
    selection: Selection | None = None,
    *,
    incidents: Collection[str] | None = None,
    tlp: str | None = None,
    judged: bool | None = None,
    mask: bool = False,
) -> None:
    """Write the record, or the selected incidents of it, to ``out``, marked with the label ``tlp`` where the format can carry one.

    ``incidents`` are ids, or beginnings of them. ``judged`` says whether people's judgements are applied to claims, None as the format does
    by itself (all but jsonl apply them). ``mask`` blocks out the recipients of mails. Raises ``UsageError`` for an unknown format, label or
    incident and for a format that cannot be masked, ``MissingExtraError`` when the format's library is not installed.
    """
    chosen = load(format)
    with _view(record, selection, incidents, _Marks(chosen, tlp, judged, mask)) as view:
        chosen.write(view, out)


def export_files(
    path: Path,
    format: str = "jsonl",
    record: str | None = None,
    selection: Selection | None = None,
    *,
    folder: bool = False,
    incidents: Collection[str] | None = None,
    tlp: str | None = None,
    judged: bool | None = None,
    mask: bool = False,
) -> list[Path]:
    """Write to ``path`` and return the files written: a format's several files where it has them and ``path`` is a folder (or ``folder``
    says that it shall be one) or ends in ``.zip``, else one file. A file appears under its name only when it is complete.
    """
    chosen = load(format)
    folder = folder or path.is_dir()
    if folder and chosen.parts is None:
        path, folder = path / f"record{chosen.suffix}", False
    with _view(record, selection, incidents, _Marks(chosen, tlp, judged, mask)) as view, _written(path):
        if folder and chosen.parts:
            return [_file(path / name, write) for name, write in chosen.parts(view)]
        if (parts := chosen.parts) and path.suffix == ".zip" != chosen.suffix:
            return [_file(path, lambda out: pack(parts(view), out))]
        return [_file(path, lambda out: chosen.write(view, out))]


def losses(format: str) -> tuple[str, ...]:
    """What a format cannot hold, a sentence each."""
    return load(format).losses


@dataclass(frozen=True, slots=True)
class _Marks:
    """What is asked of a view besides the choice of incidents, checked against the format."""

    format: Format
    tlp: str | None
    judged: bool | None
    mask: bool

    def __post_init__(self) -> None:
        if self.tlp is not None and self.tlp not in TLP:
            raise UsageError(f"there is no label TLP:{self.tlp}", f"choose one of: {', '.join(TLP)}")
        if self.mask and not self.format.maskable:
            raise UsageError(f"the format {self.format.name} holds mails as they came and cannot be masked", "choose another format")

    def view(self, connection: Connection, selected: set[str] | None = None) -> View:
        judged = self.format.judged if self.judged is None else self.judged
        return View(connection, selected, self.tlp, judged, self.mask)


@contextmanager
def _view(record: str | None, selection: Selection | None, incidents: Collection[str] | None, marks: _Marks) -> Iterator[View]:
    with open_record(record or default_record()) as kept, kept.reading() as asked:
        whole = marks.view(asked)
        chosen = _selected(whole, selection, incidents)
        yield whole if chosen is None else marks.view(asked, chosen)


def _selected(view: View, selection: Selection | None, incidents: Collection[str] | None) -> set[str] | None:
    if selection is None and not incidents:
        return None
    named = {_named(view.connection, id) for id in incidents or ()}
    found = (one for one in view.incidents() if not named or one.id in named)
    return {one.id for one in found if selection is None or selection.takes(one)}


def _named(connection: Connection, id: str) -> str:
    found = read.incident(connection, id)
    if found is None:
        raise UsageError(f"no single incident has the id {id}", "list them: demarche timeline")
    return found.id


@contextmanager
def _written(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(f"{error.filename or path} cannot be written: {error.strerror}", "name another place with --output") from error


def _file(path: Path, write: Callable[[BinaryIO], None]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            write(device)
        return path
    with NamedTemporaryFile(dir=path.parent, prefix=".export-", delete=False) as held:
        try:
            write(cast(BinaryIO, held))
            held.flush()
            os.chmod(held.name, 0o666 & ~_umask())
            os.replace(held.name, path)
        except BaseException:
            os.unlink(held.name)
            raise
    return path


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
