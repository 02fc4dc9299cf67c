"""What could not be read, or only in part."""

from __future__ import annotations

from dataclasses import replace

from demarche.model import Problem
from demarche.settings import default_record
from demarche.store import open_record, read


def problems(record: str | None = None) -> list[Problem]:
    """All problems in the record by path; ``fatal`` ones gave no document, the others are about a part of one."""
    with open_record(record or default_record()) as kept, kept.reading() as asked:
        found = list(read.problems(asked))
        for reading in read.readings(asked):
            found += [replace(problem, path=path, fatal=False) for problem in reading.document.problems for path in reading.paths]
    return sorted(found, key=lambda problem: (problem.path, problem.code, problem.reason))
