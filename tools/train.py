#!/usr/bin/env python3
"""Learn the weight tables in ``src/demarche/data/weights`` from the project's own evaluation documents.

Logistic regression over the named features of the candidates; folds are made by incident, so that a document is never scored by
weights that saw another document of its incident. Prints the cross-validated F1 of every kind and, with --write, writes the tables
learned from all documents.

usage: tools/train.py [--write] [--set gold --set written] [--errors KIND]
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "evaluation"))
import score as measure  # noqa: E402

from demarche.claims.levels import level_features  # noqa: E402
from demarche.claims.propose import KINDS, propose  # noqa: E402
from demarche.claims.reading import read as read_claims  # noqa: E402
from demarche.claims.relevance import relevance_features  # noqa: E402
from demarche.claims.second import relate  # noqa: E402
from demarche.clean import clean  # noqa: E402
from demarche.intake import read as intake  # noqa: E402
from demarche.lexicon import lexicon  # noqa: E402
from demarche.model import Document, Source  # noqa: E402

WEIGHTS = ROOT / "src" / "demarche" / "data" / "weights"
FIELD = {"attribution": "attributions", "group": "attributions", "denial": "denials", "response": "responses", "victim": "victims"}
FOLDS = 8
STRENGTH = {"relevant": 1.0}
DEFAULT_STRENGTH = 0.4
SECOND_STRENGTH = 0.25
SMALL = 0.02
EPSILON = 1e-9


@dataclass
class Example:
    """One document with its gold and its candidates."""

    gold: dict
    fold: int = 0
    candidates: dict = field(default_factory=dict)
    labels: dict = field(default_factory=dict)
    missing: dict = field(default_factory=dict)
    profile: object = None
    reading: object = None
    snippets: list = field(default_factory=list)


def gold_rows(sets: list[str]) -> list[tuple[Path, dict]]:
    rows = []
    for name in sets:
        for path in sorted((ROOT / "evaluation" / name).glob("*/gold*.jsonl")):
            rows += [
                (path.parent / json.loads(line)["file"], json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()
            ]
    seeds = ROOT / "evaluation" / "gold" / "seeds.jsonl"
    folder = ROOT.parent / "shared" / "seeds"
    if "gold" in sets and seeds.exists() and folder.exists():
        rows += [(folder / json.loads(line)["file"], json.loads(line)) for line in seeds.read_text("utf-8").splitlines() if line.strip()]
    return rows


def document(path: Path):
    for item in intake([str(path)]):
        if isinstance(item, Source):
            return clean(item)
    return None


def documents(rows: list[tuple[Path, dict]], cache: Path | None) -> list:
    """The cleaned document of each row; with ``cache`` (a file) they are cleaned once and kept there."""
    kept = pickle.loads(cache.read_bytes()) if cache and cache.exists() else {}
    for path, _ in rows:
        if path.name not in kept:
            kept[path.name] = document(path)
    if cache:
        cache.write_bytes(pickle.dumps(kept))
    return [kept[path.name] for path, _ in rows]


def wanted(kind: str, gold: dict) -> tuple[set, set]:
    """(required, tolerated) keys of one kind, as the measure forms them."""
    if kind in ("technique", "objective"):
        field_name = kind + "s"
        required = {measure.as_name(x) for x in gold.get(field_name, []) if not (isinstance(x, dict) and measure.ignorable(x))}
        tolerated = {measure.as_name(x) for x in gold.get(field_name, [])} | set(gold.get(field_name + "_optional", []))
        return required, tolerated - required
    make = {"attribution": measure.state_pairs, "group": measure.group_pairs, "denial": lambda e: {measure.actor_key(e.get("by"))},
            "response": measure.response_pairs, "victim": measure.victim_pairs}[kind]  # fmt: skip
    entries = gold.get(FIELD[kind], [])
    if kind == "response":
        entries = [e if e.get("status", "done") == "done" else {**e, "optional": True} for e in entries]
    return measure.keys(entries, make)


def key_of(kind: str, key: tuple) -> object:
    if kind == "attribution":
        return (measure.actor_key(key[0]), measure.actor_key(key[1]))
    if kind == "group":
        return (measure.actor_key(key[0]), measure.group_key(key[1]))
    if kind == "denial":
        return measure.actor_key(key[0])
    if kind in ("response", "victim"):
        return (measure.actor_key(key[0]), key[1])
    return key[0]


def load(sets: list[str], cache: Path | None = None) -> list[Example]:
    examples = []
    broken = {lang for lang in ("nl", "en", "fr", "de") if _unusable(lang)}
    rows = [(path, gold) for path, gold in gold_rows(sets) if gold["lang"] not in broken]
    for (path, gold), doc in zip(rows, documents(rows, cache), strict=True):
        if doc is None or not hasattr(doc, "text"):
            print("unreadable", path)
            continue
        example = labelled(gold, doc)
        examples.append(example)
    assign_folds(examples)
    for example in examples:
        example.snippets = snippets(example)
    add_ordinary(examples)
    return examples


EVERY = 6


def add_ordinary(examples: list[Example]) -> None:
    """Spread every sixth sentence of ordinary news over the irrelevant documents of its language: short texts that accuse nobody of an attack."""
    for lang in sorted({e.gold["lang"] for e in examples}):
        path = ROOT / "evaluation" / "ordinary" / f"{lang}.txt"
        lines = path.read_text("utf-8").splitlines()[::EVERY] if path.exists() else []
        hosts = [e for e in examples if e.gold["lang"] == lang and not e.gold["relevant"]]
        for at, line in enumerate(lines if hosts else []):
            host = hosts[at % len(hosts)]
            made = labelled(host.gold, Document(id="o" * 64, path="ordinary", text=line, lang=lang))
            made.fold = host.fold
            host.snippets.append(made)


CLEAR, CLEAR_OWN = 5.0, 2.4
"""Weight of evidence from which a sentence by itself says what gold codes: of a named claimant, and in the outlet's own voice."""


def snippets(example: Example) -> list[Example]:
    """Short documents cut from ``example``, so that notes, abstracts and headlines are learned too: of a relevant document the clearest
    sentences of accusations that gold has, of an irrelevant one two sentences about an attack."""
    note = example.reading.note
    if not example.gold["relevant"]:
        deeds = [s for s in note.sentences if any(h.kind in ("deed", "technique") for h in note.by_sentence_cues[s.index])]
        return [snippet(example, deeds[:2])] if deeds else []
    made = []
    for own in (False, True):
        clear = [
            evidence
            for c, label in zip(example.candidates["attribution"], example.labels["attribution"], strict=True)
            if (label is None and c.key[0] == "media") == own and (own or label == 1)
            for evidence in c.evidence
        ]
        best = max(clear, key=lambda e: e[0], default=None)
        if best and best[0] >= (CLEAR_OWN if own else CLEAR):
            made.append(snippet(example, [note.sentences[best[1].sentence]]))
    return [
        m
        for m in made
        if any(label == 1 or c.key[0] == "media" for c, label in zip(m.candidates["attribution"], m.labels["attribution"], strict=True))
    ]


def snippet(example: Example, spans: list) -> Example:
    """The sentences ``spans`` as a document; of a relevant one only the accusations are judged, since gold speaks of the whole."""
    text = example.reading.note.document.text
    gold = {**example.gold, "denials": [], "responses": [], "victims": [], "techniques": [], "objectives": []}
    made = labelled(
        gold, Document(id="s" * 64, path="snippet", text=" ".join(text[s.start : s.end] for s in spans), lang=example.reading.note.lang)
    )
    made.fold = example.fold
    for kind in KINDS:
        if kind not in ("attribution", "group") and example.gold["relevant"]:
            made.labels[kind] = [None] * len(made.candidates[kind])
    return made


def labelled(gold: dict, doc: Document) -> Example:
    """The candidates of ``doc`` with their gold labels: 1 right, 0 wrong, None neither."""
    reading = read_claims(doc, gold["lang"])
    shape, kinds = propose(reading)
    example = Example(gold, candidates=kinds, profile=shape, reading=reading)
    for kind in KINDS:
        required, tolerated = wanted(kind, gold)
        found = [key_of(kind, c.key) for c in kinds[kind]]
        example.labels[kind] = [1 if k in required else None if k in tolerated else 0 for k in found]
        example.missing[kind] = required - set(found)
    return example


def with_snippets(examples: list[Example]) -> list[Example]:
    return [one for e in examples for one in (e, *e.snippets)]


def _unusable(lang: str) -> bool:
    """Whether the lexicon of ``lang`` cannot be compiled now (somebody is editing it); its documents are left out, and that is said."""
    try:
        lexicon(lang)
    except ValueError as error:
        print(f"documents in {lang} left out: {error}")
        return True
    return False


def assign_folds(examples: list[Example]) -> None:
    """Documents that share an incident share a fold."""
    parent: dict[str, str] = {}

    def root(x: str) -> str:
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x

    for e in examples:
        names = e.gold.get("incidents") or [e.gold["id"]]
        for name in names:
            parent[root(name)] = root(names[0])
    order = sorted({root((e.gold.get("incidents") or [e.gold["id"]])[0]) for e in examples})
    fold = {name: i % FOLDS for i, name in enumerate(order)}
    for e in examples:
        e.fold = fold[root((e.gold.get("incidents") or [e.gold["id"]])[0])]


class Model:
    def __init__(self, strength: float) -> None:
        self.vectorizer = DictVectorizer(sparse=False)
        self.regression = LogisticRegression(C=strength, max_iter=2000, solver="liblinear")

    def fit(self, rows: list[dict], labels: list, weights=None) -> Model:
        self.regression.fit(self.vectorizer.fit_transform(rows), labels, sample_weight=weights)
        return self

    def scores(self, rows: list[dict]) -> np.ndarray:
        return self.regression.predict_proba(self.vectorizer.transform(rows))[:, 1] if rows else np.array([])

    def table(self) -> dict:
        names = self.vectorizer.get_feature_names_out()
        weights = {str(n): round(float(w), 3) for n, w in zip(names, self.regression.coef_[0], strict=True) if abs(w) >= SMALL}
        return {"intercept": round(float(self.regression.intercept_[0]), 3), "weights": dict(sorted(weights.items()))}


def training_rows(examples: list[Example], kind: str, *, relevant_only: bool = False) -> tuple[list, list]:
    rows, labels = [], []
    for e in with_snippets(examples):
        if relevant_only and not e.gold["relevant"]:
            continue
        for candidate, label in zip(e.candidates[kind], e.labels[kind], strict=True):
            # the outlet's own word is nearly always optional in gold: there it counts as right, or nothing would teach when it is one
            value = 1 if label is None and candidate.key[0] == "media" else label
            if value is not None:
                rows.append(dict(candidate.features))
                labels.append(value)
    return rows, labels


def cross_scores(examples: list[Example], kind: str, strength: float, *, relevant_only: bool = False) -> None:
    """Set the score of every candidate by a model that has not seen its incident."""
    for fold in range(FOLDS):
        model = Model(strength).fit(*training_rows([e for e in examples if e.fold != fold], kind, relevant_only=relevant_only))
        for e in with_snippets(examples):
            if e.fold == fold and e.candidates[kind]:
                for candidate, value in zip(e.candidates[kind], model.scores([dict(c.features) for c in e.candidates[kind]]), strict=True):
                    candidate.score = float(value)


def f1(tp: int, fp: int, fn: int) -> float:
    return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0


def counts(examples: list[Example], kind: str, threshold: float, gate=lambda e: True) -> tuple[int, int, int]:
    tp = fp = fn = 0
    for e in examples:
        required = wanted(kind, e.gold)[0]
        kept = {}
        if gate(e):
            for c, label in zip(e.candidates[kind], e.labels[kind], strict=True):
                if c.score >= threshold:
                    kept[key_of(kind, c.key)] = label
        hit = sum(1 for label in kept.values() if label == 1)
        tp, fp, fn = tp + hit, fp + sum(1 for label in kept.values() if label == 0), fn + len(required) - hit
    return tp, fp, fn


def best_threshold(examples: list[Example], kind: str, gate=lambda e: True) -> tuple[float, tuple[int, int, int]]:
    """The threshold with the best F1; of near equals the higher one, since a false accusation is worse than a missed one."""
    options = [(f1(*counts(examples, kind, t, gate)), t) for t in np.arange(0.15, 0.8, 0.02)]
    top = max(value for value, _ in options)
    threshold = max(t for value, t in options if value >= top - 0.002)
    return round(float(threshold), 2), counts(examples, kind, threshold, gate)


def relevance_rows(examples: list[Example]) -> tuple[list, list]:
    return [relevance_features(e.reading, e.profile, e.candidates) for e in examples], [int(e.gold["relevant"]) for e in examples]


def cross_relevance(examples: list[Example]) -> dict[int, float]:
    out = {}
    for fold in range(FOLDS):
        train = with_snippets([e for e in examples if e.fold != fold])
        test = with_snippets([e for e in examples if e.fold == fold])
        model = Model(STRENGTH["relevant"]).fit(*relevance_rows(train))
        for e, value in zip(test, model.scores(relevance_rows(test)[0]), strict=True):
            out[id(e)] = float(value)
    return out


def level_rows(examples: list[Example], field_name: str) -> list[tuple[Example, dict, str]]:
    rows = []
    for e in examples:
        want = defaultdict(set)
        for entry in e.gold.get("attributions", []):
            for key in measure.state_pairs(entry):
                if not measure.ignorable(entry):
                    want[key].add(entry[field_name])
        for c in e.candidates["attribution"]:
            for value in want.get(key_of("attribution", c.key), ()):
                rows.append((e, level_features(c, e.reading), value))
    return rows


def fit_levels(rows: list, strength: float = 0.1):
    vectorizer = DictVectorizer(sparse=False)
    x = vectorizer.fit_transform([r[1] for r in rows])
    return vectorizer, LogisticRegression(C=strength, max_iter=3000).fit(x, [r[2] for r in rows])


def cross_levels(examples: list[Example], field_name: str) -> tuple[float, list]:
    rows = level_rows(examples, field_name)
    good, wrong = 0, []
    for fold in range(FOLDS):
        vectorizer, model = fit_levels([r for r in rows if r[0].fold != fold])
        for e, features, value in (r for r in rows if r[0].fold == fold):
            got = model.predict(vectorizer.transform([features]))[0]
            good += got == value
            if got != value:
                wrong.append((e.gold["id"], got, value))
    return good / max(1, len(rows)), wrong


def level_table(examples: list[Example], field_name: str) -> dict:
    vectorizer, model = fit_levels(level_rows(examples, field_name))
    names = vectorizer.get_feature_names_out()
    return {
        "intercepts": {str(c): round(float(b), 3) for c, b in zip(model.classes_, model.intercept_, strict=True)},
        "weights": {
            str(c): {str(n): round(float(w), 3) for n, w in zip(names, row, strict=True) if abs(w) >= SMALL}
            for c, row in zip(model.classes_, model.coef_, strict=True)
        },
    }


def write(kind: str, table: dict) -> None:
    WEIGHTS.mkdir(exist_ok=True)
    head = f"# Weights of the {kind} scorer. Written by tools/train.py from the documents under evaluation/; do not edit by hand.\n"
    (WEIGHTS / f"{kind}.yml").write_text(head + yaml.safe_dump(table, sort_keys=True, allow_unicode=True), encoding="utf-8")


def show_bands(examples: list[Example]) -> None:
    """For each kind the share of right candidates by cross-validated score: a scorer that is calibrated shows the middle of each band."""
    print("score band      " + "".join(f"{low / 10:>7.1f}-{low / 10 + 0.2:.1f}" for low in range(0, 10, 2)))
    for kind in KINDS:
        bands: dict[int, list[int]] = defaultdict(list)
        for e in examples:
            for candidate, label in zip(e.candidates[kind], e.labels[kind], strict=True):
                if label is not None:
                    bands[min(4, int(candidate.score * 5))].append(label)
        cells = [f"{sum(bands[b]) / len(bands[b]):.2f} ({len(bands[b])})" if bands[b] else "-" for b in range(5)]
        print(f"{kind:16}" + "".join(f"{cell:>11}" for cell in cells))


def show_errors(examples: list[Example], kind: str, threshold: float, gate) -> None:
    for e in examples:
        for key in sorted(e.missing[kind], key=str):
            print(f"{e.gold['id']} {kind} no candidate {key}")
        for c, label in zip(e.candidates[kind], e.labels[kind], strict=True):
            kept = gate(e) and c.score >= threshold
            if label is not None and kept != bool(label):
                words = e.reading.note.document.text[c.places[0][0] : c.places[0][1]] if c.places else ""
                print(f"{e.gold['id']} {kind} {'missed' if label else 'false'} {c.key} {c.score:.2f} {c.rules[:3]} | {words[:200]}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--set", action="append", dest="sets")
    parser.add_argument("--errors", action="append", default=[])
    parser.add_argument("--lang")
    parser.add_argument("--bands", action="store_true", help="how often candidates of each score band are right")
    parser.add_argument("--cache", type=Path, help="keep the cleaned documents in this file between runs")
    args = parser.parse_args()
    examples = load(args.sets or ["gold", "written"], args.cache)
    report(examples, args)
    return 0


def first_look(examples: list[Example]) -> dict:
    """Score everything once by models that see only the candidate itself; returns those models, learned from all documents."""
    models = {}
    for kind in KINDS:
        if any(e.labels[kind] for e in examples):
            # among relevant documents: whether a document is one is a question of its own, which the second look knows the answer to
            cross_scores(examples, kind, DEFAULT_STRENGTH, relevant_only=True)
            models[kind] = Model(DEFAULT_STRENGTH).fit(*training_rows(examples, kind, relevant_only=True))
    relevance = cross_relevance(examples)
    models["relevant"] = Model(STRENGTH["relevant"]).fit(*relevance_rows(with_snippets(examples)))
    for e in with_snippets(examples):
        relate(e.candidates, relevance[id(e)])
    return models


def report(examples: list[Example], args: argparse.Namespace) -> None:
    first = first_look(examples)
    for kind in KINDS:
        if any(e.labels[kind] for e in examples):
            cross_scores(examples, kind, SECOND_STRENGTH)
    relevance = cross_relevance(examples)
    cut = max(np.arange(0.2, 0.8, 0.02), key=lambda t: _relevant_f1(examples, relevance, t))
    gate = lambda e: relevance[id(e)] >= cut  # noqa: E731
    values = {"relevant": _relevant_f1(examples, relevance, cut)}
    thresholds = {}
    shown = [e for e in examples if not args.lang or e.gold["lang"] == args.lang]
    for kind in KINDS:
        thresholds[kind], _ = best_threshold(examples, kind, gate)
        tp, fp, fn = counts(shown, kind, thresholds[kind], gate)
        values[kind] = f1(tp, fp, fn)
        lost = sum(len(e.missing[kind]) for e in shown)
        print(
            f"{kind:12} F1 {values[kind]:.3f}  P {tp / max(1, tp + fp):.2f}  R {tp / max(1, tp + fn):.2f}  n {tp + fn:4}  without candidate {lost:3}  threshold {thresholds[kind]}"
        )
    clean = [
        not gate(e) or not any(c.score >= thresholds[k] for k in ("attribution", "group", "denial", "response") for c in e.candidates[k])
        for e in shown
        if not e.gold["relevant"]
    ]
    print(
        f"{'relevant':12} F1 {_relevant_f1(shown, relevance, cut):.3f}  cut {cut:.2f}   no false claim on negatives {sum(clean) / max(1, len(clean)):.3f}"
    )
    for field_name in ("certainty", "responsibility"):
        value, wrong = cross_levels(shown if args.lang else examples, field_name)
        print(f"{field_name:14} {value:.3f}")
        if field_name in args.errors:
            print(*wrong, sep="\n")
    values.pop("objective")
    print(f"HEADLINE cross-validated by incident: {sum(values.values()) / len(values):.3f}   documents {len(shown)}")
    for kind in args.errors:
        if kind in KINDS:
            show_errors(shown, kind, thresholds[kind], gate)
        if kind == "relevant":
            for e in shown:
                if gate(e) != e.gold["relevant"]:
                    print(e.gold["id"], "relevant", "missed" if e.gold["relevant"] else "false", round(relevance[id(e)], 2))
    if args.bands:
        show_bands(shown)
    if args.write:
        write_all(examples, first, thresholds, float(cut))


def _relevant_f1(examples: list[Example], relevance: dict[int, float], cut: float) -> float:
    tp = sum(1 for e in examples if relevance[id(e)] >= cut and e.gold["relevant"])
    fp = sum(1 for e in examples if relevance[id(e)] >= cut and not e.gold["relevant"])
    fn = sum(1 for e in examples if relevance[id(e)] < cut and e.gold["relevant"])
    return f1(tp, fp, fn)


def write_all(examples: list[Example], first: dict, thresholds: dict[str, float], cut: float) -> None:
    """Tables from all documents; the second look learns from cross-validated first scores, which look like those of unseen documents."""
    relevant = Model(STRENGTH["relevant"]).fit(*relevance_rows(with_snippets(examples)))
    write("relevant", {"threshold": round(cut, 2), "first": first["relevant"].table(), "second": relevant.table()})
    for kind in KINDS:
        model = Model(SECOND_STRENGTH).fit(*training_rows(examples, kind))
        write(kind, {"threshold": thresholds[kind], "first": first[kind].table(), "second": model.table()})
    for field_name in ("certainty", "responsibility"):
        write(field_name, level_table(examples, field_name))


if __name__ == "__main__":
    sys.exit(main())
