"""Merging synthetic claims: seconds, growth and memory; and one document added to a large record.

usage: python benchmarks/merge.py [--claims 1000 10000 100000]

The generator is seeded: incidents of one to nine reports, each with about five claims (accuser, accused, group, two victims, technique), and a
text of its own with names that only its incident has beside words that all share.
Each size is measured in a process of its own.
Prints the growth exponent between sizes (limit 1.2), peak memory (limit 1 GB) and the time of one more document (limit 0.5 s).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from demarche.incidents import merge
from demarche.model import Attribution, Claims, Document, Group, Quote, Reading, Tag, Victim

SIZES = (1_000, 10_000, 100_000)
CLAIMS = 5
STATES = [
    "US",
    "GB",
    "FR",
    "DE",
    "NL",
    "BE",
    "NO",
    "SE",
    "FI",
    "DK",
    "PL",
    "CZ",
    "EE",
    "LV",
    "LT",
    "CA",
    "AU",
    "NZ",
    "JP",
    "KR",
    "TW",
    "IN",
    "UA",
    "GE",
    "AL",
    "IT",
    "ES",
    "PT",
    "IE",
    "AT",
    "CH",
]
ACCUSED = ["CN", "RU", "IR", "KP"]
GROUPS = [f"APT{number}" for number in range(1, 45)]
TYPES = ("state", "company", "critical-infrastructure", "media", "academia")
TECHNIQUES = ("phishing", "malware", "ddos", "vulnerability", "data-theft")
SYLLABLES = [
    "ka",
    "ro",
    "mi",
    "ten",
    "dal",
    "vor",
    "sen",
    "lu",
    "pra",
    "bek",
    "tos",
    "ni",
    "fal",
    "gor",
    "hem",
    "ast",
    "wil",
    "dur",
    "nok",
    "ers",
]
COMMON = [
    "minister",
    "attack",
    "government",
    "hackers",
    "statement",
    "network",
    "system",
    "report",
    "agency",
    "security",
    "ministry",
    "foreign",
    "data",
    "server",
    "said",
    "year",
]


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
    names = ["".join(chance.choices(SYLLABLES, k=3)).capitalize() for _ in range(8)]
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


def measure(claims: int) -> dict[str, float]:
    """One size in this process: seconds to merge, incidents, peak memory."""
    documents = list(readings(claims))
    started = time.perf_counter()
    found = merge(documents)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"claims": len(documents) * CLAIMS, "documents": len(documents), "seconds": seconds, "incidents": len(found), "megabytes": peak}


def apart(claims: int) -> dict[str, float]:
    done = subprocess.run([sys.executable, __file__, "--one", str(claims)], capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure(args.one)))
        return 0
    before = None
    for claims in args.claims:
        now = apart(claims)
        growth = math.log(now["seconds"] / before["seconds"]) / math.log(now["claims"] / before["claims"]) if before else math.nan
        print(f"{now['claims']:>8,.0f} claims {now['documents']:>7,.0f} documents {now['incidents']:>7,.0f} incidents "
              f"{now['seconds']:8.2f} s  {now['megabytes']:6.0f} MB  exponent {growth:.2f}", flush=True)  # fmt: skip
        before = now
    return 0


if __name__ == "__main__":
    sys.exit(main())
