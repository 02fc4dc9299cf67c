"""Reading many sources, in this process or in several, with bounded memory and in order.

A document that kills or hangs its worker becomes a problem of its own; the others of its chunk are read again.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from demarche.claims.backends import Extractor
from demarche.engine import read_one
from demarche.model import Claims, Document, Problem, Source
from demarche.settings import CHUNK_BYTES, CHUNK_ITEMS, CHUNKS_IN_FLIGHT, ITEM_SECONDS

Outcome = tuple[Document, Claims] | Problem
Chunk = list[Source]


def read_all(sources: Iterable[Source], jobs: int, extractor: Extractor) -> Iterator[tuple[Source, Outcome]]:
    """Each source with its document and claims, or its problem, in the order given. ``jobs`` 1 reads in this process."""
    if jobs <= 1:
        return ((source, read_one(source, extractor)) for source in sources)
    return _read_in_pool(sources, jobs, extractor)


def _read_chunk(chunk: Chunk, extractor: Extractor) -> list[Outcome]:
    return [read_one(source, extractor) for source in chunk]


def _read_in_pool(sources: Iterable[Source], jobs: int, extractor: Extractor) -> Iterator[tuple[Source, Outcome]]:
    pool = _Pool(jobs, extractor)
    waiting: deque[tuple[Chunk, Future[list[Outcome]]]] = deque()
    try:
        for chunk in _chunks(sources):
            waiting.append((chunk, pool.submit(chunk)))
            if len(waiting) > jobs * CHUNKS_IN_FLIGHT:
                yield from _finish(pool, waiting)
        while waiting:
            yield from _finish(pool, waiting)
    finally:
        pool.end()


def _chunks(sources: Iterable[Source]) -> Iterator[Chunk]:
    chunk: Chunk = []
    size = 0
    for source in sources:
        chunk.append(source)
        size += len(source.raw)
        if len(chunk) >= CHUNK_ITEMS or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _finish(pool: _Pool, waiting: deque[tuple[Chunk, Future[list[Outcome]]]]) -> Iterator[tuple[Source, Outcome]]:
    chunk, future = waiting.popleft()
    try:
        outcomes = future.result(timeout=pool.item_seconds * len(chunk))
    except (BrokenProcessPool, TimeoutError):
        pool.restart()
        outcomes = [_alone(source, pool.extractor) for source in chunk]
        again = [(other, pool.submit(other)) for other, _ in waiting]
        waiting.clear()
        waiting.extend(again)
    yield from zip(chunk, outcomes, strict=True)


def _alone(source: Source, extractor: Extractor) -> Outcome:
    """Read one source in a worker of its own, which may die or be ended without harm to others."""
    pool = _Pool(1, extractor)
    try:
        return pool.submit([source]).result(timeout=pool.item_seconds)[0]
    except BrokenProcessPool:
        return Problem(source.path, "crashed", "reading it ended the worker process", "please report it together with the document")
    except TimeoutError:
        return Problem(
            source.path, "timeout", f"reading it took more than {pool.item_seconds:g} s", "take the article out of the page by hand"
        )
    finally:
        pool.end()


class _Pool:
    """A process pool whose processes can be ended even while they hang."""

    def __init__(self, jobs: int, extractor: Extractor) -> None:
        self.jobs = jobs
        self.extractor = extractor
        self.item_seconds = ITEM_SECONDS + extractor.seconds
        self.executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
        return ProcessPoolExecutor(self.jobs, mp_context=context)

    def submit(self, chunk: Chunk) -> Future[list[Outcome]]:
        try:
            return self.executor.submit(_read_chunk, chunk, self.extractor)
        except BrokenProcessPool as error:
            broken: Future[list[Outcome]] = Future()
            broken.set_exception(error)
            return broken

    def restart(self) -> None:
        self.end()
        self.executor = self._start()

    def end(self) -> None:
        processes = list((self.executor._processes or {}).values())
        self.executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()
