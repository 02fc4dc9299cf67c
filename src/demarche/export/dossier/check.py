"""Checks a dossier against itself, offline: every byte of the zip, every hash of its manifests."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from demarche.errors import UsageError
from demarche.export.archive import BLOCK, IN_MEMORY, pack
from demarche.export.dossier.write import BASE

PAYLOAD, TAGS = f"{BASE}/manifest-sha256.txt", f"{BASE}/tagmanifest-sha256.txt"
DAMAGED = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
"""What reading a damaged zip may raise: wrong checksums, unknown methods, flags of encryption, offsets outside the file."""


def faults(path: Path) -> Iterator[str]:
    """A sentence for everything wrong, naming the file inside. Raises ``UsageError`` when there is no such file."""
    if not path.is_file():
        raise UsageError(f"there is no dossier {path}", "make one: demarche export --format dossier -o FILE.zip")
    try:
        with zipfile.ZipFile(path) as archive:
            found = list(_contents(archive))
            yield from found
            if not found:
                yield from _packing(path, archive)
    except DAMAGED as error:
        yield f"the zip file cannot be read: {error}"


def hashes(archive: zipfile.ZipFile, manifest: str) -> dict[str, str]:
    """File to SHA-256 as a manifest of the bag has them."""
    lines = archive.read(manifest).decode("utf-8", "replace").splitlines()
    return {f"{BASE}/{name}": hash for hash, _, name in (line.partition("  ") for line in lines)}


def _contents(archive: zipfile.ZipFile) -> Iterator[str]:
    names = archive.namelist()
    for name in sorted({name for name in names if names.count(name) > 1} if len(names) != len(set(names)) else ()):
        yield f"{name} is in the zip twice"
    missing = [name for name in (PAYLOAD, TAGS) if name not in names]
    if missing:
        yield from (f"{name} is missing: this is no dossier of demarche" for name in missing)
        return
    broken = {name: fault for name in names if (fault := _unreadable(archive, name))}
    yield from broken.values()
    if PAYLOAD in broken or TAGS in broken:
        return
    listed = hashes(archive, PAYLOAD) | hashes(archive, TAGS)
    yield from (f"{name} is listed in a manifest and not in the zip" for name in sorted(listed.keys() - set(names)))
    yield from (f"{name} is in no manifest" for name in sorted(set(names) - listed.keys() - {TAGS}))
    for name in names:
        if name in listed and name not in broken and digest(archive, name) != listed[name]:
            yield f"{name} does not have the SHA-256 that its manifest says"


def _unreadable(archive: zipfile.ZipFile, name: str) -> str:
    if archive.getinfo(name).compress_type != zipfile.ZIP_STORED:
        return f"{name} is compressed: a dossier is not"
    try:
        digest(archive, name)
    except DAMAGED as error:
        return f"{name} cannot be read: {error}"
    return ""


def digest(archive: zipfile.ZipFile, name: str) -> str:
    """SHA-256 of one file inside."""
    total = hashlib.sha256()
    with archive.open(name) as file:
        while block := file.read(BLOCK):
            total.update(block)
    return total.hexdigest()


def _packing(path: Path, archive: zipfile.ZipFile) -> Iterator[str]:
    """The zip's own bytes (headers, directory) follow from its contents: pack them again and compare."""
    with SpooledTemporaryFile(max_size=IN_MEMORY) as again, path.open("rb") as file:
        pack(((name, _copier(archive, name)) for name in archive.namelist()), cast(BinaryIO, again))
        again.seek(0)
        at = _first_difference(file, cast(BinaryIO, again))
    if at is not None:
        before = [info for info in archive.infolist() if info.header_offset <= at]
        where = f"the header of {before[-1].filename}" if before and at < archive.start_dir else "the directory of the zip"
        yield f"byte {at} of the file, in {where}, is not as the program writes it; the contents are as their manifests say"


def _copier(archive: zipfile.ZipFile, name: str) -> Callable[[BinaryIO], None]:
    return partial(_copy, archive, name)


def _copy(archive: zipfile.ZipFile, name: str, out: BinaryIO) -> None:
    with archive.open(name) as file:
        while block := file.read(BLOCK):
            out.write(block)


def _first_difference(one: BinaryIO, two: BinaryIO) -> int | None:
    at = 0
    while True:
        left, right = one.read(BLOCK), two.read(BLOCK)
        if left != right:
            pairs = zip(left, right, strict=False)
            return at + next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))
        if not left:
            return None
        at += len(left)
