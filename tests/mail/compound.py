"""Writes Outlook ``.msg`` files: just enough of the compound file format ([MS-CFB] version 3) and of [MS-OXMSG] to be read back.

Directory siblings hang in one right-hand chain instead of a balanced tree; readers do not mind.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STRING, BINARY, LONG = 0x001F, 0x0102, 0x0003


@dataclass
class Node:
    name: str
    content: bytes | None = None
    children: list[Node] = field(default_factory=list)


def compound(root: Node) -> bytes:
    """The bytes of a compound file with the tree under ``root``."""
    nodes = _flatten(root)
    large, small = _Store(SECTOR), _Store(MINI)
    starts = {n: (small if len(node.content) < CUTOFF else large).add(node.content) for n, node in enumerate(nodes) if node.content}
    mini = b"".join(small.sectors)
    starts[0] = large.add(mini) if mini else END
    directory = large.add(b"".join(_entry(n, node, nodes, starts.get(n, END), len(mini)) for n, node in enumerate(nodes)))
    mini_fat = large.add(struct.pack(f"<{len(small.chains)}I", *small.chains), b"\xff") if small.chains else END
    fat_sectors = 1
    while len(large.chains) + fat_sectors > fat_sectors * (SECTOR // 4):
        fat_sectors += 1
    first = len(large.sectors)
    table = large.chains + [FAT] * fat_sectors
    raw = struct.pack(f"<{len(table)}I", *table).ljust(fat_sectors * SECTOR, b"\xff")
    difat = [first + i for i in range(fat_sectors)] + [FREE] * (109 - fat_sectors)
    mini_sectors = -(-len(small.chains) * 4 // SECTOR)
    numbers = (0, fat_sectors, directory, 0, CUTOFF, mini_fat, mini_sectors, END, 0)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH6x9I", 0x3E, 3, 0xFFFE, 9, 6, *numbers)
    return header + struct.pack("<109I", *difat) + b"".join(large.sectors) + raw


class _Store:
    """Sectors of one size and their chains."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.sectors: list[bytes] = []
        self.chains: list[int] = []

    def add(self, content: bytes, filler: bytes = b"\0") -> int:
        start = len(self.sectors)
        pieces = [content[i : i + self.size].ljust(self.size, filler) for i in range(0, len(content), self.size)]
        self.sectors += pieces
        self.chains += [start + i + 1 for i in range(len(pieces) - 1)] + [END]
        return start


def _flatten(root: Node) -> list[Node]:
    found = [root]
    for node in found:
        node.children.sort(key=lambda child: (len(child.name), child.name.upper()))
        found.extend(node.children)
    return found


def _entry(number: int, node: Node, nodes: list[Node], start: int, mini_size: int) -> bytes:
    name = node.name.encode("utf-16-le") + b"\0\0"
    kind = 5 if number == 0 else 2 if node.content is not None else 1
    child = _number(node.children[0], nodes) if node.children else FREE
    size = mini_size if number == 0 else len(node.content or b"")
    start = start if size else (END if number == 0 else 0)
    return name.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", len(name), kind, 1, FREE, _next_sibling(node, nodes), child, start, size)


def _next_sibling(node: Node, nodes: list[Node]) -> int:
    for parent in nodes:
        for at, child in enumerate(parent.children[:-1]):
            if child is node:
                return _number(parent.children[at + 1], nodes)
    return FREE


def _number(node: Node, nodes: list[Node]) -> int:
    return next(i for i, other in enumerate(nodes) if other is node)


def _properties(head: bytes, values: dict[tuple[int, int], bytes | int]) -> list[Node]:
    rows, streams = [], []
    for (tag, kind), value in values.items():
        if isinstance(value, int):
            rows.append(struct.pack("<HHII4x", kind, tag, 6, value))
            continue
        rows.append(struct.pack("<HHII4x", kind, tag, 6, len(value) + (2 if kind == STRING else 0)))
        streams.append(Node(f"__substg1.0_{tag:04X}{kind:04X}", value))
    return [Node("__properties_version1.0", head + b"".join(rows)), *streams]


def message(headers: str, body: str, html: bytes, attachments: list[tuple[str, bytes]], rtf: bytes = b"") -> bytes:
    """An Outlook message as it is saved from a mailbox."""
    values: dict[tuple[int, int], bytes | int] = {
        (0x340D, LONG): 0x40000,
        (0x3FDE, LONG): 65001,
        (0x001A, STRING): "IPM.Note".encode("utf-16-le"),
    }
    for tag, text in ((0x007D, headers), (0x1000, body)):
        if text:
            values[tag, STRING] = text.encode("utf-16-le")
    if html:
        values[0x1013, BINARY] = html
    if rtf:
        values[0x1009, BINARY] = rtf
    head = struct.pack("<8xIIII8x", 0, len(attachments), 0, len(attachments))
    root = Node("Root Entry", None, _properties(head, values))
    for number, (name, content) in enumerate(attachments):
        fields: dict[tuple[int, int], bytes | int] = {
            (0x3705, LONG): 1,
            (0x3707, STRING): name.encode("utf-16-le"),
            (0x3701, BINARY): content,
        }
        root.children.append(Node(f"__attach_version1.0_#{number:08X}", None, _properties(b"\0" * 8, fields)))
    return compound(root)
