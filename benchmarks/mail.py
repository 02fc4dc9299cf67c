"""How fast mails are inspected and hunted through, and in how much memory, beside the floor of taking them apart alone.

    python benchmarks/mail.py                    # 20,000 generated mails, two workers
    python benchmarks/mail.py --mails 2000 --workers 1

    python benchmarks/mail.py --hostile          # only the mails made to exhaust a reader: seconds each
    python benchmarks/mail.py --record           # only the record: mails built into one (a tenth of --mails), names looked for in texts

Prints, a line each: what was done, mails (or texts) a second, CPU time each, peak memory in MiB of the main process and the largest worker, and
the ratio to the floor (the parser of ``demarche.mail.mime`` alone, one process). The standard library's ``email`` parser stands beside it.
The mails are those of ``tests/mail/fixtures.py``.
"""

from __future__ import annotations

import argparse
import contextlib
import email
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import demarche
from demarche import mail
from demarche.mail.mime import split
from demarche.mail.naming import Clues
from demarche.mail.sources import items
from demarche.mail.ties import Index

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "mail"))

import fixtures

INDICATORS = 200
TEXTS = 10_000


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--mails", type=int, default=20_000)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--hostile", action="store_true")
    options.add_argument("--record", action="store_true")
    chosen = options.parse_args()
    if chosen.record:
        _record(chosen.mails)
        return
    if chosen.hostile:
        _hostile()
        return
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


def _hostile() -> None:
    """Each hostile mail in a fresh worker, start-up included; the limit the project set itself is five seconds."""
    slowest = 0.0
    for name, raw in fixtures.pathological().items():
        start = time.perf_counter()
        report = mail.inspect(raw)
        seconds = time.perf_counter() - start
        slowest = max(slowest, seconds)
        print(f"{name}: {seconds:.2f} s, {report.state} {', '.join(problem.code for problem in report.problems)}")
    print(f"slowest: {slowest:.2f} s, {slowest / 5:.2f} of the limit of 5 s")


def _record(mails: int) -> None:
    """Building a record of mails in one process, beside inspecting the same mails; then the names of ``mails`` mails in ``TEXTS`` texts."""
    count = mails // 10
    with tempfile.TemporaryDirectory() as folder:
        box, settings = str(Path(folder) / "box.mbox"), mail.Settings(workers=1)
        fixtures.write_mbox(box, fixtures.mailbox(count))
        demarche.build([], str(Path(folder) / "warm.db"))
        floor = _measure("floor: inspect, one worker", lambda: sum(1 for _ in mail.inspect_all([box], settings)), 0)
        _measure("build, one process", lambda: demarche.build([box], str(Path(folder) / "record.db")).read, floor)
    names = ("domain", "d{}.example"), ("url", "https://img.d{}.example/open/{}.gif"), ("address", "pers@d{}.example"), ("subject", "Bericht nummer {}")
    clues = [Clues(str(n), True, False, tuple((rule, value.format(n, n)) for rule, value in names), ()) for n in range(mails)]
    made: list[Index] = []
    _measure(f"names of {mails} mails made ready", lambda: made.append(Index(clues)) or mails, 0)
    text = "The minister said on Tuesday that the country resists attacks on ministries and companies. " * 44
    _measure(f"texts of {len(text)} characters looked through", lambda: TEXTS + sum(made[0].may_name(f"{text}{n}") for n in range(TEXTS)), 0)


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
    watch = _Watch()
    start, busy = time.perf_counter(), _cpu()
    count = work()
    rate = count / (time.perf_counter() - start)
    cost = (_cpu() - busy) / count * 1000
    largest = watch.end()
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    worker = f", {largest:.0f} MiB (largest worker)" if largest else ""
    ratio = f", {rate / floor:.3f} of the floor" if floor else ""
    print(f"{name}: {rate:,.0f}/s, {cost:.2f} CPU ms each, peak {own:.0f} MiB (main){worker}{ratio}", flush=True)
    return rate


def _cpu() -> float:
    """CPU seconds of this process and the workers that have ended: what a busy machine does not change."""
    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses)


class _Watch:
    """Reads the peak memory of child processes while they live (Linux; elsewhere nothing is reported)."""

    def __init__(self) -> None:
        self.largest = 0.0
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        while not self.stop.wait(0.2):
            for children in Path("/proc/self/task").glob("*/children"):
                with contextlib.suppress(OSError, IndexError, ValueError):
                    for pid in children.read_text().split():
                        status = Path(f"/proc/{pid}/status").read_text()
                        self.largest = max(self.largest, int(status.split("VmHWM:")[1].split()[0]) / 1024)

    def end(self) -> float:
        self.stop.set()
        self.thread.join()
        return self.largest


if __name__ == "__main__":
    main()
