"""Writes the bag: payload first, hashed as it is written, then the manifests over it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from functools import partial
from typing import Any, BinaryIO

from demarche.export.archive import pack
from demarche.export.dossier import content
from demarche.export.dossier.report import report
from demarche.export.format import Part
from demarche.export.view import View
from demarche.model import Source

BASE = "dossier"
"""The one folder inside the zip."""
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


class _Hashing:
    """A stream that notes the hash and size of what goes through it."""

    def __init__(self, out: BinaryIO) -> None:
        self.out = out
        self.hash = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        self.hash.update(data)
        self.size += len(data)
        return self.out.write(data)


def payload(view: View) -> Iterator[Part]:
    """The files under ``data/``, in order. The report has the claims as judged, the record has them as found, beside the judgements."""
    found = view.as_found()
    yield "data/report.html", partial(_put, report, view)
    yield "data/record/incidents.jsonl", partial(_lines, lambda: (asdict(one) for one in found.incidents()))
    yield "data/record/documents.jsonl", partial(_lines, lambda: (content.document_line(found, one) for one in found.documents()))
    yield "data/record/sources.jsonl", partial(_lines, lambda: (content.source_line(*one) for one in content.sources(view)))
    yield "data/record/judgements.jsonl", partial(_lines, lambda: (asdict(one) for one in view.judgements()))
    yield "data/record/mails.jsonl", partial(_lines, lambda: content.mail_lines(view))
    yield "data/record/exhibits.jsonl", partial(_lines, lambda: content.exhibit_lines(view))
    yield "data/record/problems.jsonl", partial(_lines, lambda: content.problem_lines(view))
    yield "data/versions.json", partial(_lines, lambda: [content.versions(view)])
    for source, _ in content.sources(view):
        yield f"data/{content.source_name(source)}", partial(_raw, source)


def parts(view: View) -> Iterator[Part]:
    """The bag as files: payload, manifest, tag files, and the manifest of the tag files."""
    payload_hashes: dict[str, tuple[str, int]] = {}
    for name, write_one in payload(view):
        yield name, partial(_noted, name, write_one, payload_hashes)
    tags = {
        "bagit.txt": BAGIT,
        "bag-info.txt": _bag_info(payload_hashes, view.tlp),
        "manifest-sha256.txt": _manifest({name: hash for name, (hash, _) in payload_hashes.items()}),
    }
    for name, data in tags.items():
        yield name, partial(_bytes, data)
    yield "tagmanifest-sha256.txt", partial(_bytes, _manifest({name: hashlib.sha256(data).hexdigest() for name, data in tags.items()}))


def write(view: View, out: BinaryIO) -> None:
    """The bag as a zip with one folder."""
    pack(((f"{BASE}/{name}", write_one) for name, write_one in parts(view)), out)


def _noted(name: str, write_one: Callable[[BinaryIO], None], hashes: dict[str, tuple[str, int]], out: BinaryIO) -> None:
    hashing = _Hashing(out)
    write_one(hashing)  # type: ignore[arg-type]
    hashes[name] = (hashing.hash.hexdigest(), hashing.size)


def _bag_info(hashes: dict[str, tuple[str, int]], tlp: str | None) -> bytes:
    size = sum(size for _, size in hashes.values())
    lines = ["Bag-Software-Agent: demarche", f"Payload-Oxum: {size}.{len(hashes)}"] + ([f"TLP: {tlp}"] if tlp else [])
    return "".join(f"{line}\n" for line in lines).encode()


def _manifest(hashes: dict[str, str]) -> bytes:
    return "".join(f"{hash}  {name}\n" for name, hash in sorted(hashes.items())).encode()


def _put(make: Callable[[View], Iterable[bytes]], view: View, out: BinaryIO) -> None:
    for piece in make(view):
        out.write(piece)


def _lines(make: Callable[[], Iterable[Any]], out: BinaryIO) -> None:
    for one in make():
        out.write(content.canonical(one))


def _bytes(data: bytes, out: BinaryIO) -> None:
    out.write(data)


def _raw(source: Source, out: BinaryIO) -> None:
    out.write(source.raw)
