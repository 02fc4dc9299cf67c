"""How fast a record of many claims is written as STIX and CSV, and that memory does not grow with the record.

usage: python benchmarks/export.py [--claims 100000]

Makes a record of synthetic documents (ten claims each, five documents an incident) and, for a tenth of it and for all of it, writes it in
a process of its own. Prints objects or rows a second, peak memory, and the ratio of the two peaks: 1.0 is perfect streaming. The limit is
1.5 for ten times the record.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from demarche.model import Attribution, Claims, Denial, Document, Edit, Group, Incident, Member, Quote, Response, Source, Tag, Victim
from demarche.store import open_record, write

STATES = ("CN", "RU", "IR", "KP", "BE", "NL", "FR", "DE", "US", "GB")
GROUPS = ("APT31", "APT28", "Lazarus Group", "Sandworm", "APT40")
CLAIMS_EACH, DOCUMENTS_EACH = 10, 5
LIMIT = 1.5
FORMATS = ("csv", "stix")


def document(number: int) -> tuple[Source, Document, Claims]:
    """One synthetic document with ten claims."""
    lines = [
        f"Document {number}, sentence {line}: one state says of another what it did and how sure it is." for line in range(CLAIMS_EACH)
    ]
    text = "\n\n".join(lines)
    id = hashlib.sha256(text.encode()).hexdigest()
    accuser, accused = STATES[number % 10], STATES[(number // 10) % 4]

    def common(line: int) -> tuple[str, tuple[Quote, ...], str]:
        start = text.index(lines[line])
        return hashlib.sha256(f"{id}{line}".encode()).hexdigest()[:20], (Quote(start, start + len(lines[line]), lines[line]),), "synthetic"

    ids = [common(line) for line in range(CLAIMS_EACH)]
    name = GROUPS[number % 5]
    claims = Claims(
        True,
        attributions=tuple(
            Attribution(id, STATES[(number + step) % 10], accused, (Group(name, name),), "likely", "state-backed", quotes, rule)
            for step, (id, quotes, rule) in enumerate(ids[:4])
        ),
        denials=(Denial(ids[4][0], accused, ("flat",), *ids[4][1:]),),
        responses=(Response(ids[5][0], accuser, "condemn", accused, "done", *ids[5][1:]),),
        victims=(Victim(ids[6][0], accuser, "state", *ids[6][1:]), Victim(ids[7][0], accuser, "media", *ids[7][1:])),
        techniques=(Tag(ids[8][0], "phishing", *ids[8][1:]),),
        objectives=(Tag(ids[9][0], "espionage", *ids[9][1:]),),
    )
    published = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
    made = Document(id, f"{number:07}.txt", text, "en", title=lines[0], published=published, edits=(Edit(0, len(text), 0, len(text)),))
    return Source(id, made.path, "text", text.encode()), made, claims


def documents(number: int) -> Iterator[tuple[Source, Document, Claims]]:
    return (document(one) for one in range(number))


def make(where: str, claims: int) -> None:
    """A record of so many claims."""
    number = claims // CLAIMS_EACH
    ids: list[str] = []
    with open_record(where, create=True) as record:
        with record.writing() as connection:
            for source, one, said in documents(number):
                write.append(connection, source, one, said, "benchmark")
                ids.append(one.id)
        with record.writing() as connection:
            write.replace_incidents(connection, incidents(ids), {})


def incidents(ids: list[str]) -> Iterator[Incident]:
    for start in range(0, len(ids), DOCUMENTS_EACH):
        part = sorted(ids[start : start + DOCUMENTS_EACH])
        yield Incident(f"inc-{part[0][:10]}", part[0], tuple(Member(id) for id in part), "2010-01-01", "2024-01-01", voices=len(part))


class Counter:
    """A stream that keeps nothing but the number of lines."""

    def __init__(self) -> None:
        self.lines = 0
        self.bytes = 0

    def write(self, data: bytes) -> int:
        self.lines += data.count(b"\n")
        self.bytes += len(data)
        return len(data)

    def flush(self) -> None:
        pass

    def writable(self) -> bool:
        return True

    readable = seekable = lambda self: False
    closed = False


def export(where: str, format: str) -> None:
    """Write once, and print lines, bytes, seconds and peak memory in MB."""
    import demarche

    out = Counter()
    started = time.monotonic()
    demarche.export_to(out, format, where)  # type: ignore[arg-type]
    seconds = time.monotonic() - started
    print(out.lines, out.bytes, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measure(where: str, format: str) -> tuple[float, float]:
    """(lines a second, peak MB) in a process of its own."""
    told = subprocess.run([sys.executable, __file__, "--export", format, "--record", where], check=True, capture_output=True, text=True)
    lines, size, seconds, peak = map(float, told.stdout.split())
    print(f"{format:5} {lines:9.0f} lines {size / 1e6:7.1f} MB {seconds:6.1f} s {lines / seconds:8.0f} lines/s  peak {peak:6.1f} MB")
    return lines / seconds, peak


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--export", choices=FORMATS)
    parser.add_argument("--record")
    options = parser.parse_args()
    if options.export:
        export(options.record, options.export)
        return 0
    peaks: dict[str, list[float]] = {format: [] for format in FORMATS}
    with tempfile.TemporaryDirectory() as folder:
        for claims in (options.claims // 10, options.claims):
            where = str(Path(folder) / f"{claims}.db")
            make(where, claims)
            print(f"{claims} claims:")
            for format in FORMATS:
                peaks[format].append(measure(where, format)[1])
    for format, (small, large) in peaks.items():
        print(f"{format}: ten times the claims, {large / small:.2f} times the memory (limit {LIMIT})")
    return int(any(large / small > LIMIT for small, large in peaks.values()))


if __name__ == "__main__":
    sys.exit(main())
