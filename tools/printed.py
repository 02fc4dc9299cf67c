"""Runs the ``console`` blocks of a Markdown page and puts what is really printed into them.

usage: python tools/printed.py README.md            rewrite the blocks
       python tools/printed.py --check README.md    exit 1 when a block no longer says what is printed

In a block, a line that begins with ``$ `` is a command (``\\`` continues it); the lines after it are what it prints. The blocks of a page
run one after the other in one empty folder that has the repository's ``examples``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```$")
PROMPT = "$ "


def commands(block: str) -> Iterator[str]:
    """The commands of a block, continuation lines joined as they stand."""
    lines = iter(block.splitlines())
    for line in lines:
        if line.startswith(PROMPT):
            while line.endswith("\\"):
                line += "\n" + next(lines)
            yield line


def printed(block: str, folder: Path) -> str:
    """The block with what its commands print now."""
    out = []
    for command in commands(block):
        run = subprocess.run(
            ["bash", "-c", command.removeprefix(PROMPT)], cwd=folder, env=environment(), capture_output=True, text=True, check=False
        )
        out += [command, *(run.stdout + run.stderr).rstrip("\n").splitlines()]
    return "\n".join(out) + "\n"


def environment() -> dict[str, str]:
    """The caller's, with this interpreter's commands first and no record of the caller's."""
    kept = {name: value for name, value in os.environ.items() if name != "DEMARCHE_RECORD"}
    return {**kept, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', '')}"}


def refreshed(page: str) -> str:
    """A page with all its console blocks printed anew."""
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "examples").symlink_to(ROOT / "examples")
        return BLOCK.sub(lambda match: f"```console\n{printed(match[1], Path(place))}```", page)


def main(arguments: list[str]) -> int:
    check = "--check" in arguments
    stale = 0
    for path in (Path(name) for name in arguments if name != "--check"):
        page = path.read_text(encoding="utf-8")
        new = refreshed(page)
        if new != page:
            stale += 1
            print(f"{path}: {'a block does not say what is printed; python tools/printed.py ' + str(path) if check else 'refreshed'}")
            if not check:
                path.write_text(new, encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
