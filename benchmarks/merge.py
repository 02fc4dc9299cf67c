"""Merging synthetic claims: seconds, growth and memory; and one document added to a large record.

usage: python benchmarks/merge.py [--claims 1000 10000 100000] [--repeat 3]

The generator is seeded: incidents of one to nine reports, each with about five claims (accuser, accused, group, two victims, technique), and a
text of its own with names that only its incident has beside words that all share. The claims are written into a record (SQLite); what is
measured is ``derive``: duplicates, nodes, incidents, all read from and written to the record. Each run is a process of its own.
Prints for each size the median seconds (limit 180 for 100,000 claims) and seconds of processor, the growth exponent of the latter against
the size before (limit 1.2), peak memory (limit 1 GB) and the median seconds to bring the incidents up to date after one more document (limit
0.5 s). One processor does it all.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection

from demarche.derive import derive
from demarche.model import Attribution, Claims, Document, Group, Quote, Reading, Source, Tag, Victim
from demarche.store import Record, open_record, read, write

SIZES = (1_000, 10_000, 100_000)
CLAIMS = 5
STATES = [
    "US", "GB", "FR", "DE", "NL", "BE", "NO", "SE", "FI", "DK", "PL", "CZ", "EE", "LV", "LT", "CA", "AU", "NZ", "JP", "KR", "TW", "IN",
    "UA", "GE", "AL", "IT", "ES", "PT", "IE", "AT", "CH",
]  # fmt: skip
ACCUSED = ["CN", "RU", "IR", "KP"]
GROUPS = [f"APT{number}" for number in range(1, 45)]
TYPES = ("state", "company", "critical-infrastructure", "media", "academia")
TECHNIQUES = ("phishing", "malware", "ddos", "vulnerability", "data-theft")
SYLLABLES = [
    "ka", "ro", "mi", "ten", "dal", "vor", "sen", "lu", "pra", "bek", "tos", "ni", "fal", "gor", "hem", "ast", "wil", "dur", "nok", "ers",
]  # fmt: skip
COMMON = [
    "minister", "attack", "government", "hackers", "statement", "network", "system", "report", "agency", "security", "ministry",
    "foreign", "data", "server", "said", "year",
]  # fmt: skip


def readings(claims: int, seed: int = 1) -> Iterator[Reading]:
    """Documents with about ``claims`` claims in all."""
    chance = random.Random(seed)
    made = 0
    while made < claims:
        incident = _incident(chance)
        for _ in range(min(9, 1 + int(chance.expovariate(0.5)))):
            yield _document(chance, incident)
            made += CLAIMS


def _incident(chance: random.Random) -> dict[str, object]:
    country = chance.choice(STATES)
    day = date(2010, 1, 1) + timedelta(days=chance.randrange(5800))
    names = ["".join(chance.choices(SYLLABLES, k=4)).capitalize() for _ in range(8)]
    return {"country": country, "day": day, "to": chance.choice(ACCUSED), "group": chance.choice(GROUPS), "names": names,
            "type": chance.choice(TYPES), "technique": chance.choice(TECHNIQUES)}  # fmt: skip


def _document(chance: random.Random, incident: dict[str, object]) -> Reading:
    names = chance.sample(incident["names"], 5)  # type: ignore[arg-type, var-annotated]
    words = [*names, *chance.choices(COMMON, k=60), str(chance.random())]
    chance.shuffle(words)
    text = " ".join(words)
    id = hashlib.sha256(text.encode()).hexdigest()
    quote = (Quote(0, len(words[0]), words[0]),)
    country, to = str(incident["country"]), str(incident["to"])
    day = incident["day"] + timedelta(days=chance.randrange(20))  # type: ignore[operator]
    group = Group(str(incident["group"]), str(incident["group"]).lower())
    said = Claims(
        True,
        attributions=(Attribution(f"{id}a", country, to, (group,), "stated", "state", quote, "synthetic"),
                      Attribution(f"{id}b", chance.choice(STATES), to, (), "likely", "state", quote, "synthetic")),
        victims=(Victim(f"{id}c", country, str(incident["type"]), quote, "synthetic"), Victim(f"{id}d", None, "company", quote, "synthetic")),
        techniques=(Tag(f"{id}e", str(incident["technique"]), quote, "synthetic"),),
    )  # fmt: skip
    return Reading(Document(id, id, text, "en", published=day.isoformat()), said)


def kept(folder: str, found: list[Reading], name: str) -> Record:
    """A record with these documents, its incidents not yet found."""
    record = open_record(Path(folder, name), create=True)
    with record.writing() as writing:
        for reading in found:
            _append(writing, reading)
    return record


def _append(writing: Connection, reading: Reading) -> None:
    document = reading.document
    write.append(writing, Source(document.id, document.path, "text", document.text.encode()), document, reading.claims, "synthetic")


def measure(claims: int) -> dict[str, float]:
    """One size in this process: seconds to find all incidents, and to find them after one more document; peak memory."""
    *documents, first, second, third = readings(claims)
    with tempfile.TemporaryDirectory() as folder, kept(folder, documents, "record.db") as record:
        seconds, processor = _timed(record)
        one = statistics.median(_added(record, last) for last in (first, second, third))
        with record.reading() as asked:
            incidents = read.counts(asked)["incidents"]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"claims": len(documents) * CLAIMS, "seconds": seconds, "processor": processor, "one": one,
            "incidents": incidents, "megabytes": peak}  # fmt: skip


def _added(record: Record, reading: Reading) -> float:
    """Seconds to bring a record up to date after one more document."""
    with record.writing() as writing:
        _append(writing, reading)
    return _timed(record)[0]


def _timed(record: Record) -> tuple[float, float]:
    """Seconds by the clock, and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    derive(record)
    return time.perf_counter() - clock, time.process_time() - processor


def apart(claims: int, repeat: int) -> dict[str, float]:
    """The median of several runs."""
    command = [sys.executable, __file__, "--one", str(claims)]
    runs = [json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(repeat)]
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--repeat", type=int, default=3, help="runs of each size")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure(args.one)))
        return 0
    before = None
    for claims in args.claims:
        now = apart(claims, args.repeat)
        growth = math.log(now["processor"] / before["processor"]) / math.log(now["claims"] / before["claims"]) if before else math.nan
        print(f"{now['claims']:>8,.0f} claims {now['incidents']:>7,.0f} incidents {now['seconds']:7.2f} s (processor {now['processor']:6.2f})  exponent {growth:4.2f}  "
              f"{now['megabytes']:5.0f} MB  one more document {now['one']:.2f} s", flush=True)  # fmt: skip
        before = now
    return 0


if __name__ == "__main__":
    sys.exit(main())
