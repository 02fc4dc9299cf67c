"""Domains that imitate: all confusable variants are flagged, ordinary senders are left alone."""

from __future__ import annotations

import json
import unicodedata
from importlib.util import find_spec
from pathlib import Path

import pytest

from demarche.mail.lookalike import Guard, guard
from demarche.mail.skeleton import fold, skeleton
from demarche.mail.urls import ascii_host, registrable, split_host

ORDINARY = [
    domain
    for line in (Path(__file__).parent / "ordinary_senders.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for domain in line.split()
]
GUARD = guard()


def confusables() -> dict[str, set[str]]:
    """Unicode's confusable characters (UTS 39) by the character they are taken for."""
    spec = find_spec("confusable_homoglyphs")
    assert spec is not None
    assert spec.origin is not None
    table = json.loads((Path(spec.origin).parent / "confusables.json").read_text(encoding="utf-8"))
    return {key: {row["c"].strip("\u200e\u200f") for row in rows} for key, rows in table.items()}


CONFUSABLE = confusables()


def variants(domain: str) -> list[str]:
    """A domain with one letter of its label exchanged for each character UTS 39 confuses with it, as far as it may stand in a host name."""
    _, label, suffix = split_host(domain)
    found = []
    for at, letter in enumerate(label):
        for other in sorted(CONFUSABLE.get(letter, ())):
            changed = label[:at] + other.lower() + label[at + 1 :]
            if changed != label and all(c.isalnum() or unicodedata.combining(c) for c in other):
                found.append(f"{changed}.{suffix}")
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(
    "domain", ["diplomatie.be", "dekamer.be", "belgium.be", "rijksoverheid.nl", "tweedekamer.nl", "bundestag.de", "elysee.fr", "admin.ch"]
)
def test_every_confusable_variant_of_a_government_domain_is_flagged(domain: str) -> None:
    made = variants(domain)
    assert len(made) > 60
    missed = [name for name in made if GUARD.check(name) is None or GUARD.check(ascii_host(name)) is None]
    assert missed == []


def test_two_hundred_and_eighty_two_variants_are_flagged() -> None:
    made = [name for domain in ("diplomatie.be", "rijksoverheid.nl") for name in variants(domain)][:282]
    assert len(made) == 282
    assert sum(GUARD.check(name) is not None for name in made) == 282


SHAPES = {
    "m": ("rn", "nn", "n"),
    "w": ("vv",),
    "d": ("cl", "b"),
    "l": ("1", "i"),
    "i": ("1", "l"),
    "o": ("0",),
    "e": ("c", "3"),
    "g": ("q", "9"),
    "b": ("d", "6"),
    "n": ("m", "r"),
    "u": ("v",),
    "k": ("lk",),
    "h": ("lh",),
    "s": ("5",),
    "é": ("e",),
}
ACCENTS = {
    "a": "áàâäãåāă",
    "e": "éèêëēėęě",
    "i": "íìîïīį",
    "o": "óòôöõøō",
    "u": "úùûüūů",
    "n": "ñńň",
    "c": "çćč",
    "s": "śšş",
    "z": "źżž",
    "l": "ł",
    "d": "đ",
}


@pytest.mark.parametrize(
    "domain", ["dekamer.be", "belgium.be", "tweedekamer.nl", "rijksoverheid.nl", "bundestag.de", "parliament.uk", "europarl.eu"]
)
def test_similar_letters_and_accents_are_flagged(domain: str) -> None:
    _, label, suffix = split_host(domain)
    made = [
        f"{label[:at]}{other}{label[at + 1 :]}.{suffix}"
        for at, letter in enumerate(label)
        for other in (*SHAPES.get(letter, ()), *ACCENTS.get(letter, ""))
    ]
    assert len(made) > 15
    assert [name for name in made if GUARD.check(name) is None] == []


def test_ordinary_senders_are_left_alone() -> None:
    """At most one in a hundred; the list was written before the rules were first run on it."""
    assert len(ORDINARY) == len(set(ORDINARY)) == 500
    flagged = [domain for domain in ORDINARY if GUARD.check(domain)]
    assert len(flagged) <= 5, flagged


def test_the_protected_are_not_flagged_as_each_other() -> None:
    for domain in GUARD.domains:
        assert GUARD.check(domain) is None
        assert GUARD.check(f"nieuwsbrief.{domain}") is None


@pytest.mark.parametrize(
    ("host", "mechanism", "genuine"),
    [
        ("lemonde.news", "lookalike-tld", "lemonde.fr"),
        ("lemonde-news.com", "lookalike-affix", "lemonde.fr"),
        ("secure-nytimes.com", "lookalike-affix", "nytimes.com"),
        ("bbc-news.org", "lookalike-affix", "bbc.co.uk"),
        ("theguardain.com", "lookalike-edit", "theguardian.com"),
        ("washingtonposst.com", "lookalike-edit", "washingtonpost.com"),
        ("dekarner.be", "lookalike-letters", "dekamer.be"),
        ("rijksoverheld.nl", "lookalike-letters", "rijksoverheid.nl"),
        ("bbc.com.inloggen.example", "lookalike-subdomain", "bbc.com"),
        ("www-bbc-com.inloggen.example", "lookalike-subdomain", "bbc.com"),
        ("ccb-belgium.be", "lookalike-subdomain", "ccb.belgium.be"),
        ("lеmonde.fr", "lookalike-homoglyph", "lemonde.fr"),
        ("xn--lmonde-3of.fr", "lookalike-homoglyph", "lemonde.fr"),
    ],
)
def test_ways_to_imitate(host: str, mechanism: str, genuine: str) -> None:
    found = GUARD.check(host)
    assert found is not None
    assert found.mechanism == mechanism
    assert found.protected.domain == genuine


@pytest.mark.parametrize(
    "host", ["lemonde.fr.createsend.com", "gmail.com", "www.lemonde.fr", "xn--mnchen-3ya.de", "203.0.113.7", "", "localhost", "gov.uk"]
)
def test_what_imitates_nobody(host: str) -> None:
    assert GUARD.check(host) is None


def test_own_domains_are_guarded_too() -> None:
    own = Guard(("fractie-groen.example",))
    assert GUARD.check("fractie-gr0en.example") is None
    found = own.check("fractie-gr0en.example")
    assert found is not None
    assert found.protected.kind == "own"
    assert own.check("fractie-groen.example") is None
    assert own.check("mail.fractie-groen.example") is None


def test_skeletons() -> None:
    assert skeleton("раураl") == skeleton("paypal")
    assert skeleton("paypal") != skeleton("paypol")
    assert fold("modern") == fold("modem") == fold("rnodern")


def test_public_suffixes_are_those_of_tldextract() -> None:
    tldextract = pytest.importorskip("tldextract")
    theirs = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    hosts = [
        *ORDINARY,
        "a.b.bbc.co.uk",
        "x.kobe.jp",
        "city.kobe.jp",
        "a.b.city.kobe.jp",
        "foo.ck",
        "www.ck",
        "a.example",
        "github.io",
        "x.gov.uk",
        "a.xn--p1ai",
    ]
    for host in hosts:
        result = theirs.extract_str(host)
        if result.domain and result.suffix:
            assert registrable(host) == f"{result.domain}.{result.suffix}", host
