"""The name data: everything loads, codes are real, no form stands for two things unless it says so."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from babel import Locale

from demarche.lexicon import tokenize
from demarche.lexicon.groups import find_numbered
from demarche.lexicon.names import names
from demarche.lexicon.offices import fitting

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "src" / "demarche" / "data"
LANGUAGES = ("nl", "en", "fr", "de")
EXPECTED = """
AF AL DZ AD AO AR AM AU AT AZ BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI KH CM CA CV CF TD CL CN CO KM CG CR CI
HR CU CY CZ KP CD DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT HN HU IS IN ID IR
IQ IE IL IT JM JP JO KZ KE KI KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MC MN ME MA MZ MM NA
NR NP NL NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT QA KR MD RO RU RW KN LC VC WS SM ST SA SN RS SC SL SG SK SI
SB SO ZA SS ES LK SD SR SE CH SY TJ TZ TH TL TG TO TT TN TR TM TV UG UA AE GB US UY UZ VU VE VN YE ZM ZW TW PS XK VA
HK
"""
"""Members of the United Nations, and who else comes up as accuser, accused or victim."""
BLOCS = {"EU", "NATO", "UN"}
PARTS = ("name", "adjective", "demonym", "place", "metonym", "city")
OWN_KEYS = {
    "OPCW", "INTERPOL", "ICC", "African Union", "ASEAN", "OSCE", "Council of Europe", "ICRC", "G7", "Five Eyes", "IMF", "World Bank",
    "WTO", "OECD", "OAS", "Arab League", "Shanghai Cooperation Organisation",
}  # fmt: skip
ALIASES = ROOT.parent / "shared" / "reference" / "group-aliases.json"
MOST_MISSES = 0.15
"""Share of the evaluation's group names that may be unknown here: names of galaxy releases newer than the packaged one."""


@lru_cache(maxsize=16)
def load(path: str) -> Any:
    return yaml.load((DATA / path).read_text(encoding="utf-8"), yaml.CSafeLoader)


@lru_cache(maxsize=1)
def make_groups() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_groups", ROOT / "tools" / "make_groups.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_groups"] = module
    spec.loader.exec_module(module)
    return module


def is_state(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code in Locale("en").territories


def strings(value: Any) -> Iterator[object]:
    if isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item) if isinstance(item, dict | list) else (item,)


@pytest.mark.parametrize("path", sorted(p.relative_to(DATA).as_posix() for f in ("names", "reference") for p in (DATA / f).glob("*.yml")))
def test_file_is_plain_text_without_anchors_or_stray_types(path: str) -> None:
    text = (DATA / path).read_text(encoding="utf-8")
    assert not re.search(r"(?m)[:\-,\[] [&*]\w", text), "anchors are not allowed"
    wrong = [x for x in strings(load(path)) if not isinstance(x, str) or x != x.strip() or not x or "’" in x]
    assert wrong == []


@pytest.mark.parametrize("path", ["names/states.yml", "names/organs.yml", "names/organ-nouns.yml"])
def test_no_form_twice_in_a_list(path: str) -> None:
    def lists(value: Any) -> Iterator[list[str]]:
        children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if isinstance(value, list) and value and isinstance(value[0], str):
            yield value
        for child in children:
            yield from lists(child)

    assert [x for x in lists(load(path)) if len(x) != len(set(x))] == []


def test_state_codes_are_real() -> None:
    assert [code for code in load("names/states.yml") if code not in BLOCS and not is_state(str(code))] == []


def test_every_state_is_there() -> None:
    states = load("names/states.yml")
    assert [code for code in EXPECTED.split() if code not in states] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_state_has_name_and_adjective(lang: str) -> None:
    states = {code: row for code, row in load("names/states.yml").items() if code not in BLOCS}
    assert [code for code, row in states.items() if not row[lang].get("name") or not row[lang].get("adjective")] == []
    main = [row[lang] for row in states.values() if row.get("main")]
    assert len(main) >= 75
    assert all(row.get("demonym") for row in main)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_form_names_two_states_unless_listed(lang: str) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    listed: dict[str, set[str]] = defaultdict(set)
    for code, row in load("names/states.yml").items():
        for part in PARTS:
            for form in row[lang].get(part, ()):
                owners[form].add(code)
        for form in row[lang].get("ambiguous", ()):
            listed[form].add(code)
    assert {form: codes for form, codes in owners.items() if len(codes) > 1 and not codes <= listed[form]} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_ambiguous_forms_and_genitives_are_forms(lang: str) -> None:
    for code, row in load("names/states.yml").items():
        forms = {form for part in PARTS for form in row[lang].get(part, ())}
        assert set(row[lang].get("ambiguous", ())) <= forms, code
        assert set(row[lang].get("genitive", ())) <= set(row[lang]["name"]), code


@pytest.mark.parametrize(
    ("lang", "part", "code", "forms"),
    [
        ("nl", "adjective", "CN", {"Chinees", "Chinese"}),
        ("nl", "adjective", "IN", {"Indiaas", "Indiase"}),
        ("fr", "adjective", "CN", {"chinois", "chinoise", "chinoises"}),
        ("fr", "adjective", "KR", {"sud-coréen", "sud-coréenne", "sud-coréens", "sud-coréennes"}),
        ("fr", "adjective", "GR", {"grec", "grecque", "grecs", "grecques"}),
        ("de", "adjective", "CN", {"chinesisch", "chinesische", "chinesischen", "chinesischer", "chinesisches", "chinesischem"}),
        ("de", "name", "CN", {"China", "Chinas"}),
        ("de", "name", "US", {"USA", "Vereinigten Staaten", "Vereinigte Staaten"}),
        ("de", "demonym", "RU", {"Russe", "Russen", "Russin", "Russinnen"}),
        ("en", "name", "KP", {"North Korea", "DPRK"}),
    ],
)
def test_inflections(lang: str, part: str, code: str, forms: set[str]) -> None:
    assert forms <= set(load("names/states.yml")[code][lang][part])


def test_organ_keys_are_states_blocs_or_bodies() -> None:
    keys = {key for row in load("names/organs.yml") for key in (row["keys"] if row["key"] is None else [row["key"]])}
    assert {key for key in keys if key not in BLOCS | OWN_KEYS and not is_state(key)} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_organ_form_has_two_keys(lang: str) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in load("names/organs.yml"):
        for form in [*row["names"].get(lang, ()), *row["names"].get("any", ())]:
            owners[form].add(row["key"] or "/".join(row["keys"]))
    assert {form: keys for form, keys in owners.items() if len(keys) > 1} == {}


def test_services_are_the_state_itself() -> None:
    services = ("intelligence", "military-intelligence", "unit", "army")
    rows = [row for row in load("names/organs.yml") if row["kind"] in services and row["key"] not in BLOCS]
    assert len(rows) > 50
    assert [row["names"] for row in rows if row.get("side") != "state"] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_organ_noun_has_one_kind(lang: str) -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for kind, row in load("names/organ-nouns.yml").items():
        assert isinstance(row["speaks"], bool)
        assert row["level"] in (None, "state")
        for noun in row[lang]:
            kinds[noun].add(kind)
    assert {noun: found for noun, found in kinds.items() if len(found) > 1} == {}
    assert len(kinds) >= 400


def test_office_holders() -> None:
    month = re.compile(r"^(?:2007|2008|2009|201\d|202[0-6])-(?:0[1-9]|1[0-2])$")
    rows = load("names/offices.yml")
    assert len(rows) >= 350
    for row in rows:
        assert is_state(row["key"]) or row["key"] in BLOCS | OWN_KEYS, row
        assert month.match(row["from"]), row
        assert row.get("to") is None or (month.match(row["to"]) and row["from"] < row["to"]), row


def test_a_surname_belongs_to_one_person() -> None:
    holders: dict[str, set[str]] = defaultdict(set)
    for row in load("names/offices.yml"):
        for form in (row["name"], *row.get("short", ()), *row.get("aliases", ())):
            holders[form].add(row["name"])
    assert {form: names for form, names in holders.items() if len(names) > 1} == {}


def test_a_surname_is_no_state_place_or_organisation() -> None:
    taken = {form for row in load("names/states.yml").values() for lang in LANGUAGES for part in PARTS for form in row[lang].get(part, ())}
    for file in ("companies", "media", "ngos"):
        taken |= {form for row in load(f"names/{file}.yml") for form in (row["name"], *row.get("aliases", ()))}
    assert {form for row in load("names/offices.yml") for form in row.get("short", ()) if form in taken} == set()


def test_organisations_do_not_share_names() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for file in ("companies", "media", "ngos"):
        for row in load(f"names/{file}.yml"):
            for form in (row["name"], *row.get("aliases", ())):
                owners[form].add(row["name"])
    assert {form: names for form, names in owners.items() if len(names) > 1} == {}
    assert len(load("names/companies.yml")) >= 200


def test_groups_file_is_what_the_generator_writes() -> None:
    pytest.importorskip("pymispgalaxies")
    assert make_groups().main(["--check"]) == 0


def test_hand_layer_of_groups() -> None:
    extra = load("names/groups-extra.yml")
    squash = make_groups().squash
    owners: dict[str, set[str]] = defaultdict(set)
    for row in extra["groups"]:
        assert row["id"], row
        assert row.get("known_state") is None or is_state(row["known_state"]), row
        assert not (row.get("criminal") and row.get("known_state")), row
        for form in (row["name"], *row.get("aliases", ())):
            owners[squash(form)].add(row["name"])
    assert {form: names for form, names in owners.items() if len(names) > 1} == {}
    assert all(row["reason"] for row in extra["ambiguous"] + extra["drop"])


def test_group_patterns_match_what_they_say() -> None:
    patterns = [re.compile(row["pattern"]) for row in load("names/groups-extra.yml")["patterns"]]
    names = ["APT31", "APT 31", "ATP28", "Advanced Persistent Threat 40", "UNC2814", "UNSC 2814", "Storm-0558", "UAC-0056", "CL-STA-0043"]
    for name in names:
        assert any(p.fullmatch(name) for p in patterns), name
    for name in ("APTITUDE", "UN 2814 resolution", "Storm", "UNSC", "FIN"):
        assert not any(p.fullmatch(name) for p in patterns), name


@lru_cache(maxsize=1)
def group_names() -> dict[str, str]:
    """Canonical name of every squashed form, the hand layer first."""
    squash = make_groups().squash
    table: dict[str, str] = {}
    for row in [*load("names/groups-extra.yml")["groups"], *load("reference/groups.yml")]:
        for form in (row["name"], *row.get("aliases", ())):
            table.setdefault(squash(form), row["name"])
    return table


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("Advanced Persistent Threat 40", "APT40"), ("APT 31", "APT31"), ("ATP28", "APT28"), ("Fancy Bear", "APT28"),
        ("UNSC 2814", "GALLIUM"), ("Softcell", "GALLIUM"), ("Gallium", "GALLIUM"), ("Silk Typhoon", "HAFNIUM"),
        ("Lazarus-Gruppe", "Lazarus Group"), ("Lazarus", "Lazarus Group"), ("NoName05716", "NoName057(16)"),
        ("Gonjeshke Darande", "Predatory Sparrow"), ("Solntsepjok", "Solntsepek"), ("Midnight Blizzard", "APT29"),
        ("Seashell Blizzard", "Sandworm"), ("Cyber Av3ngers", "CyberAv3ngers"), ("Linen Typhoon", "APT27"),
        ("Laundry Bear", "Void Blizzard"), ("UNC1151", "Ghostwriter"), ("Static Tundra", "Dragonfly"), ("Bronze Union", "APT27"),
    ],
)  # fmt: skip
def test_names_of_groups_resolve(written: str, canonical: str) -> None:
    assert group_names()[make_groups().squash(written)] == canonical


@pytest.mark.parametrize(
    "word", ["Play", "Silence", "Snake", "Lead", "Castle", "Summit", "Mercury", "Zinc", "Nickel", "Alibaba", "UPS", "Stuxnet", "WannaCry"]
)
def test_ordinary_words_and_malware_are_no_groups(word: str) -> None:
    assert make_groups().squash(word) not in group_names()


def test_gangs_are_criminal() -> None:
    criminal = {row["name"] for row in [*load("names/groups-extra.yml")["groups"], *load("reference/groups.yml")] if row.get("criminal")}
    assert {"DarkSide", "Clop", "LockBit", "Conti", "REvil", "TA505", "FIN7", "Evil Corp", "Wizard Spider"} <= criminal
    assert not {"APT28", "Lazarus Group", "Volt Typhoon", "Predatory Sparrow", "Cyber Partisans"} & criminal


def test_groups_cover_the_names_of_the_evaluation() -> None:
    if not ALIASES.exists():
        pytest.skip("the evaluation's list of group names is not beside the project")
    squash, ours = make_groups().squash, group_names()
    identifier = re.compile(r"^(?:G\d{4}|Group[ -]?\d+|Subgroup.*)$")
    dropped = {squash(row["form"]) for row in load("names/groups-extra.yml")["drop"]}
    names = [n for row in json.loads(ALIASES.read_text(encoding="utf-8")) for n in row if not identifier.match(n) and squash(n)]
    missed = [n for n in names if squash(n) not in ours and squash(n) not in dropped]
    assert len(missed) / len(names) < MOST_MISSES, missed[:40]


@pytest.mark.parametrize(
    ("written", "canonical", "state"),
    [
        ("ATP 31", "APT31", "CN"), ("Advanced Persistent Threat 28", "APT28", "RU"), ("UNSC 2814", "GALLIUM", "CN"),
        ("TA453", "TA453", "IR"), ("Storm-0558", "Storm-0558", "CN"), ("APT-C-36", "Blind Eagle", "CO"), ("UNC9876", "UNC9876", None),
        ("Umber Typhoon", "Umber Typhoon", "CN"), ("Salt Typhoon", "Salt Typhoon", "CN"), ("Umber Tempest", "Umber Tempest", None),
    ],
)  # fmt: skip
def test_numbered_names_of_groups_are_found_in_text(written: str, canonical: str, state: str | None) -> None:
    text = f"The hackers of {written}, said one."
    found = [(text[start:end], name.name, name.key) for start, end, name in find_numbered(text)]
    assert found == [(written, canonical, state)]


def test_pattern_names_that_are_words_ask_for_company() -> None:
    guarded = {written: name.guarded for written in ("Umber Typhoon", "Storm-9999", "FIN77") for _, _, name in find_numbered(written)}
    assert guarded == {"Umber Typhoon": True, "Storm-9999": False, "FIN77": False}
    assert find_numbered("pre-APT311 and The Bear and FINAL and Little Kitten") == []


def test_weak_names_ask_for_company() -> None:
    hits = names("en").matcher.find(tokenize("The Reaper hackers"))
    assert [(h.entry[1].name, h.entry[1].guarded) for h in hits if h.entry[1].type == "group"] == [("APT37", True)]


@pytest.mark.parametrize(("published", "key"), [("2022-07-21", "EE"), ("2025-01", "EU"), ("2023", "EE"), ("2024-08", "EE"), (None, "EU")])
def test_the_office_of_the_date_wins(published: str | None, key: str) -> None:
    rows = [h.entry[1] for h in names("en").matcher.find(tokenize("Kallas"))]
    assert {row.key for row in rows} == {"EU", "EE"}
    assert fitting(rows, published).key == key


def test_fitting_needs_a_name() -> None:
    with pytest.raises(ValueError, match="at least one"):
        fitting([], "2022")
