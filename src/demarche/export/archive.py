"""Zip files of which every byte follows from their contents: stored, as compressed bytes depend on a compressor's version."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterable
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold."""
READABLE = 0o100644 << 16
UNIX = 3
IN_MEMORY = 8_000_000
"""Bytes kept in memory before a temporary file is used."""
BLOCK = 1 << 20


def entry(name: str) -> zipfile.ZipInfo:
    """The fixed properties of one file in the archive."""
    info = zipfile.ZipInfo(name, EPOCH)
    info.external_attr = READABLE
    info.create_system = UNIX
    return info


def pack(files: Iterable[tuple[str, Callable[[BinaryIO], None]]], out: BinaryIO) -> None:
    """Write the files, in order, as a zip. It goes through a temporary file, so that a pipe gets the same bytes as a file."""
    with SpooledTemporaryFile(max_size=IN_MEMORY) as whole:
        with zipfile.ZipFile(cast(BinaryIO, whole), "w") as archive:
            for name, write in files:
                _add(archive, name, write)
        whole.seek(0)
        shutil.copyfileobj(whole, out, BLOCK)


def _add(archive: zipfile.ZipFile, name: str, write: Callable[[BinaryIO], None]) -> None:
    """One file; its size stands before its bytes, so it is written to the side first."""
    with SpooledTemporaryFile(max_size=IN_MEMORY) as held:
        write(cast(BinaryIO, held))
        info = entry(name)
        info.file_size = held.tell()
        held.seek(0)
        with archive.open(info, "w") as out:
            shutil.copyfileobj(held, out, BLOCK)
