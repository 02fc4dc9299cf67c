"""Where mails come from: files, mbox files, folders (Maildir too), bytes. Read only; nothing is opened for writing."""

from __future__ import annotations

import mmap
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from demarche.errors import UsageError

FROM_LINE = re.compile(rb"From [^\r\n]{1,300}?(?:19|20)\d\d[^\r\n]{0,40}\r?\n")
"""mbox separator (RFC 4155): ``From`` sender date. The year keeps a sentence that begins with From from being taken for one."""
SKIPPED_SUFFIXES = frozenset(
    {
        ".json",
        ".jsonl",
        ".yml",
        ".yaml",
        ".csv",
        ".html",
        ".htm",
        ".pdf",
        ".zip",
        ".gz",
        ".db",
        ".sqlite",
        ".png",
        ".jpg",
        ".svg",
        ".md",
        ".py",
        ".log",
        ".index",
        ".cache",
        ".lock",
    }
)
"""In a folder, files of these kinds are no mails and are passed over; named on their own they are tried."""
PROBE = 4096


class Unreadable(Exception):
    """A file that cannot be read; ``code`` and ``detail`` become the mail's problem record."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Item:
    """One mail to read: a whole file, a stretch of an mbox file, or bytes held already. ``index`` counts within the file, from 0."""

    path: str
    index: int = 0
    start: int = 0
    end: int = -1
    held: bytes | None = None
    most: int = -1

    def read(self) -> bytes:
        """The raw bytes.

        Raises ``Unreadable`` when the file is gone, forbidden or larger than allowed.
        """
        if self.held is not None:
            return self.held
        try:
            with open(self.path, "rb") as file:
                size = (os.fstat(file.fileno()).st_size if self.end < 0 else self.end) - self.start
                if 0 <= self.most < size:
                    raise Unreadable("too-large", "")
                file.seek(self.start)
                return file.read(size)
        except OSError as error:
            raise Unreadable("unreadable", error.strerror or str(error)) from error


def items(paths: Iterable[str | os.PathLike[str]], most: int = -1) -> Iterator[Item]:
    """Every mail below the given paths, folders in the order of their names. ``most``: bytes above which a mail is refused unread.

    Raises ``UsageError`` for a path that does not exist.
    """
    places = [Path(path) for path in paths]
    for where in places:
        if not where.exists():
            raise UsageError(f"{where}: no such file or folder", "give .eml, .msg or mbox files, or folders that hold them")
    for where in places:
        for file in _files(where) if where.is_dir() else (where,):
            yield from _in_file(file, most)


def _files(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders.sort()
        folders[:] = [name for name in folders if not name.startswith(".") or name[1:2].isupper()]
        for name in sorted(names):
            file = Path(root) / name
            if not name.startswith(".") and file.suffix.lower() not in SKIPPED_SUFFIXES and file.is_file() and not file.is_symlink():
                yield file


def _in_file(file: Path, most: int) -> Iterator[Item]:
    if not file.is_file():
        raise UsageError(f"{file} is no regular file", "save the mails to a file or folder first")
    try:
        with open(file, "rb") as stream:
            if is_mbox(stream.read(PROBE)):
                yield from _in_mbox(str(file), stream, most)
                return
    except OSError:
        pass
    yield Item(str(file), most=most)


def is_mbox(head: bytes) -> bool:
    """Whether a file that begins so is an mbox."""
    return FROM_LINE.match(head) is not None


def _in_mbox(path: str, stream: BinaryIO, most: int) -> Iterator[Item]:
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for index, (start, end) in enumerate(cuts(content)):
            yield Item(path, index, start, end, most=most)


def cuts(content: bytes | mmap.mmap) -> Iterator[tuple[int, int]]:
    """Where the mails of an mbox stand, cut at its separators: a ``From `` line at the beginning or after a blank line."""
    start = 0
    for cut in _separators(content):
        yield start, cut
        start = cut
    yield start, len(content)


def _separators(content: bytes | mmap.mmap) -> Iterator[int]:
    at = 0
    while (found := content.find(b"\nFrom ", at)) >= 0:
        at = found + 1
        blank = content[found - 1 : found] == b"\n" or content[max(0, found - 2) : found] == b"\n\r"
        if blank and FROM_LINE.match(content[at : at + 400]):
            yield at
