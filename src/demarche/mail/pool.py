"""Workers that can be killed: one mail at a time each, a deadline for every mail, a new process after every casualty."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, BinaryIO, cast

from demarche.errors import DemarcheError
from demarche.mail.settings import Settings
from demarche.mail.sources import Item, Unreadable
from demarche.mail.worker import read_frame, write_frame

START_SECONDS = 60.0
"""Time a worker may take to start; a cold disk needs some seconds."""
IN_FLIGHT = 8
"""Mails handed out ahead, for each worker; bounds memory."""

Outcome = dict[str, Any]


class Worker:
    """One process and its pipe. Not safe for two threads at once."""

    def __init__(self, job: dict[str, Any], watch: Watch) -> None:
        self.job = job
        self.watch = watch
        self.seconds = float(job["settings"]["limits"]["seconds"])
        self.process: subprocess.Popen[bytes] | None = None
        self.deadline = 0.0
        self.killed = False
        self.closed = False

    def ask(self, raw: bytes, path: str, index: int) -> Outcome:
        """The worker's answer: ``result``, or ``refused`` with a code (``timeout``, ``crashed``) when the process did not live to give one.

        A process that dies without a deadline passed gets a second chance with the same mail: it may have died of the one before.
        """
        outcome = self._ask(raw, path, index)
        return self._ask(raw, path, index) if outcome.get("refused") == "crashed" and not self.closed else outcome

    def _ask(self, raw: bytes, path: str, index: int) -> Outcome:
        process = self.process if self.process is not None and self.process.poll() is None else self._start()
        sink, source = _pipes(process)
        self._set_deadline(self.seconds)
        try:
            write_frame(sink, json.dumps({"path": path, "index": index}).encode("utf-8"))
            write_frame(sink, raw)
            answer = read_frame(source)
        except OSError:
            answer = None
        killed = self.killed
        self.deadline = 0.0
        if answer is None:
            self.end()
            return {"refused": "timeout" if killed else "crashed"}
        outcome: Outcome = json.loads(answer)
        if "result" in outcome:
            return outcome
        self.end()
        said = str(outcome.get("failed", ""))
        return {"refused": "crashed"} if said.startswith("MemoryError") else {"refused": "failed", "detail": said}

    def _set_deadline(self, seconds: float) -> None:
        self.killed = False
        self.deadline = time.monotonic() + seconds

    def _start(self) -> subprocess.Popen[bytes]:
        """Start the process and wait until it is ready.

        Raises ``DemarcheError`` with the worker's own words when it cannot start.
        """
        if self.closed:
            raise DemarcheError("the mail workers have been closed")
        command = [sys.executable, "-P", "-B", "-m", "demarche.mail.worker"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, close_fds=True)
        sink, source = _pipes(process)
        self.process = process
        self._set_deadline(START_SECONDS)
        with contextlib.suppress(OSError):
            write_frame(sink, json.dumps(self.job).encode("utf-8"))
        ready = read_frame(source)
        self.deadline = 0.0
        if ready is None:
            said = (process.stderr.read() if process.stderr else b"").decode("utf-8", "replace").strip().splitlines()
            self.end()
            raise DemarcheError(f"the mail worker cannot start: {said[-1] if said else 'no answer'}", "pip install 'demarche[mail]'")
        threading.Thread(target=_drain, args=(process,), daemon=True).start()
        return process

    def overdue(self, now: float) -> bool:
        return 0.0 < self.deadline < now

    def kill(self) -> None:
        """End the process at once; whoever waits for its answer gets none."""
        self.killed = True
        self.deadline = 0.0
        if self.process is not None:
            self.process.kill()

    def end(self) -> None:
        """End the process and wait for it."""
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[BinaryIO, BinaryIO]:
    """The two pipes to a worker, which ``Popen`` types as optional."""
    return cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)


def _drain(process: subprocess.Popen[bytes]) -> None:
    """Read away what the worker writes to its error stream, so that a full pipe never stops it."""
    with contextlib.suppress(OSError, ValueError):
        if process.stderr is not None:
            for _ in process.stderr:
                pass
            process.stderr.close()


class Watch:
    """One thread that kills workers past their deadline."""

    def __init__(self) -> None:
        self.workers: list[Worker] = []
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        while not self.stop.wait(0.05):
            now = time.monotonic()
            for worker in self.workers:
                if worker.overdue(now):
                    worker.kill()


class Pool:
    """A number of workers doing one job. Use as a context manager."""

    def __init__(self, kind: str, settings: Settings, indicators: object = None) -> None:
        self.watch = Watch()
        job = {"kind": kind, "settings": settings.to_dict(), "indicators": indicators}
        count = max(1, settings.workers)
        self.idle: deque[Worker] = deque(Worker(job, self.watch) for _ in range(count))
        self.watch.workers.extend(self.idle)
        self.threads = ThreadPoolExecutor(count)
        self.window = count * IN_FLIGHT

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all workers."""
        self.threads.shutdown(wait=False, cancel_futures=True)
        self.watch.stop.set()
        for worker in self.watch.workers:
            worker.closed = True
        for worker in self.watch.workers:
            worker.end()
        self.threads.shutdown(wait=True)

    def run(self, items: Iterable[Item]) -> Iterator[tuple[Item, Outcome]]:
        """Each item with its outcome, in the order given."""
        waiting: deque[tuple[Item, Future[Outcome]]] = deque()
        for item in items:
            waiting.append((item, self.threads.submit(self._one, item)))
            if len(waiting) >= self.window:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()

    def _one(self, item: Item) -> Outcome:
        try:
            raw = item.read()
        except Unreadable as error:
            return {"refused": error.code, "detail": error.detail}
        return self.with_worker(lambda worker: worker.ask(raw, item.path, item.index)) | {"raw": raw}

    def with_worker(self, ask: Callable[[Worker], Outcome]) -> Outcome:
        """Lend an idle worker. There are as many workers as threads, so one is always idle."""
        worker = self.idle.popleft()
        try:
            return ask(worker)
        finally:
            self.idle.append(worker)
