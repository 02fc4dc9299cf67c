"""A run over 1,000 mails reaches nothing outside and changes nothing: traced inside the process, by the system, and without any network."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import fixtures
import pytest

from demarche.mail.worker import refuse_network

MAILS = 1000
TRACED = """
import json, sys
seen = []
WATCHED = ("socket", "urllib", "http", "smtplib", "ftplib")
sys.addaudithook(lambda event, args: seen.append(event) if event.split(".")[0] in WATCHED else None)
from demarche.mail import Settings, mask, picture
from demarche.mail.examine import examine
from demarche.mail.matching import Finder
from demarche.mail.sources import items
finder = Finder([{"kind": "domain", "value": "t.bulletin.example", "source": ""}], Settings())
count = found = 0
for item in items(sys.argv[1:]):
    report = examine(item.read(), item.path, item.index, Settings())
    picture(mask(report))
    found += len(report.findings)
    finder.find(item.read(), item.path, item.index)
    count += 1
print(json.dumps({"events": sorted(set(seen)), "mails": count, "findings": found}))
"""
VERBS = """
import json, sys
from demarche.mail import Settings, inspect_all
print(json.dumps(sum(1 for report in inspect_all(sys.argv[1:], Settings()) if report.state != "refused")))
"""
BUILT = """
import json, sys
import demarche
report = demarche.build(sys.argv[2:], sys.argv[1])
print(json.dumps([report.read, report.mails]))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """1,000 mails: 900 in an mbox file, 100 as files of their own."""
    where = tmp_path_factory.mktemp("mails")
    mails = list(fixtures.mailbox(MAILS))
    fixtures.write_mbox(str(where / "box.mbox"), iter(mails[:900]))
    for number, raw in enumerate(mails[900:]):
        (where / f"{number}.eml").write_bytes(raw)
    return where


def state(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Digest, size and modification time of every file."""
    return {
        file.name: (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_size, file.stat().st_mtime_ns)
        for file in sorted(folder.iterdir())
    }


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def test_no_network_event_inside_the_process_and_the_originals_stay(folder: Path) -> None:
    before = state(folder)
    done = run(sys.executable, "-c", TRACED, str(folder))
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["mails"] == MAILS
    assert result["findings"] > 150
    assert result["events"] == []
    assert state(folder) == before


def traced(trace: Path, *command: str) -> str:
    """What a command prints; parent and workers run under strace, and not one call of the network family may be seen."""
    done = run("strace", "-f", "-qq", "-e", "trace=%network", "-o", str(trace), *command)
    if not trace.exists() or "ptrace" in done.stderr.lower():
        pytest.skip("this system does not allow tracing")
    assert done.returncode == 0, done.stderr
    assert [line for line in trace.read_text(encoding="utf-8", errors="replace").splitlines() if "(" in line] == []
    return done.stdout


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_no_network_call_seen_by_the_system(folder: Path, tmp_path: Path) -> None:
    assert json.loads(traced(tmp_path / "trace", sys.executable, "-c", VERBS, str(folder))) == MAILS


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_building_mails_into_a_record_reaches_nothing(folder: Path, tmp_path: Path) -> None:
    before, files = state(folder), [str(file) for file in sorted(folder.glob("*.eml"))]
    read, inspected = json.loads(traced(tmp_path / "trace", sys.executable, "-c", BUILT, str(tmp_path / "record.db"), *files))
    assert (read, inspected) == (100, 100)
    assert state(folder) == before


def test_it_works_without_any_network(folder: Path) -> None:
    if shutil.which("unshare") is None or run("unshare", "-rn", "true").returncode != 0:
        pytest.skip("this system does not allow a process without network")
    before = state(folder)
    done = run("unshare", "-rn", sys.executable, "-c", VERBS, str(folder))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == MAILS
    assert state(folder) == before


@pytest.mark.parametrize(
    "event", ["socket.connect", "socket.getaddrinfo", "socket.__new__", "subprocess.Popen", "os.system", "urllib.Request", "os.fork"]
)
def test_a_worker_refuses_to_reach_out(event: str) -> None:
    with pytest.raises(PermissionError):
        refuse_network(event, ())


def test_a_worker_that_tries_is_stopped() -> None:
    code = "import sys, socket; from demarche.mail.worker import refuse_network; sys.addaudithook(refuse_network); "
    code += "socket.create_connection(('127.0.0.1', 9))"
    done = run(sys.executable, "-c", code)
    assert done.returncode != 0
    assert "PermissionError" in done.stderr
