"""How well documents are merged into incidents, apart from how well they are read.

usage: python evaluation/merging.py [--errors]

Merges the evaluation documents once with their gold claims and once with extracted ones, and prints the B-cubed F1 of the main incidents
by corpus. An operation that two gold files name differently counts as one (``same-incidents.json``). Only documents that gold calls
relevant count; one that extraction finds irrelevant is an incident of its own.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from demarche.engine import read_one
from demarche.incidents import merge
from demarche.intake import read
from demarche.model import (
    Attribution,
    Claims,
    Denial,
    Document,
    Group,
    Problem,
    Reading,
    Response,
    Source,
    Tag,
    Victim,
)
from evaluation.corpora import HERE, golds
from evaluation.score import as_name, b_cubed, file_name, group_key, lines

SEEDS = HERE.parent.parent / "shared" / "seeds"
CORPORA = ("gold", "written", "fresh", "fresh2", "fresh3", "fresh4")
SAME = HERE / "same-incidents.json"


@dataclass(frozen=True, slots=True)
class Example:
    """One document with its gold entry and what was extracted; ``incident`` is the one it mainly reports, None when irrelevant."""

    corpus: str
    gold: dict[str, Any]
    document: Document
    extracted: Claims
    incident: str | None

    def reading(self, gold: bool) -> Reading:
        """With gold claims and date, or with those extracted."""
        if not gold:
            return Reading(self.document, self.extracted)
        return Reading(replace(self.document, published=self.gold.get("published")), gold_claims(self.gold))


def examples(corpora: Iterable[str] = CORPORA) -> list[Example]:
    """All evaluation documents that are there, read and extracted (some fifteen seconds)."""
    names = {name: row[0] for row in json.loads(SAME.read_text(encoding="utf-8")) for name in row}
    return [example for corpus in corpora for example in _corpus(corpus, names)]


def _corpus(corpus: str, names: Mapping[str, str]) -> Iterator[Example]:
    for path in (*golds(corpus), *sorted((HERE / corpus).glob("seeds.jsonl"))):
        folder = SEEDS if path.stem == "seeds" else path.parent
        for gold in lines(path):
            document = folder / file_name(gold, folder)
            for item in read([str(document)]) if document.is_file() else ():
                outcome = read_one(item) if isinstance(item, Source) else item
                if not isinstance(outcome, Problem):
                    main = next(iter(gold.get("incidents") or ()), None)
                    yield Example(corpus, gold, *outcome, names.get(main, main) if main else None)


def gold_claims(gold: dict[str, Any]) -> Claims:
    """The claims of a gold entry, without quotations."""

    def said(field: str) -> Iterator[tuple[str, Any, dict[str, Any]]]:
        for number, entry in enumerate(gold.get(field, [])):
            yield f"{gold['id']}-{field}-{number}", entry, {"background": isinstance(entry, dict) and bool(entry.get("background"))}

    def groups(entry: dict[str, Any]) -> tuple[Group, ...]:
        return tuple(Group(key, key) for key in map(group_key, map(as_name, entry.get("groups") or ())))

    return Claims(
        gold["relevant"],
        tuple(
            Attribution(id, e["by"], e.get("to"), groups(e), e["certainty"], e["responsibility"], (), "gold", **more)
            for id, e, more in said("attributions")
        ),
        tuple(Denial(id, e["by"], tuple(e.get("types", ())), (), "gold", **more) for id, e, more in said("denials")),
        tuple(
            Response(id, e["by"], e["type"], e.get("to"), e.get("status", "done"), (), "gold", **more) for id, e, more in said("responses")
        ),
        tuple(Victim(id, e.get("country"), e["type"], (), "gold", **more) for id, e, more in said("victims")),
        tuple(Tag(id, as_name(e), (), "gold", **more) for id, e, more in said("techniques")),
        tuple(Tag(id, as_name(e), (), "gold", **more) for id, e, more in said("objectives")),
    )


def graded(gold: Mapping[str, str], groups: Iterable[Iterable[str]]) -> float:
    """B-cubed F1 of groups of document ids; a document of ``gold`` that is in none is alone."""
    home = {id: number for number, group in enumerate(groups) for id in group}
    return b_cubed([(name, str(home.get(id, id))) for id, name in gold.items()]) or 0.0


def merged(found: list[Example], gold: bool) -> tuple[float, list[str]]:
    """B-cubed, and each incident that was split or mixed as a sentence."""
    incidents = merge(example.reading(gold) for example in found)
    wanted = {example.document.id: example.incident for example in found if example.incident}
    groups = [incident.documents for incident in incidents]
    return graded(wanted, groups), list(_errors(found, groups))


def _errors(found: list[Example], groups: list[tuple[str, ...]]) -> Iterator[str]:
    home = {id: number for number, group in enumerate(groups) for id in group}
    told: dict[str, dict[object, list[str]]] = defaultdict(lambda: defaultdict(list))
    mixed: dict[object, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for example in found:
        if example.incident:
            place = home.get(example.document.id, example.document.id)
            told[example.incident][place].append(example.gold["id"])
            mixed[place][example.incident].append(example.gold["id"])
    yield from (f"split {name}: {' | '.join(' '.join(ids) for ids in parts.values())}" for name, parts in told.items() if len(parts) > 1)
    for parts in mixed.values():
        if len(parts) > 1:
            yield "mixed " + " | ".join(f"{name}: {' '.join(ids)}" for name, ids in parts.items())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="list the incidents that were split or mixed")
    args = parser.parse_args()
    every = examples()
    for corpora in (CORPORA[:1], CORPORA[1:], CORPORA):
        found = [example for example in every if example.corpus in corpora]
        for gold in (True, False):
            value, errors = merged(found, gold)
            print(f"{' + '.join(corpora):32} {'gold claims' if gold else 'extracted claims':17} {value:.3f}")
            if args.errors:
                print(*(f"    {error}" for error in errors), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
