"""What all STIX objects share: ids, times, authors, markings."""

from __future__ import annotations

import re
from typing import Any

from demarche.export.ids import made_of
from demarche.export.words import words

Object = dict[str, Any]
FIXED = "2024-01-01T00:00:00.000Z"
"""Time of objects that stand for names (identities, groups, techniques), which no document dates."""
ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?#](?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?")
"""Addresses that a strict reader takes; others are given as a description."""


def id_of(type: str, *parts: str | None) -> str:
    """The id of the object of this type that these parts name."""
    return f"{type}--{made_of('stix', type, *parts)}"


PRODUCER = id_of("identity", "producer")
EXTENSION = id_of("extension-definition", "statement")


def thing(type: str, id: str, created: str = FIXED, by: str = PRODUCER, **properties: Any) -> Object:
    """An object with the common properties; those that are None or empty are left out, as STIX demands."""
    common = {"type": type, "spec_version": "2.1", "id": id, "created_by_ref": by, "created": created, "modified": created}
    return common | filled(properties)


def filled(properties: dict[str, Any]) -> dict[str, Any]:
    """Without the properties that have no value."""
    return {name: value for name, value in properties.items() if value not in (None, "", [], (), {})}


def extension(**properties: Any) -> dict[str, Any]:
    """The ``extensions`` property with our own."""
    return {EXTENSION: {"extension_type": "property-extension", **filled(properties)}}


def relationship(kind: str, source: str, target: str, *key: str, **properties: Any) -> Object:
    """A relationship, named by what makes it."""
    id = id_of("relationship", kind, source, target, *key)
    return thing("relationship", id, relationship_type=kind, source_ref=source, target_ref=target, **properties)


def reference(name: str, url: str | None, **properties: Any) -> dict[str, Any]:
    """An external reference; an address that is none is told in words."""
    if url and not (ADDRESS.fullmatch(url) and url.isascii()):
        described = properties.get("description")
        url, properties = None, properties | {"description": f"{described} ({url})" if described else url}
    return filled({"source_name": name, "url": url, **properties})


def marking(label: str) -> Object:
    """The marking definition that OASIS publishes for this TLP 2.0 label."""
    tlp = words("stix")["tlp"]
    extensions = {tlp["extension"]: {"extension_type": "property-extension", "tlp_2_0": label}}
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": tlp["ids"][label],
        "created": tlp["created"],
        "name": f"TLP:{label.upper()}",
        "extensions": extensions,
    }
