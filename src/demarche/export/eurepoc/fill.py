"""What a record can say in EuRepoC's words, group of columns by group of columns. What it cannot say stays empty or Not available."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from demarche.export.dates import day
from demarche.export.eurepoc.row import Fact, Row, alpha2, country, european_day
from demarche.export.view import Case
from demarche.export.words import actor, territory, words
from demarche.lexicon.names import known_types

Pair = tuple[str | None, str | None, str]
"""Group, state and level of an accused."""


def row(case: Case) -> Row:
    """The row of one incident."""
    made = Row(case.incident.id)
    said = {kind: _facts(case, kind) for kind in ("attributions", "responses", "victims", "techniques")}
    _head(made, case, said["attributions"])
    _criteria(made, said)
    _receivers(made, said["victims"])
    _initiators(made, said["attributions"])
    _attributions(made, said["attributions"], {fact.claim.country for fact in said["victims"]})
    _responses(made, said["responses"])
    _technical(made, said["techniques"])
    _responsibility(made, said["attributions"])
    made.put("source_url", dict.fromkeys(reading.document.url or reading.document.path for reading in (*case.own, *case.copies)))
    return made


def _facts(case: Case, kind: str) -> list[Fact]:
    return [Fact(one, claim) for one in case.home for claim in getattr(one.claims, kind) if not claim.background]


def _head(made: Row, case: Case, said: list[Fact]) -> None:
    titles = [one.document.title for one in case.own if one.document.title and one.document.title.strip()]
    made.put("incident_id", [case.incident.id])
    made.put("name", [" ".join(str(titles[0]).split())] if titles else [])
    first = next((fact for fact in said if fact.claim.quotes), None)
    made.put("description", [" ".join(first.claim.quotes[0].exact.split())] if first else [], [first] if first else [])
    happened = _edtf(getattr(case.incident, "happened", None)).split("/")
    for column, edtf in (("start_date", happened[0]), ("end_date", happened[-1])):
        found = day(edtf)
        made.put(column, [european_day(found)] if found else [])


def _edtf(value: Any) -> str:
    """A date of the record as EDTF, whether it is kept as text or as a record with the text in it."""
    return value if isinstance(value, str) else str(getattr(value, "edtf", None) or "")


def _criteria(made: Row, said: dict[str, list[Fact]]) -> None:
    known = words("eurepoc")["criteria"]
    hit = [fact for fact in said["victims"] if fact.claim.type == "critical-infrastructure"]
    by_state = [fact for fact in said["attributions"] if fact.claim.to and fact.claim.responsibility == "state"]
    by_proxy = [fact for fact in said["attributions"] if fact.claim.to and fact.claim.responsibility == "state-backed"]
    values, below = ([known["infrastructure"]], [""]) if hit else ([], [])
    if by_state or by_proxy:
        values, below = [*values, known["state"]], [*below, "" if by_state else known["proxy"]]
    made.put("inclusion_criterion", values, hit + by_state + by_proxy)
    made.put("inclusion_criterion_subcode", below if any(below) else [])


def _receivers(made: Row, victims: list[Fact]) -> None:
    """One value a receiver and category, in step across the columns."""
    known, keys = words("eurepoc"), list(dict.fromkeys((fact.claim.country, fact.claim.type) for fact in victims))
    made.put("receiver_country", [_place(*key) for key in keys], victims)
    made.put("receiver_country_alpha_2_code", [alpha2(place) for place, _ in keys])
    made.put("receiver_category", [known["receivers"].get(type, "Other") for _, type in keys], victims)
    made.put("receiver_subcategory", [known["missing"]["unavailable"] for _ in keys])


def _place(place: str | None, type: str) -> str:
    region = words("eurepoc")["regions"].get(place) if type not in ("state", "international") else None
    return str(region or country(place))


def _accused(fact: Fact) -> list[Pair]:
    claim = fact.claim
    groups: list[str | None] = [group.name or group.id for group in claim.groups]
    return [(group, claim.to, claim.responsibility) for group in groups or ([None] if claim.to else [])]


def _words_for(pair: Pair) -> tuple[str, str, str, str]:
    """Name, country, code and category of an accused; what is not known of somebody who is accused is Unknown."""
    group, state, level = pair
    unknown = words("eurepoc")["missing"]["unknown"]
    category = words("eurepoc")["initiators"].get(level, unknown) if state else unknown
    return group or unknown, country(state) if state else unknown, alpha2(state) if state else unknown, category


def _initiators(made: Row, said: list[Fact]) -> None:
    pairs = list(dict.fromkeys(_words_for(pair) for fact in said for pair in _accused(fact)))
    names = ("initiator_name", "initiator_country", "initiator_alpha_2", "initiator_category")
    for place, column in enumerate(names):
        values = [pair[place] for pair in pairs]
        made.put(column, values or [words("eurepoc")["missing"]["unattributed"]], said if pairs else ())


def _attributions(made: Row, said: list[Fact], hit: set[str | None]) -> None:
    """One value an attribution and accused, in step across the columns."""
    known = words("eurepoc")
    unavailable, unattributed = known["missing"]["unavailable"], known["missing"]["unattributed"]
    each = [(fact, pair) for fact in said for pair in _accused(fact)]
    made.put("number_attributions", [str(len(said))])
    rows: list[tuple[str, list[str]]] = [
        ("attribution_id", [fact.claim.id for fact, _ in each]),
        ("attribution_date", [_said(fact) or unavailable for fact, _ in each]),
        ("attribution_type", [known["attribution_types"].get(fact.claim.by, known["attribution_types"]["other"]) for fact, _ in each]),
        ("attribution_basis", [known["bases"][_basis(fact.claim, hit)] for fact, _ in each]),
        ("attributing_actor", [actor(fact.claim.by) for fact, _ in each]),
        ("attributing_company", [fact.claim.by if _kind(fact.claim.by) == "company" else unavailable for fact, _ in each]),
        ("attributing_country", [country(fact.claim.by) if _is_state(fact.claim.by) else unavailable for fact, _ in each]),
        ("attribution_source_url", [fact.reading.document.url or fact.reading.document.path for fact, _ in each]),
    ]
    for column, values in rows:
        made.put(column, values, said if column == "attributing_actor" else ())
    for place, column in ((0, "settled_initiator"), (1, "initiator_country#2"), (3, "initiator_category#2")):
        made.put(column, [_words_for(pair)[place] for _, pair in each] or [unattributed])


def _said(fact: Fact) -> str | None:
    found = day(_edtf(getattr(fact.claim, "said", None)))
    return european_day(found) if found else None


def _is_state(key: str) -> bool:
    return territory(key) is not None or key in words("eurepoc")["institutions"]


def _kind(key: str) -> str:
    return known_types().get(key, "")


def _basis(claim: Any, hit: set[str | None]) -> str:
    """Which of EuRepoC's bases a claimant stands for."""
    by = claim.by
    if by in {group.name for group in claim.groups}:
        return "attacker"
    if by == "EU":
        return "EU"
    if by in words("eurepoc")["institutions"]:
        return "organization"
    if by in ("media", "unnamed") or _kind(by) == "media":
        return "media"
    if territory(by) and by in hit:
        return "receiver"
    return "company" if _kind(by) == "company" else "third"


def _responses(made: Row, responses: list[Fact]) -> None:
    done = [fact for fact in responses if fact.claim.status == "done"]
    known = words("eurepoc")["responses"]
    for group in ("political", "legal"):
        facts = [fact for fact in done if known.get(fact.claim.type, [""])[0] == group]
        made.put(f"number_{group}_responses", [str(len(facts))])
        made.put(f"{group}_response_date", [_said(fact) or words("eurepoc")["missing"]["unavailable"] for fact in facts])
        made.put(f"{group}_response_type", [_response(fact.claim, group) for fact in facts], facts)
        made.put(f"{group}_response_subtype", _or_nothing(known[fact.claim.type][2] for fact in facts))
        made.put(f"{group}_response_responding_country", [country(fact.claim.by) for fact in facts])
        made.put(f"{group}_response_responding_actor", [actor(fact.claim.by) for fact in facts])


def _or_nothing(values: Iterable[str]) -> list[str]:
    found = list(values)
    return found if any(found) else []


def _response(claim: Any, group: str) -> str:
    known = words("eurepoc")
    type = str(known["responses"][claim.type][1])
    if group == "legal":
        return type
    who = (
        "EU"
        if claim.by == "EU"
        else "organization"
        if claim.by in known["institutions"]
        else "member"
        if claim.by in known["eu"]
        else "state"
    )
    return f"{known['responders'][who]}: {type}"


def _technical(made: Row, techniques: list[Fact]) -> None:
    known = words("eurepoc")

    def found(table: dict[str, Any]) -> tuple[list[str], list[Fact]]:
        facts = [fact for fact in techniques if fact.claim.type in table]
        values = (table[fact.claim.type] for fact in facts)
        return list(dict.fromkeys(one for value in values for one in (value if isinstance(value, list) else [value]))), facts

    made.put("incident_type", *found(known["incident_types"]))
    made.put("mitre_initial_access", *found(known["access"]))
    made.put("mitre_impact", *found(known["impact"]))
    disrupting = [fact for fact in techniques if fact.claim.type in known["disruptive"]]
    made.put("has_disruption", ["True"] if disrupting else [], disrupting)


def _responsibility(made: Row, said: list[Fact]) -> None:
    """Only where all who accuse a state go equally far, and the level has one word in EuRepoC."""
    facts = [fact for fact in said if fact.claim.to]
    levels = {fact.claim.responsibility for fact in facts} - {"group-only"}
    found = words("eurepoc")["responsibility"].get(next(iter(levels))) if len(levels) == 1 else None
    made.put("state_responsibility_actor", [found] if found else [], facts if found else ())
