"""The evaluation documents: which there are, their hash, and one export of each."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import demarche
from evaluation.score import file_name, lines

HERE = Path(__file__).resolve().parent
WORK = HERE.parent / ".make" / "evaluation"


def corpora() -> list[str]:
    """Folders beside this file that hold gold files, by name."""
    return sorted({path.parent.parent.name for path in HERE.glob("*/*/gold*.jsonl")})


def golds(corpus: str) -> list[Path]:
    """The gold files of a corpus."""
    return sorted((HERE / corpus).glob("*/gold*.jsonl"))


def documents(corpus: str) -> list[Path]:
    """The documents that its gold files name and that are there."""
    named = [path.parent / file_name(gold, path.parent) for path in golds(corpus) for gold in lines(path)]
    return sorted({path for path in named if path.is_file()})


def corpus_hash(corpus: str) -> str:
    """SHA-256 over the names and contents of its gold files and documents."""
    total = hashlib.sha256()
    for path in (*golds(corpus), *documents(corpus)):
        total.update(path.relative_to(HERE).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def export(corpus: str, folder: Path = WORK) -> Path:
    """Build a corpus into a new record and export it; return the export's path."""
    folder.mkdir(parents=True, exist_ok=True)
    record, out = folder / f"{corpus}.db", folder / f"{corpus}.jsonl"
    for old in folder.glob(f"{corpus}.db*"):
        old.unlink()
    here = Path.cwd()
    demarche.build([os.path.relpath(path, here) for path in documents(corpus)], str(record), jobs=os.cpu_count() or 1)
    with out.open("wb") as stream:
        demarche.export_to(stream, "jsonl", str(record))
    return out
