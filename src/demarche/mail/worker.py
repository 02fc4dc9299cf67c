"""The process that reads mails: bytes in, reports out, over its standard streams. It may be killed at any moment.

Started as ``python -P -B -m demarche.mail.worker``. Frames are four bytes of length (big endian) and JSON or raw bytes. The first frame is
the job; then come pairs of frames (what it is, the mail), each answered by one frame. The process lowers its own limits and refuses, by
an audit hook, to open sockets or start programs: nothing a mail holds can make it reach the network.
"""

from __future__ import annotations

import contextlib
import json
import struct
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "urllib.",
    "http.",
    "ftplib.",
    "smtplib.",
    "webbrowser.",
)
MEGABYTE = 1024 * 1024
Job = Callable[[bytes, str, int], Any]


def refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Audit hook (PEP 578): any attempt to connect, look up a name or start a program ends in an error."""
    if event.startswith(FORBIDDEN):
        raise PermissionError(f"a mail worker must not use {event}")


def limit_memory(megabytes: int) -> None:
    """Cap the address space where the system can; no core dumps, no files written."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (("RLIMIT_AS", megabytes * MEGABYTE), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0)):
        with contextlib.suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(getattr(resource, kind), (most, most))


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next frame, or None when the other side has closed."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    (size,) = struct.unpack(">I", head)
    body = stream.read(size)
    return body if len(body) == size else None


def write_frame(stream: BinaryIO, body: bytes) -> None:
    stream.write(struct.pack(">I", len(body)) + body)
    stream.flush()


def make_job(job: dict[str, Any]) -> Job:
    """What to do with each mail."""
    from demarche.mail.settings import Settings

    settings = Settings.from_dict(job["settings"])
    if job["kind"] == "inspect":
        from demarche.mail.examine import examine

        return lambda raw, path, index: examine(raw, path, index, settings).to_dict()
    from demarche.mail.matching import Finder

    return Finder(job["indicators"], settings).find


def main() -> int:
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    first = read_frame(source)
    if first is None:
        return 0
    job = json.loads(first)
    limit_memory(job["settings"]["limits"]["memory_mb"])
    run = make_job(job)
    sys.addaudithook(refuse_network)
    write_frame(sink, b'{"ready": true}')
    while (head := read_frame(source)) is not None:
        body = read_frame(source)
        if body is None:
            break
        what = json.loads(head)
        write_frame(sink, json.dumps(_answer(run, body, what)).encode("utf-8"))
    return 0


def _answer(run: Job, body: bytes, what: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"result": run(body, what["path"], what["index"])}
    except MemoryError:
        return {"failed": "MemoryError"}
    except Exception as error:  # the worker must answer whatever a mail does to the code; the parent records it as a refusal
        return {"failed": f"{type(error).__name__}: {error}"[:300]}


if __name__ == "__main__":
    sys.exit(main())
