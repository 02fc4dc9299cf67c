"""From what the user names (files, folders, globs) to the files to read, in a stable order."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from demarche.model import Problem

STDIN = "-"
HIDDEN = "."


def files(paths: Iterable[str]) -> Iterator[str | Problem]:
    """Every file once, folders walked in sorted order; ``-`` passes through. A path that is not there is a problem."""
    seen: set[str] = set()
    for path in paths:
        for found in _expand(str(path)):
            key = found.path if isinstance(found, Problem) else os.path.realpath(found) if found != STDIN else found
            if key not in seen:
                seen.add(key)
                yield found


def _expand(path: str) -> Iterator[str | Problem]:
    if path == STDIN or os.path.isfile(path):
        yield path
    elif os.path.isdir(path):
        yield from _folder(path)
    elif os.path.lexists(path):
        yield _neither(path)
    else:
        yield from _globbed(path)


def _neither(path: str) -> Problem:
    reason = "this is neither a file nor a folder (a broken link, a device or a pipe)"
    return Problem(path, "not-a-file", reason, "name a file or a folder, or take it away")


def _globbed(pattern: str) -> Iterator[str | Problem]:
    found = sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else []
    if not found:
        yield Problem(pattern, "missing", "there is no such file or folder", "check the spelling and the working directory")
    for path in found:
        yield from _expand(path)


def _folder(path: str) -> Iterator[str | Problem]:
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(path, "unreadable", f"the folder cannot be listed: {error.strerror}", "check its permissions")
        return
    for entry in entries:
        if not entry.name.startswith(HIDDEN):
            yield from _entry(entry)


def _entry(entry: os.DirEntry[str]) -> Iterator[str | Problem]:
    """What stands in a folder. A link to a folder is not followed: it may lead back here."""
    if entry.is_dir(follow_symlinks=False):
        yield from _folder(entry.path)
    elif os.path.isfile(entry.path):
        yield str(Path(entry.path)) if not entry.path.startswith("./") else entry.path
    elif os.path.isdir(entry.path):
        yield Problem(entry.path, "linked-folder", "links to folders are not followed", "name the folder itself")
    else:
        yield _neither(entry.path)
