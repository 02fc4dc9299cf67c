"""Write ``src/demarche/data/reference/groups.yml`` from the MISP galaxy and the hand layer ``data/names/groups-extra.yml``.

usage: python tools/make_groups.py [--check]

Source: the clusters ``threat-actor`` and ``mitre-intrusion-set`` of the MISP galaxy, as shipped in the package ``pymispgalaxies`` and
read as plain JSON. The hand layer settles canonical names, refuses ordinary words and says which names are criminal. With ``--check``
nothing is written; the exit status is 1 when the file on disk differs.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "demarche" / "data"
EXTRA, TARGET = DATA / "names" / "groups-extra.yml", DATA / "reference" / "groups.yml"
ATTACK_ID = re.compile(r"^G\d{4}$")
MITRE_TAIL = re.compile(r" - G\d{4}$")
JUNK = re.compile(r"^(?:Subgroup: .*|Group[ -]?\d+|\d{1,3}|.{1,2})$")
"""Aliases that name nothing on their own: "Group 3", "Subgroup: Bluenoroff"."""
HEAD = "# Written by tools/make_groups.py from the MISP galaxy ({versions}); do not edit: corrections go to data/names/groups-extra.yml.\n"


@dataclass(slots=True)
class Cluster:
    """One group as the galaxy has it. ``id`` is the ATT&CK identifier where there is one, else the galaxy's UUID."""

    name: str
    id: str
    known_state: str | None
    aliases: list[str] = field(default_factory=list)
    criminal: bool = False

    def forms(self) -> list[str]:
        return [self.name, *self.aliases]


def squash(name: str) -> str:
    """Letters and digits only, without accents: the form in which names are compared."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", name).casefold())


def galaxy() -> tuple[list[dict[str, Any]], list[dict[str, Any]], str]:
    """Threat actors, intrusion sets and their versions. Raises SystemExit when the package is missing."""
    spec = importlib.util.find_spec("pymispgalaxies")
    if spec is None or spec.origin is None:
        raise SystemExit("pymispgalaxies is not installed: install the dev group, then run this again")
    folder = Path(spec.origin).parent / "data" / "misp-galaxy" / "clusters"
    actors, sets = (json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in ("threat-actor", "mitre-intrusion-set"))
    return actors["values"], sets["values"], f"threat-actor {actors['version']}, mitre-intrusion-set {sets['version']}"


def read_actor(value: dict[str, Any], territories: frozenset[str]) -> Cluster:
    meta = value.get("meta", {})
    name = MITRE_TAIL.sub("", value["value"]).strip(" ,")
    aliases = [a.strip(" ,") for a in meta.get("synonyms", ())]
    attack = meta.get("external_id") or next((a for a in aliases if ATTACK_ID.match(a)), None)
    state = meta.get("country") or None
    aliases = [a for a in dict.fromkeys(aliases) if a != name and not ATTACK_ID.match(a) and not JUNK.match(a)]
    return Cluster(name, attack or value["uuid"], state if state in territories else None, aliases)


def join(actors: list[Cluster], sets: list[Cluster]) -> list[Cluster]:
    """Put each intrusion set into the threat actor of the same identifier or name; the rest stand alone."""
    by_name = {squash(form): c for c in reversed(actors) for form in reversed(c.forms())} | {squash(c.name): c for c in reversed(actors)}
    by_id = {c.id: c for c in reversed(actors)}
    alone: list[Cluster] = []
    for one in sets:
        home = by_name.get(squash(one.name)) or by_id.get(one.id)
        if home is None:
            alone.append(one)
            continue
        home.id = one.id
        home.aliases += [f for f in one.forms() if f not in home.forms()]
    return actors + alone


def apply_hand_layer(clusters: list[Cluster], extra: dict[str, Any]) -> list[Cluster]:
    """Rename, refuse and mark as the hand layer says."""
    hand = {squash(form): row for row in extra["groups"] for form in (row["name"], *row.get("aliases", ()))}
    refused = {squash(row["form"]) for row in extra["drop"]}
    for cluster in clusters:
        row = _hand_row(cluster, hand)
        if row is not None:
            cluster.aliases = [cluster.name, *cluster.aliases]
            cluster.name, cluster.criminal = row["name"], bool(row.get("criminal"))
            cluster.known_state = row.get("known_state")
        settled = refused | hand.keys()
        cluster.aliases = [a for a in dict.fromkeys(cluster.aliases) if squash(a) not in settled and a != cluster.name]
    _settle_shared(clusters)
    for cluster in clusters:
        _by_pattern(cluster, extra)
    return [c for c in clusters if squash(c.name) in hand or squash(c.name) not in refused]


def _hand_row(cluster: Cluster, hand: dict[str, Any]) -> dict[str, Any] | None:
    """The row of the hand layer that a cluster belongs to: by its own name, else by at least a third of its aliases."""
    own: dict[str, Any] | None = hand.get(squash(cluster.name))
    if own:
        return own
    votes = Counter(hand[squash(a)]["name"] for a in cluster.aliases if squash(a) in hand)
    if not votes:
        return None
    best = min(votes, key=lambda name: (-votes[name], name))
    row: dict[str, Any] = hand[squash(best)]
    return row if votes[best] * 3 >= len(cluster.aliases) else None


def _settle_shared(clusters: list[Cluster]) -> None:
    """A form that two groups claim goes to the group it is the name of; where it is nobody's name, nobody gets it."""
    names = {squash(c.name): c.name for c in clusters}
    owners: dict[str, set[str]] = {}
    for cluster in clusters:
        for form in cluster.aliases:
            owners.setdefault(squash(form), set()).add(cluster.name)
    for cluster in clusters:
        cluster.aliases = [a for a in cluster.aliases if names.get(squash(a), cluster.name) == cluster.name and len(owners[squash(a)]) == 1]


def _by_pattern(cluster: Cluster, extra: dict[str, Any]) -> None:
    """State and trade from the vendors' naming systems, where nothing else says so."""
    forms = cluster.forms()
    cluster.criminal |= any(_fits(p, f) for p in extra["criminal_by_pattern"] for f in forms) and cluster.known_state is None
    states = {row["state"] for row in extra["states_by_pattern"] for form in forms if _fits(row["pattern"], form)}
    if cluster.known_state is None and not cluster.criminal and len(states) == 1:
        cluster.known_state = states.pop()


def _fits(pattern: str, form: str) -> bool:
    text, fixed = form.casefold(), pattern.replace("*", "").casefold()
    ends = text.endswith(fixed) if pattern.startswith("*") else text.startswith(fixed)
    return ends and len(text) > len(fixed) and (pattern != "FIN*" or text[len(fixed) :].isdigit())


def rows(clusters: list[Cluster]) -> list[dict[str, Any]]:
    """Rows of the file, one a group, plus one for its forms that count only in capitals ("ZINC")."""
    merged: dict[str, Cluster] = {}
    for cluster in clusters:
        home = merged.setdefault(cluster.name, cluster)
        if home is not cluster:
            home.aliases += [a for a in cluster.aliases if a not in home.aliases]
            home.id = cluster.id if ATTACK_ID.match(cluster.id) and not ATTACK_ID.match(home.id) else home.id
    done: list[dict[str, Any]] = []
    for cluster in sorted(merged.values(), key=lambda c: (c.name.casefold(), c.name)):
        exact = [a for a in cluster.aliases if _capitals_only(a)]
        plain = [a for a in cluster.aliases if a not in exact]
        done += [_row(cluster, plain, _capitals_only(cluster.name) and not plain)]
        if exact and not done[-1].get("case"):
            done += [_row(cluster, exact, True)]
        elif exact:
            done[-1]["aliases"] = exact
    return done


def _capitals_only(form: str) -> bool:
    return form.isupper() and form.isalpha()


def _row(cluster: Cluster, aliases: list[str], exact: bool) -> dict[str, Any]:
    row: dict[str, Any] = {"name": cluster.name, "id": cluster.id, "known_state": cluster.known_state}
    if cluster.criminal:
        row["criminal"] = True
    if exact:
        row["case"] = "exact"
    return row | ({"aliases": aliases} if aliases else {})


def build() -> str:
    """The text of the file."""
    actors, sets, versions = galaxy()
    territories = frozenset(str(k) for k in Locale("en").territories if re.fullmatch("[A-Z]{2}", str(k)))
    extra = yaml.safe_load(EXTRA.read_text(encoding="utf-8"))
    clusters = join([read_actor(v, territories) for v in actors], [read_actor(v, territories) for v in sets])
    table = rows(apply_hand_layer(clusters, extra))
    text = yaml.safe_dump(table, allow_unicode=True, sort_keys=False, default_flow_style=None, width=10_000)
    return HEAD.format(versions=versions) + text


def main(arguments: list[str]) -> int:
    text = build()
    if "--check" in arguments:
        return int(not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
