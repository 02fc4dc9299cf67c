"""Score an export (JSON Lines, one document a line) against gold files that follow ``docs/coding-guide.md``.

usage: python evaluation/score.py EXPORT.jsonl GOLD.jsonl [GOLD.jsonl ...] [--json OUT] [--errors]

Documents are matched on the base name of ``path`` (export) and ``file`` or ``id`` (gold). Entries that gold marks optional or
background are neither rewarded nor punished. Prints one table: a row a measure, a column a language and a total.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ALIASES = HERE / "group-aliases.json"
STATE_ALIASES = {"UK": "GB", "EL": "GR", "DPRK": "KP", "USA": "US", "PRC": "CN"}
ARTICLE = re.compile(r"(?i)^((the|der|die|das|de|het|le|la|les)\s+|l['’])")
CLAIM_FIELDS = ("attributions", "denials", "responses", "victims", "techniques", "objectives")
SETS = ("attribution", "attribution_group", "denial", "response", "victim", "technique", "objective", "relevant")
RATES = ("certainty", "responsibility", "published", "no_false_claim_on_negatives", "quotes_found_in_source")
HEADLINE = ("attribution", "attribution_group", "denial", "response", "victim", "technique", "relevant")
HEADLINE_LABEL = "HEADLINE (mean of 7 F1)"

Entry = dict[str, Any]
Keys = set[Any]


def squash(name: str) -> str:
    """A name without accents, case, spaces and punctuation."""
    text = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[^a-z0-9]", "", text)


@cache
def group_names() -> dict[str, str]:
    """Each squashed alias of a threat group to the first name of its row in ``group-aliases.json``."""
    table: dict[str, str] = {}
    for row in json.loads(ALIASES.read_text(encoding="utf-8")):
        for name in row:
            table.setdefault(squash(name), row[0])
    return table


def group_key(name: str) -> str:
    return squash(group_names().get(squash(name), name))


def actor_key(name: str | None) -> str:
    if not name:
        return "-"
    if len(name) <= 4:
        return STATE_ALIASES.get(name.upper(), name.upper())
    return squash(ARTICLE.sub("", name))


def as_name(item: str | Entry) -> str:
    return item if isinstance(item, str) else item.get("type") or item.get("name") or ""


def ignorable(entry: Entry) -> bool:
    return bool(entry.get("optional") or entry.get("background"))


@dataclass
class Tally:
    """Hits, false finds and misses of a set measure."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def add(self, required: Keys, tolerated: Keys, found: Keys) -> tuple[Keys, Keys]:
        missed, extra = required - found, found - required - tolerated
        self.tp += len(required & found)
        self.fn += len(missed)
        self.fp += len(extra)
        return missed, extra

    @property
    def value(self) -> float | None:
        """F1."""
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else None

    def cell(self) -> str:
        if self.value is None:
            return "-"
        precision = self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0
        recall = self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0
        return f"{self.value:.3f} (P {precision:.2f} R {recall:.2f} n {self.tp + self.fn})"


@dataclass
class Rate:
    """How many of the cases asked about were right."""

    hit: int = 0
    all: int = 0

    def add(self, ok: bool) -> None:
        self.hit += ok
        self.all += 1

    @property
    def value(self) -> float | None:
        return self.hit / self.all if self.all else None

    def cell(self) -> str:
        return "-" if self.value is None else f"{self.value:.3f} (n {self.all})"


@dataclass
class Column:
    """All measures of one language, or of all."""

    sets: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in SETS})
    rates: dict[str, Rate] = field(default_factory=lambda: {name: Rate() for name in RATES})
    clusters: list[tuple[str, str]] = field(default_factory=list)

    def measures(self) -> dict[str, float | None]:
        """Every measure by name, the headline last."""
        sets = {name: tally.value for name, tally in self.sets.items()}
        rates = {name: rate.value for name, rate in self.rates.items()}
        return {**sets, **rates, "incidents_b_cubed": b_cubed(self.clusters), "headline": self.headline()}

    def headline(self) -> float | None:
        values = [value for name in HEADLINE if (value := self.sets[name].value) is not None]
        return sum(values) / len(values) if values else None


@dataclass
class Scores:
    """The outcome: a column a language and ``all``, every error as a line, gold documents that the export lacks."""

    columns: dict[str, Column] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def order(self) -> list[str]:
        return [*sorted(name for name in self.columns if name != "all"), "all"]

    def result(self) -> dict[str, dict[str, float | None]]:
        """Measure to language to figure."""
        table: dict[str, dict[str, float | None]] = defaultdict(dict)
        for lang in self.order():
            for name, value in self.columns[lang].measures().items():
                table[name][lang] = value
        return dict(table)


def keys(entries: Iterable[Entry], make: Callable[[Entry], Keys]) -> tuple[Keys, Keys]:
    """The required and the tolerated keys of gold entries."""
    required: Keys = set()
    tolerated: Keys = set()
    for entry in entries:
        (tolerated if ignorable(entry) else required).update(make(entry))
    return required, tolerated - required


def state_pairs(entry: Entry) -> Keys:
    return {(actor_key(entry.get("by")), actor_key(entry.get("to")))} if entry.get("to") else set()


def group_pairs(entry: Entry) -> Keys:
    return {(actor_key(entry.get("by")), group_key(group)) for group in map(as_name, entry.get("groups") or [])}


def denier(entry: Entry) -> Keys:
    return {actor_key(entry.get("by"))}


def victim_pairs(entry: Entry) -> Keys:
    return {(actor_key(entry.get("country")), entry.get("type"))}


def response_pairs(entry: Entry) -> Keys:
    return {(actor_key(entry.get("by")), entry.get("type"))}


CLAIM_MEASURES = (
    ("attribution", "attributions", state_pairs),
    ("attribution_group", "attributions", group_pairs),
    ("denial", "denials", denier),
    ("victim", "victims", victim_pairs),
)


def done(entry: Entry) -> bool:
    return bool(entry.get("status", "done") == "done")


def gather(entries: Iterable[Entry], make: Callable[[Entry], Keys]) -> Keys:
    found: Keys = set()
    for entry in entries:
        found |= make(entry)
    return found


class DocumentScore:
    """The measures of one gold document against its line of the export, added to one column."""

    def __init__(self, gold: Entry, record: Entry, column: Column, errors: list[str]) -> None:
        self.gold, self.record, self.column, self.errors = gold, record, column, errors

    def add(self) -> None:
        self._claims()
        self._responses()
        self._tags()
        self._relevant()
        self._levels()
        self._published()

    def _tally(self, measure: str, required: Keys, tolerated: Keys, found: Keys) -> None:
        missed, extra = self.column.sets[measure].add(required, tolerated, found)
        for sign, items in (("-", missed), ("+", extra)):
            self.errors += [f"{self.gold['id']} {measure} {sign} {item}" for item in sorted(items, key=str)]

    def _claims(self) -> None:
        for measure, name, make in CLAIM_MEASURES:
            required, tolerated = keys(self.gold.get(name, []), make)
            self._tally(measure, required, tolerated, gather(self.record.get(name) or [], make))

    def _responses(self) -> None:
        entries = [entry if done(entry) else {**entry, "optional": True} for entry in self.gold.get("responses", [])]
        required, tolerated = keys(entries, response_pairs)
        found = gather(filter(done, self.record.get("responses") or []), response_pairs)
        self._tally("response", required, tolerated, found)

    def _tags(self) -> None:
        for measure, name in (("technique", "techniques"), ("objective", "objectives")):
            entries = self.gold.get(name, [])
            required = {as_name(entry) for entry in entries if not (isinstance(entry, dict) and ignorable(entry))}
            tolerated = {as_name(entry) for entry in entries} | set(self.gold.get(name + "_optional", []))
            self._tally(measure, required, tolerated, {as_name(entry) for entry in self.record.get(name) or []})

    def _relevant(self) -> None:
        found: Keys = {True} if self.record.get("relevant") else set()
        self._tally("relevant", {True} if self.gold["relevant"] else set(), set(), found)
        if not self.gold["relevant"]:
            claims = self.record.get("attributions") or self.record.get("denials") or self.record.get("responses")
            self.column.rates["no_false_claim_on_negatives"].add(not claims)

    def _levels(self) -> None:
        for name in ("certainty", "responsibility"):
            wanted = _by_pair((entry for entry in self.gold.get("attributions", []) if not ignorable(entry)), name)
            got = _by_pair(self.record.get("attributions") or [], name)
            for key, values in wanted.items():
                if key in got:
                    ok = bool(values & got[key])
                    self.column.rates[name].add(ok)
                    if not ok:
                        self.errors.append(f"{self.gold['id']} {name} {key}: {sorted(map(str, got[key]))} for {sorted(map(str, values))}")

    def _published(self) -> None:
        wanted, got = self.gold.get("published"), self.record.get("published")
        if got is None:
            ok = wanted is None or bool(self.gold.get("published_lenient"))
        else:
            ok = wanted is not None and str(got).startswith(wanted)
        self.column.rates["published"].add(ok)
        if not ok:
            self.errors.append(f"{self.gold['id']} published: {got} for {wanted}")


def _by_pair(entries: Iterable[Entry], name: str) -> dict[Any, Keys]:
    found: dict[Any, Keys] = defaultdict(set)
    for entry in entries:
        for key in state_pairs(entry):
            found[key].add(entry.get(name))
    return found


def source_text(path: Path) -> str:
    """All characters of a source that are not white space, without markup where it is HTML."""
    raw = path.read_bytes().decode("utf-8", "replace")
    if path.suffix.lower() in {".html", ".htm"}:
        raw = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", raw)
        raw = html.unescape(re.sub(r"<[^>]+>", " ", raw))
    return re.sub(r"\s+", "", raw)


def quotes_of(record: Entry) -> Iterator[str | None]:
    """The words of every quotation; None for an entry that has none."""
    for name in CLAIM_FIELDS:
        for entry in record.get(name) or []:
            if isinstance(entry, dict):
                quotes = entry.get("quotes") or ([entry["quote"]] if entry.get("quote") else [])
                yield from (quote["exact"] if isinstance(quote, dict) else quote for quote in quotes) if quotes else [None]


def b_cubed(rows: list[tuple[str, str]]) -> float | None:
    """B-cubed F1 of the documents' main incidents (Bagga and Baldwin 1998): rows of (gold cluster, system cluster)."""
    if not rows:
        return None
    precision = recall = 0.0
    for gold, system in rows:
        same_system = [row for row in rows if row[1] == system]
        same_gold = [row for row in rows if row[0] == gold]
        both = sum(1 for row in same_system if row[0] == gold)
        precision += both / len(same_system)
        recall += both / len(same_gold)
    precision, recall = precision / len(rows), recall / len(rows)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def lines(path: Path) -> Iterator[Entry]:
    """The objects of a JSON Lines file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def by_name(export: Path) -> dict[str, Entry]:
    """The lines of an export by the base name of their path."""
    return {Path(str(record.get("path") or record.get("id"))).name: record for record in lines(export)}


def file_name(gold: Entry, folder: Path) -> str:
    return str(gold.get("file") or next((path.name for path in folder.glob(gold["id"] + ".*")), gold["id"]))


def score(export: Path, golds: Iterable[Path]) -> Scores:
    """Compare an export with gold files. Raises ``OSError`` or ``ValueError`` for files that cannot be read."""
    records, scores = by_name(export), Scores()
    for path in golds:
        for gold in lines(path):
            _score_one(gold, path, records, scores)
    return scores


def _score_one(gold: Entry, path: Path, records: dict[str, Entry], scores: Scores) -> None:
    name = file_name(gold, path.parent)
    record = records.get(Path(name).name)
    if record is None:
        scores.missing.append(gold["id"])
        record = {}
    source = next((place for place in (path.parent / name, path.parent.parent / "seeds" / name) if place.exists()), None)
    text = source_text(source) if source is not None and record else None
    for lang in (gold["lang"], "all"):
        column = scores.columns.setdefault(lang, Column())
        DocumentScore(gold, record, column, scores.errors if lang == "all" else []).add()
        if text is not None:
            for quote in quotes_of(record):
                column.rates["quotes_found_in_source"].add(quote is not None and re.sub(r"\s+", "", quote) in text)
        if gold.get("incidents"):
            column.clusters.append((gold["incidents"][0], (record.get("incidents") or ["none:" + gold["id"]])[0]))


def table(scores: Scores) -> str:
    """The printed table."""
    order = scores.order()
    rows = [("measure", order)]
    rows += [(name, [scores.columns[lang].sets[name].cell() for lang in order]) for name in SETS]
    rows += [(name, [scores.columns[lang].rates[name].cell() for lang in order]) for name in RATES]
    rows.append(("incidents_b_cubed", [_figure(b_cubed(scores.columns[lang].clusters)) for lang in order]))
    rows.append((HEADLINE_LABEL, [_figure(scores.columns[lang].headline()) for lang in order]))
    return "\n".join(f"{label:30}" + "".join(f"{cell:>38}" for cell in cells) for label, cells in rows)


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--json", type=Path, help="write the figures there as JSON")
    parser.add_argument("--errors", action="store_true", help="list every miss (-) and every wrong entry (+)")
    args = parser.parse_args(argv)
    scores = score(args.export, args.gold)
    print(table(scores))
    if scores.missing:
        print(f"{len(scores.missing)} gold documents are not in the export: {', '.join(scores.missing[:10])}")
    if args.errors:
        print("\n".join(scores.errors))
    if args.json:
        args.json.write_text(json.dumps(scores.result(), indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
