"""What a change gained and lost, as quoted strings.

usage: python -m evaluation.compare [--against REVISION | --against EXPORT.jsonl] [--corpus NAME]

Exports the evaluation documents with the code of the working tree and with the code of a git revision (default HEAD), or takes an
export saved before, and prints every claim that only one of them has: + gained, - lost; = its words or levels changed. A claim that
gold asks for is marked with a tick, one that gold does not know with a cross.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.corpora import HERE, WORK, corpora, corpus_hash, export, golds
from evaluation.score import CLAIM_FIELDS, actor_key, as_name, by_name, file_name, group_key, ignorable, lines

ROOT = HERE.parent
LONGEST = 160

Key = tuple[Any, ...]
Claims = dict[Key, str]


UNSEEN = ("fresh7",)
"""Corpora that only measure: once its errors are read a corpus says nothing about unseen documents any more."""


def claim_key(field: str, entry: dict[str, Any]) -> Key:
    """What makes a claim the same claim in two exports."""
    if field == "attributions":
        groups = sorted(group_key(as_name(group)) for group in entry.get("groups") or [])
        return (actor_key(entry["by"]), actor_key(entry.get("to")), *groups)
    if field in ("denials", "responses"):
        return (actor_key(entry["by"]), entry.get("type", ""), entry.get("status", ""))
    if field == "victims":
        return (actor_key(entry.get("country")), entry.get("type"))
    return (as_name(entry),)


def claims(record: dict[str, Any]) -> Claims:
    """Every claim of a document: its key to its levels and words."""
    found: Claims = {}
    for field in CLAIM_FIELDS:
        for entry in record.get(field) or []:
            found.setdefault((field, *claim_key(field, entry)), described(entry))
    return found


def described(entry: dict[str, Any]) -> str:
    """Levels, rule and first quotation on one line."""
    levels = ", ".join(str(entry[name]) for name in ("certainty", "responsibility") if entry.get(name))
    words = " ".join((entry.get("quotes") or [{"exact": ""}])[0]["exact"].split())
    shown = words if len(words) <= LONGEST else words[:LONGEST] + "…"
    return f"{levels + ' ' if levels else ''}[{entry.get('rule', '')}] “{shown}”"


def wanted(corpus: str) -> dict[str, tuple[set[Key], set[Key]]]:
    """Base name of a document to the keys that gold requires and those it tolerates."""
    found = {}
    for path in golds(corpus):
        for gold in lines(path):
            required: set[Key] = set()
            tolerated: set[Key] = set()
            for field in CLAIM_FIELDS:
                for item in gold.get(field, []):
                    entry = item if isinstance(item, dict) else {"type": item}
                    (tolerated if ignorable(entry) else required).add((field, *claim_key(field, entry)))
            found[Path(file_name(gold, path.parent)).name] = (required, tolerated)
    return found


def differences(old: Path, new: Path, corpus: str) -> Iterator[str]:
    """One line a difference, by document."""
    before, after, gold = by_name(old), by_name(new), wanted(corpus)
    for name in sorted(before.keys() | after.keys()):
        was, now = claims(before.get(name, {})), claims(after.get(name, {}))
        required, tolerated = gold.get(name, (set(), set()))
        for key in sorted(was.keys() | now.keys(), key=str):
            if was.get(key) != now.get(key):
                sign = "+" if key not in was else "-" if key not in now else "="
                mark = "✓" if key in required else "·" if key in tolerated else "✗"
                yield f"{sign} {mark} {name} {' '.join(map(str, key))}: {now.get(key) or was[key]}"


def export_of(revision: str, corpus: str) -> Path:
    """The export of a corpus as a git revision makes it, kept for the next time."""
    named = subprocess.run(["git", "rev-parse", "--short=12", revision], cwd=ROOT, check=True, capture_output=True, text=True)
    commit = named.stdout.strip()
    folder = WORK / f"{commit}-{corpus_hash(corpus)[:12]}"
    if not (folder / f"{corpus}.jsonl").exists():
        with tempfile.TemporaryDirectory() as place:
            subprocess.run(f"git archive {commit} src | tar -x -C {place}", shell=True, cwd=ROOT, check=True)
            code = f"import sys; from pathlib import Path; from evaluation.corpora import export; export({corpus!r}, Path({str(folder)!r}))"
            paths = os.pathsep.join([f"{place}/src", str(ROOT)])
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, env={**os.environ, "PYTHONPATH": paths})
    return folder / f"{corpus}.jsonl"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", default="HEAD", help="a git revision, or an export saved before (default: HEAD)")
    parser.add_argument("--corpus", help="only this one (default: all but the unseen ones, whose errors nobody is to read)")
    args = parser.parse_args(argv)
    for corpus in [args.corpus] if args.corpus else [name for name in corpora() if name not in UNSEEN]:
        old = Path(args.against) if args.against.endswith(".jsonl") else export_of(args.against, corpus)
        found = list(differences(old, export(corpus), corpus))
        print(f"{corpus}: {sum(line[0] == '+' for line in found)} gained, {sum(line[0] == '-' for line in found)} lost, "
              f"{sum(line[0] == '=' for line in found)} changed")  # fmt: skip
        print("\n".join(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
