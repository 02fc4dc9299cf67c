#!/usr/bin/env python3
"""Measures extraction on the description texts of the EuRepoC database, which the project does not carry.

usage: benchmarks/eurepoc.py FOLDER [--misses N]     FOLDER holds v1.1_EuRepoC_Global_Database_1.1.csv (get it from eurepoc.eu)

Reads only the description of each row. Prints F1 of the initiator's country (rows with a coded country), how many rows without a coded
initiator get one, F1 of the initiator group and of the incident type, beside two floors: the first state the text names, and the first
state named after a word of blame.
"""

from __future__ import annotations

import argparse
import ast
import csv
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from babel import Locale

from demarche.claims import extract
from demarche.lexicon import fold, tokenize
from demarche.lexicon.names import group_named, names
from demarche.model import Claims, Document

ODD = {
    "Iran, Islamic Republic of": "IR", "Korea, Democratic People's Republic of": "KP", "Korea, Republic of": "KR", "Russia": "RU", "Turkey": "TR",
    "Syria": "SY", "Palestine": "PS", "Moldova, Republic of": "MD", "United States": "US", "Taiwan": "TW", "Vietnam": "VN", "Czech Republic": "CZ",
    "Hong Kong": "HK", "Palestinian territories": "PS", "Palestinian territory, occupied": "PS", "Venezuela": "VE", "Bosnia and Herzegovina": "BA",
}  # fmt: skip
UNKNOWN = {"Unknown", "Not available", "Not attributed", ""}
CUES = re.compile(r"(?i)\b(blam|accus|link|attribut|behind|backed|sponsor|hackers? from|group)")
TYPES = {
    "Data theft": {"data-theft"}, "Data theft & Doxing": {"data-theft", "data-leak"}, "Disruption": {"ddos", "defacement", "destruction"},
    "Ransomware": {"ransomware"},
}  # fmt: skip


def listed(cell: str) -> list[str]:
    try:
        value = ast.literal_eval(cell)
    except (ValueError, SyntaxError):
        return [part.strip() for part in cell.split(";") if part.strip()]
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def codes() -> dict[str, str]:
    territories = Locale("en").territories
    return {**{name: code for code, name in territories.items() if len(code) == 2}, **ODD}


def coded(row: dict[str, str], table: dict[str, str]) -> set[str]:
    return {table[name] for name in listed(row["initiator_country"]) if name in table}


def first_state(text: str) -> set[str]:
    hits = [h for h in names("en").matcher.find(tokenize(text)) if h.entry[1].type in ("state", "adjective", "place")]
    return {hits[0].entry[1].key or ""} if hits else set()


def cue_state(text: str) -> set[str]:
    match = CUES.search(text)
    return first_state(text[max(0, match.start() - 40) :]) if match else set()


class F1:
    def __init__(self) -> None:
        self.tp = self.fp = self.fn = 0

    def add(self, wanted: Iterable[str], found: Iterable[str]) -> None:
        wanted, found = set(wanted), set(found)
        self.tp += len(wanted & found)
        self.fp += len(found - wanted)
        self.fn += len(wanted - found)

    def __str__(self) -> str:
        p, r = self.tp / max(1, self.tp + self.fp), self.tp / max(1, self.tp + self.fn)
        return f"{2 * p * r / max(1e-9, p + r):.3f} (P {p:.2f} R {r:.2f} n {self.tp + self.fn})"


def squash(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", "".join(map(fold, name)))


def accused(claims: Claims) -> set[str]:
    return {a.to for a in claims.attributions if a.to}


def with_reference(claims: Claims) -> set[str]:
    """Also the state that reference knowledge gives the named groups; EuRepoC's coders knew it."""
    return accused(claims) | {g.known_state for a in claims.attributions for g in a.groups if g.known_state}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    args = parser.parse_args()
    path = args.folder / "v1.1_EuRepoC_Global_Database_1.1.csv"
    if not path.exists():
        print(f"{path} is not there; download the EuRepoC 1.1 global database into that folder", file=sys.stderr)
        return 2
    rows = list(csv.DictReader(path.open(encoding="utf-8-sig")))
    measure(rows, args.misses)
    return 0


def measure(rows: list[dict[str, str]], misses: int) -> None:
    table = codes()
    text, reference, first, cue, group, kind = F1(), F1(), F1(), F1(), F1(), F1()
    empty = invented = invented_reference = 0
    for row in rows:
        body = row["description"].strip()
        claims = extract(Document(id=row["ID"], path=row["ID"], text=body, lang="en"))
        wanted = coded(row, table)
        if wanted:
            text.add(wanted, accused(claims))
            reference.add(wanted, with_reference(claims))
            first.add(wanted, first_state(body))
            cue.add(wanted, cue_state(body))
            if misses > 0 and wanted != with_reference(claims):
                misses -= 1
                print(sorted(wanted), sorted(with_reference(claims)), body[:300], sep=" | ")
        elif set(listed(row["initiator_country"])) <= UNKNOWN:
            empty += 1
            invented += bool(accused(claims))
            invented_reference += bool(with_reference(claims))
        group.add(initiator_groups(row), {squash(g.name) for a in claims.attributions for g in a.groups})
        wanted_types = {t for name in row["incident_type"].split(";") for t in TYPES.get(name.strip(), ())}
        kind.add(incident_types(wanted_types), incident_types({t.type for t in claims.techniques}))
    print(f"rows {len(rows)}")
    print(f"initiator country, words only          F1 {text}")
    print(f"initiator country, with known groups   F1 {reference}")
    print(f"floor: first state named               F1 {first}")
    print(f"floor: first state after a cue         F1 {cue}")
    print(
        f"rows without a coded initiator that get one: {invented}/{empty} = {invented / max(1, empty):.1%}; with known groups {invented_reference / max(1, empty):.1%}"
    )
    print(f"initiator group                        F1 {group}")
    print(f"incident type (4 classes)              F1 {kind}")


def incident_types(techniques: set[str]) -> set[str]:
    classes = {
        "theft": {"data-theft"},
        "leak": {"data-leak"},
        "disruption": {"ddos", "defacement", "destruction"},
        "ransomware": {"ransomware"},
    }
    return {name for name, values in classes.items() if values & techniques}


def initiator_groups(row: dict[str, str]) -> set[str]:
    """Canonical names of the groups that the coders named and our reference knows."""
    found = set()
    for cell in listed(row["initiator_name"]):
        for part in re.split(r"[/,;]", re.sub(r"\(.*?\)", "", cell)):
            hits = [h for h in names("en").matcher.find(tokenize(part)) if h.entry[1].type == "group"]
            found |= {squash(group_named(h.entry[1].name).name) for h in hits[:1]}
    return found


if __name__ == "__main__":
    sys.exit(main())
