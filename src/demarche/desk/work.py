"""Work that takes longer than a page may: reading uploads, bringing incidents up to date. In a process of its own, one job at a time, so
that a hostile document can neither hang nor bring down the desk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

PATIENCE = 5.0
"""Seconds a page waits for incidents to be brought up to date before it goes on without."""
READ_SECONDS = 120
"""Seconds after which reading an upload is ended."""
DERIVE_SECONDS = 3600
_one_at_a_time = threading.Lock()


class TooLongError(Exception):
    """Reading took longer than it may, or its process died."""


def derive(record: str) -> bool:
    """Bring duplicates and incidents up to date; false when that goes on after this returns."""
    job = threading.Thread(target=_run, args=(record, {}, DERIVE_SECONDS), daemon=True)
    job.start()
    job.join(PATIENCE)
    return not job.is_alive()


def read(record: str, items: dict[str, bytes]) -> list[str]:
    """Read uploads (relative path to content) into the record; return the problems, a sentence each. Raises ``TooLongError``."""
    return _run(record, items, READ_SECONDS)


def _run(record: str, items: dict[str, bytes], seconds: float) -> list[str]:
    """The other process works in a folder of its own, so that paths in the record are those of ``items``."""
    where = record if "://" in record else os.path.abspath(record)
    with tempfile.TemporaryDirectory() as folder, _one_at_a_time:
        for name, content in items.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        command = [sys.executable, "-m", "demarche.desk.work", where, *sorted(items)]
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, timeout=seconds, check=True)
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
            raise TooLongError from error
    found: list[str] = json.loads(done.stdout)
    return found


def main(record: str, *paths: str) -> None:
    """What runs in the other process."""
    import demarche

    report = demarche.build(paths, record)
    problems = [f"{problem.reason}; {problem.hint}" if problem.hint else problem.reason for problem in report.problems]
    print(json.dumps(problems))


if __name__ == "__main__":
    main(*sys.argv[1:])
