"""The evaluation documents as examples: their candidates labelled by the gold."""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "evaluation"))
import score as measure  # noqa: E402

from demarche.claims.attributions import CLAIMANT_TIER, accused_tier  # noqa: E402
from demarche.claims.blame import Blame  # noqa: E402
from demarche.claims.parts import HALVED  # noqa: E402
from demarche.claims.propose import KINDS, propose  # noqa: E402
from demarche.claims.reading import read as read_claims  # noqa: E402
from demarche.clean import clean  # noqa: E402
from demarche.intake import read as intake  # noqa: E402
from demarche.lexicon import lexicon  # noqa: E402
from demarche.model import Document, Source  # noqa: E402
from training.notes import read_notes  # noqa: E402

FIELD = {"attribution": "attributions", "group": "attributions", "denial": "denials", "response": "responses", "victim": "victims"}
FOLDS = 5


@dataclass
class Example:
    """One document with its gold and its candidates."""

    gold: dict
    fold: int = 0
    candidates: dict = field(default_factory=dict)
    labels: dict = field(default_factory=dict)
    missing: dict = field(default_factory=dict)
    required: dict = field(default_factory=dict)
    profile: object = None
    reading: object = None
    snippets: list = field(default_factory=list)
    short: bool = False


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


def load(sets: list[str], cache: Path | None = None, only: str | None = None) -> list[Example]:
    """The documents of ``sets`` (folders under evaluation/), of the language ``only`` if given, labelled and dealt into folds."""
    examples = [labelled(gold, document) for gold, document in readable(sets, cache, only)]
    for example in examples:
        example.short = example.reading.note.document.path == NOTE
    assign_folds(examples)
    for example in examples:
        example.snippets = [] if example.short else snippets(example)
    add_ordinary(examples)
    add_beside(examples)
    return examples


def readable(sets: list[str], cache: Path | None = None, only: str | None = None) -> list[tuple[dict, Document]]:
    """Gold and cleaned document of each row of ``sets``, the notes among them."""
    broken = {lang for lang in ("nl", "en", "fr", "de") if _unusable(lang)}
    rows = [(path, gold) for path, gold in gold_rows(sets) if gold["lang"] not in broken and only in (None, gold["lang"])]
    found = []
    for (path, gold), document in zip(rows, documents(rows, cache), strict=True):
        if isinstance(document, Document):
            found.append((gold, document))
        else:
            print("unreadable", path)
    return found + (notes(only) if "notes" in sets else [])


NOTE = "note"


def notes(only: str | None) -> list[tuple[dict, Document]]:
    """The notes under evaluation/notes."""
    files = [path for path in sorted((ROOT / "evaluation" / "notes").glob("*.yml")) if only in (None, path.stem)]
    return [(gold, Document(id="n" * 64, path=NOTE, text=gold["text"], lang=gold["lang"])) for path in files for gold in read_notes(path)]


EVERY = 6


def add_ordinary(examples: list[Example]) -> None:
    """Spread every sixth sentence of ordinary news over the irrelevant documents of its language: short texts that accuse nobody."""
    for lang in sorted({e.gold["lang"] for e in examples}):
        lines = ordinary(lang)
        hosts = [e for e in examples if e.gold["lang"] == lang and not e.gold["relevant"] and not e.short]
        for at, line in enumerate(lines if hosts else []):
            host = hosts[at % len(hosts)]
            made = labelled(host.gold, Document(id="o" * 64, path="ordinary", text=line, lang=lang))
            made.fold = host.fold
            host.snippets.append(made)


TOGETHER = (3, 8, 8, 8)
"""Sentences set beside an accusation, in rounds: with few alone, an accusation among many others made no document relevant."""


def add_beside(examples: list[Example]) -> None:
    """Set the same sentences beside the accusations of notes, whose claims stay what they were: "Israel accuses Iran of dumping" next to
    a hack accuses nobody of the hack."""
    for lang in sorted({e.gold["lang"] for e in examples}):
        hosts = [e for e in examples if e.short and e.gold["lang"] == lang and e.gold["attributions"]]
        for number, lines in enumerate(_runs(ordinary(lang)) if hosts else ()):
            host = hosts[number % len(hosts)]
            text = "\n\n".join([host.gold["text"], *lines])
            made = labelled(host.gold, Document(id="b" * 64, path="beside", text=text, lang=lang))
            made.fold, made.short = host.fold, True
            host.snippets.append(made)


def _runs(lines: list[str]) -> Iterator[list[str]]:
    """``lines`` in runs, once for each length of ``TOGETHER``."""
    for length in TOGETHER:
        yield from (lines[at : at + length] for at in range(0, len(lines), length))


def ordinary(lang: str) -> list[str]:
    """Every sixth sentence of the ordinary news of ``lang``; the others only measure."""
    path = ROOT / "evaluation" / "ordinary" / f"{lang}.txt"
    return path.read_text("utf-8").splitlines()[::EVERY] if path.exists() else []


CLEAR, CLEAR_OWN = 5.0, 2.4
"""Weight of evidence from which a sentence by itself says what gold codes: of a named claimant, and in the outlet's own voice."""


WORTH = {"slot": 3.0, "said": 2.5, "on": 1.5, "far": 1.0, "none": 0.5, "issuer": 1.0, "other": 1.0, "reason": 1.5,
         "verb": 3.0, "role": 2.5, "tie": 2.0, "tied": 2.0, "topic": 1.0, "weak": 0.5}  # fmt: skip


def clearness(blame: Blame, by: str) -> float:
    """How clearly a sentence says by itself that ``by`` blames somebody: a constant of the ways claimant and accused are found."""
    how = next(how for key, how in blame.claimants if key == by)
    scope = blame.scope
    clean = not (scope.negated or scope.supposed or scope.asked or scope.denied or scope.offtopic)
    return (WORTH[CLAIMANT_TIER[how]] + WORTH[accused_tier(blame.how)]) * (1.0 if clean else 0.3) * (0.8 if scope.title else 1.0)


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
            (clearness(place.evidence, c.key[0]), place.evidence.sentence)
            for c, label in zip(example.candidates["attribution"], example.labels["attribution"], strict=True)
            if (label is None and c.key[0] == "media") == own and (own or label == 1)
            for place in c.places
            if place.evidence is not None
        ]
        best = max(clear, default=None, key=lambda e: e[0])
        if best and best[0] >= (CLEAR_OWN if own else CLEAR):
            made.append(snippet(example, [note.sentences[best[1]]]))
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
    made.fold, made.short = example.fold, True
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
        example.required[kind] = len(required)
    for kind in HALVED:
        for at, half in enumerate(("first", "second")):
            example.labels[f"{kind}-{half}"] = half_labels(kind, at, gold, kinds)
    return example


def half_labels(kind: str, at: int, gold: dict, kinds: dict) -> list:
    """1 where any required entry has this half, None where only a tolerated one has, else 0."""
    required, tolerated = ({key[at] for key in keys} for keys in wanted(kind, gold))
    place = [half_key(kind, at, c.key[0]) for c in kinds[f"{kind}-{('first', 'second')[at]}"]]
    return [1 if k in required else None if k in tolerated else 0 for k in place]


def half_key(kind: str, at: int, value: str | None) -> object:
    """One half of a key as the measure forms it."""
    if at == 0 or kind == "attribution":
        return measure.actor_key(value)
    return measure.group_key(value) if kind == "group" else value


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
