"""Objects that stand for names and are shared by all incidents: identities, actors, groups, techniques. Each is made once a bundle."""

from __future__ import annotations

from demarche.export.groups import facts
from demarche.export.stix.common import EXTENSION, PRODUCER, Object, extension, id_of, reference, relationship, thing
from demarche.export.words import actor, territory, words
from demarche.lexicon.names import known_types
from demarche.model import Group, Victim


class Shelf:
    """Gives the id of a shared object, and keeps the object itself for ``taken`` the first time it is asked for."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.new: list[Object] = []

    def taken(self) -> list[Object]:
        """Objects that nobody had asked for before."""
        new, self.new = self.new, []
        return new

    def put(self, one: Object) -> str:
        """Keep a shared object unless it is there; return its id."""
        if one["id"] not in self.seen:
            self.seen.add(one["id"])
            self.new.append(one)
        return str(one["id"])

    def identity(self, key: str) -> str:
        """A claimant, denier or responder; for a state, the state itself."""
        id = id_of("identity", key)
        if id in self.seen:
            return id
        state = territory(key)
        codes = [reference("ISO 3166-1 alpha-2", None, external_id=key)] if state else None
        bloc = key in words("actors")["blocs"]
        kind = (
            "class"
            if key in words("actors")["unnamed"]
            else words("stix")["identity_classes"].get(known_types().get(key, ""), "organization")
        )
        sectors = ["government"] if state or bloc else None
        return self.put(thing("identity", id, name=actor(key), identity_class=kind, sectors=sectors, external_references=codes))

    def accused(self, state: str, level: str) -> str:
        """The actor that a claimant means who puts ``state`` into it as far as ``level``."""
        id = id_of("threat-actor", state, level)
        if id not in self.seen:
            known = words("stix")["actors"][level]
            self.put(thing("threat-actor", id, name=known["name"].format(state=actor(state)), threat_actor_types=known["types"]))
            self.put(relationship(words("stix")["closest"][level], id, self.identity(state)))
        return id

    def group(self, group: Group) -> str:
        """A threat group with its other names; the state it is known for only in the extension."""
        id = id_of("intrusion-set", group.id)
        if id in self.seen:
            return id
        known = facts(group)
        sources = []
        if known.attack:
            sources.append(reference("mitre-attack", None, external_id=known.attack))
        if known.galaxy:
            sources.append(reference("misp-galaxy", None, external_id=known.galaxy))
        more = extension(known_state=group.known_state) if group.known_state else None
        return self.put(
            thing(
                "intrusion-set", id, name=group.name or group.id, aliases=list(known.aliases), external_references=sources, extensions=more
            )
        )

    def victim(self, victim: Victim) -> str:
        """A class of victims in a country."""
        id = id_of("identity", "victim", victim.country, victim.type)
        if id in self.seen:
            return id
        known = words("stix")["victims"].get(victim.type, {"name": victim.type})
        place = actor(victim.country) if victim.country else words("stix")["anywhere"]
        name = words("stix")["victim_name"].format(type=known["name"], place=place)
        self.put(thing("identity", id, name=name, identity_class="class", sectors=known.get("sectors")))
        if territory(victim.country):
            self.put(relationship("located-at", id, self.location(str(victim.country))))
        return id

    def location(self, country: str) -> str:
        """A country as a place."""
        return self.put(thing("location", id_of("location", country), name=actor(country), country=country))

    def technique(self, type: str) -> str:
        """A technique, with the nearest one of ATT&CK."""
        id = id_of("attack-pattern", type)
        if id in self.seen:
            return id
        known = words("stix")["techniques"].get(type, {"name": type})
        attack = known.get("attack")
        sources = [reference("mitre-attack", None, external_id=attack)] if attack else None
        chain = [{"kill_chain_name": words("stix")["kill_chain"], "phase_name": known["phase"]}] if "phase" in known else None
        return self.put(thing("attack-pattern", id, name=known["name"], external_references=sources, kill_chain_phases=chain))

    def producer(self) -> None:
        """This program, and the definition of its extension."""
        known, own = words("stix")["producer"], words("stix")["extension"]
        self.put(thing("identity", PRODUCER, name=known["name"], description=known["description"], identity_class="system"))
        definition = {"schema": own["schema"], "version": "1.0.0", "extension_types": ["property-extension"]}
        self.put(thing("extension-definition", EXTENSION, name=own["name"], description=own["description"], **definition))
