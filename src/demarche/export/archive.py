"""Zip files of which every byte follows from their contents: stored, as compressed bytes depend on a compressor's version."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold."""
READABLE = 0o100644 << 16
IN_MEMORY = 8_000_000
BLOCK = 1 << 20


def entry(name: str) -> zipfile.ZipInfo:
    """The fixed properties of one file in the archive."""
    info = zipfile.ZipInfo(name, EPOCH)
    info.external_attr = READABLE
    info.create_system = 3
    return info


def add(archive: zipfile.ZipFile, name: str, write: Callable[[BinaryIO], None]) -> None:
    """Write one file; it goes through a temporary file, as its size stands before its bytes."""
    with SpooledTemporaryFile(max_size=IN_MEMORY) as held:
        write(held)  # type: ignore[arg-type]
        info = entry(name)
        info.file_size = held.tell()
        held.seek(0)
        with archive.open(info, "w") as out:
            while block := held.read(BLOCK):
                out.write(block)
