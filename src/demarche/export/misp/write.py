"""Events to one file, or to a feed folder (one file an event, ``manifest.json``, ``hashes.csv``) as MISP instances fetch it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

from demarche.export.format import Part
from demarche.export.misp.event import event
from demarche.export.view import View


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "backslashreplace")


def write(view: View, out: BinaryIO) -> None:
    """A JSON object with the list of events under ``response``, which MISP's import and ``pymisp`` read."""
    out.write(b'{"response":[')
    separator = b"\n"
    for case in view.cases():
        out.write(separator + _json({"Event": json.loads(event(case, view.tlp, view.evidence(case)).to_json())}))
        separator = b",\n"
    out.write(b"\n]}\n")


def parts(view: View) -> Iterator[Part]:
    """The files of a feed; the manifest and the hashes of attribute values come last, when all events are known."""
    manifest: dict[str, Any] = {}
    hashes: list[str] = []
    for case in view.cases():
        made = event(case, view.tlp, view.evidence(case))
        feed = json.loads(json.dumps(made.to_feed(), default=str))
        manifest |= made.manifest
        hashes += [f"{hash},{made.uuid}" for hash in made.attributes_hashes("md5")]
        yield f"{made.uuid}.json", partial(_put, _json(feed) + b"\n")
    yield "manifest.json", partial(_put, _json(json.loads(json.dumps(manifest, default=str))) + b"\n")
    yield "hashes.csv", partial(_put, "".join(f"{line}\n" for line in hashes).encode())


def _put(content: bytes, out: BinaryIO) -> None:
    out.write(content)
