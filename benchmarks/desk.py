"""How fast the desk answers: a record of many claims, 8 people reading and 2 reviewing at once, over loopback.

usage: python benchmarks/desk.py [--claims 100000] [--seconds 30] [--pause 0.5] [--record FILE]

Makes a record of invented documents (no extraction, so that it takes a minute), serves it in a process of its own and asks for every
kind of page. Each visitor waits ``--pause`` seconds between two pages on average, less than anybody reads; ``--pause 0`` shows the limit.
Prints, for each kind of page, requests and the 50th and 95th percentile beside the aim, and the weight of the first page.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

import httpx

from demarche.model import Attribution, Claims, Denial, Group, Incident, Member, Quote, Response, Tag, Victim

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
AIM_MS, AIM_WEIGHT = 100, 300_000
READERS, REVIEWERS = 8, 2
PASSWORD = "benchmark benchmark"
STATES = ["CN", "RU", "KP", "IR", "US", "GB", "FR", "DE", "NL", "BE", "PL", "EE", "CZ", "UA", "IL", "JP", "AU", "CA", "SE", "NO"]
GROUPS = [f"APT{number}" for number in range(1, 45)]
PER_DOCUMENT = 8
PER_INCIDENT = 3


def eight_claims(key: str, accuser: str, accused: str, group: str, words: tuple[Quote, ...], chance: random.Random) -> Claims:
    """Three accusations and one claim of every other kind."""
    attributions = tuple(
        Attribution(f"{key}a{i}", chance.choice(STATES), accused, (Group(group, group),), chance.choice(["likely", "stated"]),
                    chance.choice(["state", "state-backed"]), words, "bench", ("accuses",), chance.random())
        for i in range(3)
    )  # fmt: skip
    return Claims(
        True, attributions, (Denial(f"{key}d", accused, ("flat",), words, "bench"),),
        (Response(f"{key}r", accuser, "condemn", accused, "done", words, "bench"),), (Victim(f"{key}v", accuser, "state", words, "bench"),),
        (Tag(f"{key}t", "phishing", words, "bench"),), (Tag(f"{key}o", "espionage", words, "bench"),),
    )  # fmt: skip


def make(record: str, claims: int) -> None:
    """Documents with eight claims each, three an incident."""
    import factory
    from sqlalchemy import insert

    from demarche.model import Incident, Quote
    from demarche.store import open_record, tables, write
    from demarche.store.codec import encode

    chance = random.Random(7)
    incidents: list[Incident] = []
    with open_record(record, create=True) as kept, kept.writing() as writing:
        members: list[str] = []
        for number in range(claims // PER_DOCUMENT):
            accuser, accused, group = chance.choice(STATES), chance.choice(STATES[:4]), chance.choice(GROUPS)
            text = (
                f"Report {number}. {accuser} accuses {accused} and {group} of the attack. {accused} denies it all. "
                + "It was a long story. " * 60
            )
            date = f"{2012 + number // 1000 % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
            document, words = factory.document(text, f"{number}.txt", "en", date), (Quote.of(text, 0, 60),)
            said = eight_claims(f"{number:08x}", accuser, accused, group, words, chance)
            write.append(writing, factory.source(text, f"{number}.txt"), document, said, "bench")
            members.append(document.id)
            if len(members) == PER_INCIDENT:
                names = tuple(sorted({claim.by for claim in said.attributions}))
                found = [Member(id) for id in sorted(members)]
                incidents.append(Incident(f"inc-{number:010}", found[0].document_id, tuple(found), date, date, names, (accused,), (group,), (accused,), (f"{accuser}/state",), (), 3))  # fmt: skip
                members = []
        writing.execute(insert(tables.incidents), [{"id": i.id, "first": i.first, "last": i.last, "body": encode(i)} for i in incidents])
        homes = [{"document_id": m.document_id, "incident_id": i.id, "main": 1} for i in incidents for m in i.members]
        writing.execute(insert(tables.incident_documents), homes)
        write.set_state(writing, "derived-from", "bench")


class Visitor:
    """One person with a browser."""

    def __init__(self, base: str, targets: dict[str, list[str]], times: dict[str, list[float]], pause: float, seed: int) -> None:
        self.client = httpx.Client(base_url=base, timeout=60)
        self.targets, self.times, self.pause, self.chance = targets, times, pause, random.Random(seed)

    def ask(self, kind: str, path: str) -> httpx.Response:
        started = time.perf_counter()
        answer = self.client.get(path)
        self.times[kind].append((time.perf_counter() - started) * 1000)
        assert answer.status_code in (200, 303), (path, answer.status_code)
        return answer

    def read(self, until: float) -> None:
        while time.monotonic() < until:
            kind = self.chance.choice(sorted(self.targets))
            self.ask(kind, self.chance.choice(self.targets[kind]))
            time.sleep(self.chance.uniform(0, 2 * self.pause))

    def sign_in(self, name: str) -> None:
        form = self.client.get("/sign-in").text
        self.client.post("/sign-in", data={"name": name, "password": PASSWORD, "token": token(form), "back": "/"})

    def review(self, until: float) -> None:
        path = self.client.get("/review").headers["location"]
        while time.monotonic() < until:
            page = self.ask("review", path).text
            following = re.search(r'name="next" value="([^"]*)"', page)
            data = {"token": token(page), "action": self.chance.choice(["accept", "reject"]), "next": following[1] if following else ""}
            started = time.perf_counter()
            answer = self.client.post(path.split("?")[0], data=data)
            self.times["judge"].append((time.perf_counter() - started) * 1000)
            path = answer.headers["location"]
            time.sleep(self.chance.uniform(0, 2 * self.pause))


def token(page: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def targets(record: str) -> dict[str, list[str]]:
    """Addresses of every kind of page."""
    import demarche

    found = demarche.overview(record)
    incidents, documents = sorted(found.incidents)[::40], sorted(found.documents)[::40]
    return {
        "overview": ["/", "/?accused=RU", "/?year=2020", "/?certainty=likely&map=victims", "/?page=3"],
        "incident": [f"/incidents/{id}" for id in incidents],
        "document": [f"/documents/{id}" for id in documents],
        "raw": [f"/documents/{id}/raw" for id in documents],
        "actor": ["/actors", *(f"/actors/{key}" for key in STATES), *(f"/groups/{group}" for group in GROUPS[:9])],
        "search": ["/search", *(f"/search?q={group}" for group in GROUPS[:20]), "/search?q=APT7+RU&year=2020", "/search?q=attack&lang=en"],
        "stances": ["/stances"],
        "api": ["/api/incidents?accused=CN", "/api/matrix", "/api/search?q=APT9", "/healthz"],
    }


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def measure(record: str, seconds: float, pause: float) -> dict[str, list[float]]:
    """Serve the record and let everybody visit."""
    import demarche

    for number in range(REVIEWERS):
        demarche.user("add", f"reviewer{number}", PASSWORD, record=record)
    port, times = free_port(), defaultdict[str, list[float]](list)
    server = subprocess.Popen(
        [str(Path(sys.executable).parent / "demarche"), "serve", "--record", record, "--port", str(port)], stderr=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}"
    try:
        started = time.monotonic()
        while not up(base):
            time.sleep(0.1)
        print(f"ready after {time.monotonic() - started:.1f} s")
        pages = targets(record)
        people = [Visitor(base, pages, times, pause, seed) for seed in range(READERS + REVIEWERS)]
        for number, reviewer in enumerate(people[READERS:]):
            reviewer.sign_in(f"reviewer{number}")
        for kind in pages:
            people[0].client.get(pages[kind][0])
        weigh(people[0])
        until = time.monotonic() + seconds
        work = [threading.Thread(target=p.read if at < READERS else p.review, args=(until,)) for at, p in enumerate(people)]
        for one in work:
            one.start()
        for one in work:
            one.join()
    finally:
        server.terminate()
        server.wait(10)
    return times


def weigh(visitor: Visitor) -> None:
    """The first page with its style sheet, script and icon, as it is and as it goes over the wire."""
    page = visitor.client.get("/").text
    parts = [page, *(visitor.client.get(path).text for path in re.findall(r'(?:src|href)="(/static/[^"]+)"', page))]
    whole, packed = sum(len(part.encode()) for part in parts), sum(len(gzip.compress(part.encode(), 5)) for part in parts)
    print(
        f"first page: {whole / 1000:.0f} kB, {packed / 1000:.0f} kB compressed; aim {AIM_WEIGHT / 1000:.0f} kB; ratio {whole / AIM_WEIGHT:.2f}"
    )


def up(base: str) -> bool:
    try:
        return httpx.get(base + "/healthz").status_code == 200
    except httpx.TransportError:
        return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--pause", type=float, default=0.5)
    parser.add_argument("--record", help="A record to make, or one made before.")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        record = given.record or str(Path(folder) / "bench.db")
        if not os.path.exists(record):
            started = time.monotonic()
            make(record, given.claims)
            print(f"{given.claims:,} claims written in {time.monotonic() - started:.0f} s")
        before = os.getloadavg()[0]
        times = measure(record, given.seconds, given.pause)
    print(f"load average {before:.1f} before, {os.getloadavg()[0]:.1f} after, on {os.cpu_count()} cores; the aim is for a machine with nothing else to do")
    print(f"{'page':<10} {'asked':>6} {'p50 ms':>8} {'p95 ms':>8} {'of aim':>7}")
    for kind, found in sorted(times.items()):
        ordered = sorted(found)
        p50, p95 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
        print(f"{kind:<10} {len(found):>6} {p50:>8.1f} {p95:>8.1f} {p95 / AIM_MS:>7.2f}")


if __name__ == "__main__":
    main()
