"""What cross-validation shows: F1 by kind, thresholds, calibration, errors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import numpy as np

from demarche.claims.candidate import Candidate
from demarche.claims.levels import level_features
from training.examples import KINDS, Example, key_of, measure
from training.models import Logistic

Gate = Callable[[Example], bool]
LEVELS = {"certainty": 1.0, "responsibility": 0.6}
"""Inverse of the penalty by level, chosen by cross-validation."""
NEAR, NEAR_ACCUSING, NEAR_RELEVANT = 0.006, 0.008, 0.003
"""F1 given up for a higher threshold; more for accusations. Relevance has little to give: plain short texts lie near its cut."""
ACCUSING = frozenset({"attribution", "group"})
MOST_PLACES, WIDTH = 3, 300
HEADLINE = ("attribution", "group", "denial", "response", "victim", "technique")


def f1(tp: int, fp: int, fn: int) -> float:
    return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0


def counts(examples: list[Example], kind: str, threshold: float, gate: Gate) -> tuple[int, int, int]:
    """True and false positives and false negatives of the candidates kept from ``threshold`` on."""
    tp = fp = fn = 0
    for e in examples:
        kept = {}
        if gate(e):
            for c, label in zip(e.candidates[kind], e.labels[kind], strict=True):
                if c.score >= threshold:
                    kept[key_of(kind, c.key)] = label
        hit = sum(1 for label in kept.values() if label == 1)
        tp, fp, fn = tp + hit, fp + sum(1 for label in kept.values() if label == 0), fn + e.required[kind] - hit
    return tp, fp, fn


def best_threshold(examples: list[Example], kind: str, gate: Gate) -> float:
    """The threshold with the best F1, of near equals the highest: a false claim is worse than a missed one, and for accusations more of
    F1 is given up for it. Of denials the middle one: to miss what the accused answers is no better than to hear too much of it."""
    options = [(f1(*counts(examples, kind, t, gate)), t) for t in np.arange(0.15, 0.8, 0.02)]
    top = max(value for value, _ in options)
    given_up = NEAR_ACCUSING if kind in ACCUSING else NEAR
    near = [float(t) for value, t in options if value >= top - given_up]
    return round(near[len(near) // 2] if kind == "denial" else near[-1], 2)


def relevant_f1(examples: list[Example], relevance: dict[int, float], cut: float) -> float:
    kept = [(relevance[id(e)] >= cut, bool(e.gold["relevant"])) for e in examples]
    return f1(kept.count((True, True)), kept.count((True, False)), kept.count((False, True)))


def best_cut(examples: list[Example], relevance: dict[int, float]) -> float:
    """The cut with the best F1, of near equals the one two thirds up: higher ones drop short texts with one plain accusation, lower ones
    let irrelevant documents make claims."""
    options = [(relevant_f1(examples, relevance, t), t) for t in np.arange(0.2, 0.8, 0.02)]
    top = max(value for value, _ in options)
    near = [float(t) for value, t in options if value >= top - NEAR_RELEVANT]
    return round(near[2 * len(near) // 3], 2)


def show(examples: list[Example], relevance: dict[int, float], cut: float, thresholds: dict[str, float]) -> None:
    """Print the figures of ``examples``."""
    gate: Gate = lambda e: relevance[id(e)] >= cut  # noqa: E731
    values = {"relevant": relevant_f1(examples, relevance, cut)}
    for kind in KINDS:
        tp, fp, fn = counts(examples, kind, thresholds[kind], gate)
        values[kind] = f1(tp, fp, fn)
        lost = sum(len(e.missing[kind]) for e in examples)
        shares = f"P {tp / max(1, tp + fp):.2f}  R {tp / max(1, tp + fn):.2f}"
        print(f"{kind:12} F1 {values[kind]:.3f}  {shares}  n {tp + fn:4}  without candidate {lost:3}  threshold {thresholds[kind]}")
    print(
        f"{'relevant':12} F1 {values['relevant']:.3f}  cut {cut:.2f}   no false claim on negatives {_clean(examples, thresholds, gate):.3f}"
    )
    mean = sum(values[kind] for kind in (*HEADLINE, "relevant")) / (len(HEADLINE) + 1)
    print(f"HEADLINE cross-validated by incident: {mean:.3f}   documents {len(examples)}")


def _clean(examples: list[Example], thresholds: dict[str, float], gate: Gate) -> float:
    """Share of the irrelevant documents that get no claim."""
    kinds = ("attribution", "group", "denial", "response")
    clean = [
        not gate(e) or not any(c.score >= thresholds[k] for k in kinds for c in e.candidates[k]) for e in examples if not e.gold["relevant"]
    ]
    return sum(clean) / max(1, len(clean))


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


def show_errors(examples: list[Example], kind: str, threshold: float, gate: Gate) -> None:
    """Every missed and every false candidate of ``kind`` with its surest places."""
    for e in examples:
        for key in sorted(e.missing[kind], key=str):
            print(f"{e.gold['id']} {kind} no candidate {key}")
        for c, label in zip(e.candidates[kind], e.labels[kind], strict=True):
            if label is not None and (gate(e) and c.score >= threshold) != bool(label):
                wrong = "missed" if label else "false"
                print(e.gold["id"], kind, wrong, c.key, round(c.score, 2), "" if gate(e) else "(document irrelevant)")
                show_places(e, c)


def show_places(example: Example, candidate: Candidate) -> None:
    text = example.reading.note.document.text
    for place in sorted(candidate.places, key=lambda p: (-p.score, p.start))[:MOST_PLACES]:
        print(f"    {place.score:.2f} {place.rule} [{place.cue}] {' '.join(text[place.start : place.end].split())[:WIDTH]}")


def show_relevance_errors(examples: list[Example], relevance: dict[int, float], cut: float) -> None:
    for e in examples:
        if (relevance[id(e)] >= cut) != e.gold["relevant"]:
            print(e.gold["id"], "relevant", "missed" if e.gold["relevant"] else "false", round(relevance[id(e)], 2))


def level_rows(examples: list[Example], level: str) -> list[tuple[Example, dict, str]]:
    """(document, features, value) of each attribution that gold requires and a candidate meets."""
    rows = []
    for e in examples:
        want = defaultdict(set)
        for entry in e.gold.get("attributions", []):
            for key in measure.state_pairs(entry):
                if not measure.ignorable(entry):
                    want[key].add(entry[level])
        for c in e.candidates["attribution"]:
            for value in sorted(want.get(key_of("attribution", c.key), ())):
                rows.append((e, level_features(c, e.reading, level), value))
    return rows


def learn_level(level: str, rows: list[tuple[Example, dict, str]]) -> Logistic:
    return Logistic(LEVELS[level]).fit([r[1] for r in rows], [r[2] for r in rows])


def show_levels(examples: list[Example], among: list[Example], level: str, *, errors: bool) -> None:
    """Print how often ``level`` is right in the documents ``among`` the examples, cross-validated, and with ``errors`` where not."""
    rows, shown = level_rows(examples, level), {id(e) for e in among}
    told = []
    for fold in sorted({e.fold for e in examples}):
        test = [r for r in rows if r[0].fold == fold and id(r[0]) in shown]
        model = learn_level(level, [r for r in rows if r[0].fold != fold])
        told += [(e.gold["id"], str(got), value) for (e, _, value), got in zip(test, model.choose([r[1] for r in test]), strict=True)]
    wrong = [row for row in told if row[1] != row[2]]
    print(f"{level:14} {1 - len(wrong) / max(1, len(told)):.3f}  of {len(told)}")
    if errors:
        print(*wrong, sep="\n")
