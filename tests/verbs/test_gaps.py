"""Sources that can no longer be read."""

from __future__ import annotations

import json
from pathlib import Path

import demarche

WORDS = "Belgium accuses China of a phishing attack on its parliament, minister Lahbib said. Hackers of APT31 stole e-mails. {}"


def vanished(record: str) -> list[str]:
    return [gap.about for gap in demarche.gaps(record) if gap.code == "vanished-source"]


def test_a_file_that_is_gone_is_named_and_one_of_several_documents_is_not(tmp_path: Path) -> None:
    record, page, rows = str(tmp_path / "r.db"), tmp_path / "page.txt", tmp_path / "rows.jsonl"
    page.write_text(WORDS.format("It was Monday."))
    rows.write_text("\n".join(json.dumps({"text": WORDS.format(f"Case {number} of that year.")}) for number in range(2)))
    demarche.build([str(page), str(rows)], record)
    assert vanished(record) == []
    page.unlink()
    assert vanished(record) == [str(page)]
    rows.unlink()
    assert vanished(record) == [str(page), f"{rows}:1", f"{rows}:2"]
