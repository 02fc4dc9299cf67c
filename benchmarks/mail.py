"""How fast mails are inspected and hunted through, and in how much memory, beside the floor of taking them apart alone.

    python benchmarks/mail.py                    # 20,000 generated mails, two workers
    python benchmarks/mail.py --mails 2000 --workers 1

Prints, a line each: what was done, mails a second, peak memory of the largest process in MiB, and the ratio to the floor (the parser of
``demarche.mail.mime`` alone, one process) and to the standard library's ``email`` parser. The mails are those of
``tests/mail/fixtures.py``.
"""

from __future__ import annotations

import argparse
import email
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from demarche import mail
from demarche.mail.mime import split
from demarche.mail.sources import items

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "mail"))

import fixtures

INDICATORS = 200


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--mails", type=int, default=20_000)
    options.add_argument("--workers", type=int, default=2)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        box = str(Path(folder) / "box.mbox")
        count = fixtures.write_mbox(box, fixtures.mailbox(chosen.mails))
        size = Path(box).stat().st_size
        print(f"{count} mails, {size / 1e6:.0f} MB, {chosen.workers} workers")
        settings = mail.Settings(workers=chosen.workers)
        floor = _measure("floor: parts only", lambda: sum(bool(split(item.read(), settings.limits).parts) for item in items([box])), 0)
        _measure(
            "floor: email.message_from_bytes", lambda: sum(bool(email.message_from_bytes(item.read())) for item in items([box])), floor
        )
        _measure("inspect", lambda: sum(1 for _ in mail.inspect_all([box], settings)), floor)
        found = _indicators()
        read: list[object] = []
        _measure(f"hunt, {len(found)} indicators", lambda: _hunt(box, found, settings, read), floor)


def _hunt(box: str, found: list[mail.Indicator], settings: mail.Settings, read: list[object]) -> int:
    read.clear()
    for _ in mail.hunt([box], found, settings, read.append):
        pass
    return len(read)


def _indicators() -> list[mail.Indicator]:
    lines = [f"zeldzaam-{number}.example" for number in range(INDICATORS - 4)]
    lines += ["t.bulletin.example", "https://www.krant.example/artikel/123456", "anna@kamer.example", "subject: Bericht 777"]
    return list(mail.parse_indicators("\n".join(lines)))


def _measure(name: str, work: Callable[[], int], floor: float) -> float:
    start = time.perf_counter()
    count = work()
    rate = count / (time.perf_counter() - start)
    own, children = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    ratio = f", {rate / floor:.3f} of the floor" if floor else ""
    print(f"{name}: {rate:,.0f} mails/s, peak {own:.0f} MiB (main), {children:.0f} MiB (largest worker){ratio}")
    return rate


if __name__ == "__main__":
    main()
