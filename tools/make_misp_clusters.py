"""Write ``src/demarche/data/export/misp-clusters.yml``: the MISP galaxy clusters of our groups, techniques and states.

usage: python tools/make_misp_clusters.py [--check]

Source: the galaxies ``mitre-intrusion-set``, ``threat-actor``, ``mitre-attack-pattern`` and ``target-information`` as shipped in the
package ``pymispgalaxies``. With ``--check`` nothing is written; the exit status is 1 when the file on disk differs.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "demarche" / "data"
TARGET = DATA / "export" / "misp-clusters.yml"
HEAD = "# Written by tools/make_misp_clusters.py from the MISP galaxy; do not edit. Our id to galaxy and cluster.\n"


def clusters(galaxy: str) -> list[dict[str, Any]]:
    """The clusters of one galaxy. Raises SystemExit when the package is missing."""
    spec = importlib.util.find_spec("pymispgalaxies")
    if spec is None or spec.origin is None:
        raise SystemExit("pymispgalaxies is not installed: install the dev group, then run this again")
    path = Path(spec.origin).parent / "data" / "misp-galaxy" / "clusters" / f"{galaxy}.json"
    return list(json.loads(path.read_text(encoding="utf-8"))["values"])


def group_ids() -> set[str]:
    """Ids of all groups of the lexicon."""
    rows: list[dict[str, Any]] = []
    for name in ("names/groups-extra.yml", "reference/groups.yml"):
        loaded = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
        rows += loaded if isinstance(loaded, list) else loaded["groups"]
    return {str(row["id"]) for row in rows if row.get("id")}


def table() -> dict[str, dict[str, list[str]]]:
    """What the file holds."""
    wanted = group_ids()
    groups = {one["uuid"]: ["threat-actor", one["value"]] for one in clusters("threat-actor") if one["uuid"] in wanted}
    groups |= _by_attack_id("mitre-intrusion-set", wanted)
    named = yaml.safe_load((DATA / "export" / "stix.yml").read_text(encoding="utf-8"))["techniques"]
    techniques = _by_attack_id("mitre-attack-pattern", {one["attack"] for one in named.values() if "attack" in one})
    states = {}
    for one in clusters("target-information"):
        code = (one.get("meta") or {}).get("iso-code")
        for iso in code if isinstance(code, list) else [code]:
            if isinstance(iso, str) and re.fullmatch("[A-Z]{2}", iso):
                states[iso] = ["target-information", one["value"]]
    return {name: dict(sorted(found.items())) for name, found in (("groups", groups), ("techniques", techniques), ("states", states))}


def _by_attack_id(galaxy: str, wanted: set[str]) -> dict[str, list[str]]:
    found = {}
    for one in clusters(galaxy):
        id = (one.get("meta") or {}).get("external_id")
        if id in wanted and one["value"].endswith(f" - {id}"):
            found[id] = [galaxy, one["value"]]
    return found


def main() -> int:
    text = HEAD + yaml.safe_dump(table(), sort_keys=False, allow_unicode=True, default_flow_style=None, width=140)
    if "--check" in sys.argv:
        return int(TARGET.read_text(encoding="utf-8") != text)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
