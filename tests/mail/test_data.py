"""The data files of the mail part: whole, explained, sourced, and in step with the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import demarche.mail
from demarche.errors import UsageError
from demarche.mail import texts
from demarche.mail.data import load, words
from demarche.mail.trackers import match
from demarche.mail.urls import parse, split_host

CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(demarche.mail.__file__).parent.glob("*.py"))
MECHANISMS = load("mechanisms")["mechanisms"]
WORDING = load("wording")
SERVICES = load("trackers")["services"]


@pytest.mark.parametrize("name", MECHANISMS)
def test_a_mechanism_is_explained_in_both_languages(name: str) -> None:
    row = MECHANISMS[name]
    assert row["group"] in ("tracking", "link", "sender")
    for lang in texts.LANGUAGES:
        assert 5 < len(row["name"][lang]) < 80
        assert len(row["explanation"][lang].split()) > 5
        assert row["explanation"][lang].endswith(".")


def test_a_lookalike_is_never_an_attribution() -> None:
    for name in (name for name in MECHANISMS if name.startswith("lookalike-") and name != "lookalike-mixed-script"):
        assert "hint" in MECHANISMS[name]["explanation"]["en"]
        assert "aanwijzing" in MECHANISMS[name]["explanation"]["nl"]


def test_all_wording_is_in_both_languages_with_the_same_gaps() -> None:
    for group, rows in WORDING.items():
        for code, row in rows.items() if isinstance(rows, dict) else ():
            assert set(row) == set(texts.LANGUAGES), (group, code)
            assert set(re.findall(r"{(\w+)}", row["en"])) == set(re.findall(r"{(\w+)}", row["nl"])), (group, code)


def test_every_mechanism_and_reason_the_code_names_is_worded() -> None:
    for code in re.findall(r'Reason\(\s*"([a-z-]+)"', CODE):
        assert code in WORDING["reasons"] or code in MECHANISMS, code
    named = set(re.findall(r'"((?:pixel|hidden|css|link|lookalike|name|from|address|dkim|dmarc|spf|auth)-[a-z0-9]+(?:-[a-z0-9]+)?)"', CODE))
    headers = {"from-outside", "dkim-signature", "dkim-filter", "auth-methods", "link-local"}
    assert named - headers - set(MECHANISMS) - set(WORDING["reasons"]) == set()


def test_every_mechanism_in_the_data_is_one_the_code_can_find() -> None:
    made = {f"address-{how}" for how in ("plain", "percent", "base64", "hex", "md5", "sha1", "sha256")} | {
        "dmarc-fail",
        "spf-fail",
        "dkim-fail",
    }
    assert {name for name in MECHANISMS if f'"{name}"' not in CODE} <= made


def test_a_language_without_wording_is_refused() -> None:
    with pytest.raises(UsageError, match="'fr'"):
        texts.label("labels", "from", "fr")


@pytest.mark.parametrize("row", SERVICES, ids=[row["name"] for row in SERVICES])
def test_a_service_has_a_source_and_is_recognised_by_each_of_its_patterns(row: dict[str, object]) -> None:
    assert str(row["source"]).startswith("https://")
    assert set(row) <= {"name", "opens", "clicks", "source", "logger"}
    for use in ("opens", "clicks"):
        for pattern in row.get(use, ()):  # type: ignore[attr-defined]
            host, _, path = pattern.partition("/")
            url = f"https://{'klant.voorbeeld.example' if host == '*' else 'a.' + host}/{path.replace('*', 'x')}"
            found = match(parse(url), use)
            assert found is not None, pattern
            assert found.name == row["name"] or host == "*" or "/" in pattern, (pattern, found.name)


def test_a_service_is_not_seen_in_a_similar_host() -> None:
    assert match(parse("https://notlist-manage.com/track/open.php"), "opens") is None
    assert match(parse("https://list-manage.com.evil.example/logo.png"), "opens") is None
    assert match(parse("https://mailchimp.com/about/"), "opens") is None


@pytest.mark.parametrize("file", ["news", "governments"])
def test_organisations_have_domains_of_their_own(file: str) -> None:
    seen: set[str] = set()
    for row in load(file)["organisations"]:
        assert set(row) <= {"name", "country", "domains", "everyday"}
        assert re.fullmatch(r"[A-Z]{2}|INT", row["country"]), row
        for domain in row["domains"]:
            assert domain == domain.lower()
            assert split_host(domain)[2], domain
            assert domain not in seen, domain
            seen.add(domain)


def test_lists_hold_words_only() -> None:
    for key, rows in load("patterns").items():
        if isinstance(rows, list) and not key.startswith("visual"):
            assert all(isinstance(item, str) for item in rows), key
            assert rows
    assert words("patterns", "receipt_headers") >= {"disposition-notification-to", "return-receipt-to"}
