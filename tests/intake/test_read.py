"""Files, folders, globs and standard input; kinds are known by content; what cannot be read is a problem and the rest goes on."""

from __future__ import annotations

import builtins
import gzip
from pathlib import Path

import pytest
from intake.pdfs import pdf

from demarche.intake import Limits, decode, read
from demarche.model import Problem, Source

TEXT = "De regering houdt China verantwoordelijk voor de aanval op het ministerie.\n"
PAGE = f"<!doctype html><html><body><p>{TEXT}</p></body></html>"
MAIL = f"Received: from x\nFrom: a@b.example\nTo: c@d.example\nSubject: Hoi\nDate: Tue, 19 Jul 2022 10:00:00 +0200\n\n{TEXT}"
ROW = '{"text": "De regering houdt China verantwoordelijk.", "url": "https://x.example"}\n'


def found(*paths: Path | str, **options: object) -> list[Source | Problem]:
    return list(read([str(path) for path in paths], **options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("page.txt", PAGE.encode(), "html"),
        ("fragment.txt", b"<p>Een</p><p>Twee</p><p>Drie</p>", "html"),
        ("text.html", TEXT.encode(), "text"),
        ("mail.bin", MAIL.encode(), "eml"),
        ("rows.txt", ROW.encode(), "json"),
        ("paper.dat", pdf([[TEXT.strip()]]), "pdf"),
        ("wide.txt", TEXT.encode("utf-16"), "text"),
        ("marked.txt", b"\xef\xbb\xbf" + PAGE.encode(), "html"),
        ("memo.txt", b"Date: 2025-04-30\nSubject: x\n\nEen tekst die geen mail is.", "text"),
        ("smaller.txt", b"a < b and c > d, says the minister of defence.", "text"),
    ],
)
def test_kind_is_sniffed_from_the_content(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(content)
    (item,) = found(tmp_path / name)
    assert isinstance(item, Source)
    assert (item.kind, item.raw[:4]) == (kind, content[:4])


def test_folders_are_walked_in_order_each_file_once(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "a.txt", "b/z.txt", "b/a.txt", ".hidden.txt"):
        (tmp_path / name).write_text(TEXT + name)
    items = found(tmp_path, tmp_path / "a.txt", tmp_path / "*.txt", tmp_path / "**" / "a.txt")
    assert [Path(item.path).relative_to(tmp_path).as_posix() for item in items] == ["a.txt", "b/a.txt", "b/z.txt", "c.txt"]


def test_standard_input() -> None:
    (item,) = found("-", stdin=TEXT.encode())
    assert isinstance(item, Source)
    assert (item.path, item.kind) == ("-", "text")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"), (b" \n\t" * 100, "empty"), (b"\x00" * 50, "empty"), (bytes(range(256)) * 20, "binary"),
        (gzip.compress(b"x" * 99), "binary"),
        (b"PK\x03\x04" + b"x" * 50, "binary"), (b"%PDF-1.7\n1 0 obj", "broken-pdf"), (pdf([[TEXT]], encrypted=True), "encrypted-pdf"),
        (b'{"id": "1", "by": "BE"}\n{"id": "2"}\n', "no-documents"),
    ],
)  # fmt: skip
def test_bad_files_are_problems_with_a_reason_and_a_way_out(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "bad").write_bytes(content)
    (tmp_path / "good").write_text(TEXT)
    problem, good = found(tmp_path)
    assert isinstance(problem, Problem)
    assert isinstance(good, Source)
    assert (problem.code, problem.fatal, problem.path) == (code, True, str(tmp_path / "bad"))
    assert problem.reason
    assert problem.hint


def test_missing_dangling_and_too_large(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    (tmp_path / "large").write_text(TEXT * 10)
    items = found(tmp_path / "none.txt", tmp_path / "link", tmp_path / "large", limits=Limits(max_bytes=100))
    assert [item.code for item in items if isinstance(item, Problem)] == ["missing", "not-a-file", "too-large"]


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(TEXT)
    secret.chmod(0)
    real = builtins.open

    def refusing(file: object, *args: object, **options: object) -> object:
        if str(file) == str(secret):
            raise PermissionError(13, "Permission denied", str(file))
        return real(file, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(builtins, "open", refusing)
    (item,) = found(secret)
    assert isinstance(item, Problem)
    assert (item.code, "Permission denied" in item.reason) == ("unreadable", True)


def test_json_lines_with_a_broken_row(tmp_path: Path) -> None:
    rows = (
        ROW
        + '{"text": \n[1]\n{"html": "<p>Een pagina over China.</p>", "title": "Kop", "published": "2022-07"}\n{"text": " "}\n{"other": 1}\n'
    )
    (tmp_path / "rows.jsonl").write_text(rows)
    items = found(tmp_path / "rows.jsonl")
    path = str(tmp_path / "rows.jsonl")
    assert [(item.path, getattr(item, "code", None)) for item in items] == [
        (f"{path}:1", None), (f"{path}:2", "broken-json"), (f"{path}:3", "broken-json"), (f"{path}:4", None), (f"{path}:5", "empty"),
        (f"{path}:6", "no-text-field"),
    ]  # fmt: skip
    first, fourth = items[0], items[3]
    assert isinstance(first, Source)
    assert isinstance(fourth, Source)
    assert (first.raw, first.url) == (ROW.strip().encode(), "https://x.example")
    assert (fourth.title, fourth.published) == ("Kop", "2022-07")


def test_the_same_bytes_have_the_same_id(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(TEXT)
    first, second = found(tmp_path)
    assert isinstance(first, Source)
    assert isinstance(second, Source)
    assert first.id == second.id
    assert len(first.id) == 64


def test_what_is_no_file_in_a_folder_is_reported_and_the_rest_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    for name, target in (("loop", "loop"), ("gone", "nowhere"), ("self", ".")):
        (tmp_path / name).symlink_to(target)
    items = {Path(item.path).name: item for item in found(tmp_path)}
    codes = {name: item.code for name, item in items.items() if isinstance(item, Problem)}
    assert codes == {"loop": "not-a-file", "gone": "not-a-file", "self": "linked-folder"}
    assert isinstance(items["a.txt"], Source)


def test_a_folder_that_a_pattern_names_is_walked(tmp_path: Path) -> None:
    (tmp_path / "news" / "deep").mkdir(parents=True)
    (tmp_path / "news" / "deep" / "a.txt").write_text(TEXT)
    assert [Path(item.path).name for item in found(tmp_path / "n*")] == ["a.txt"]


def test_half_a_surrogate_pair_does_not_stop_a_row(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(b'{"text": "x \\ud83d\\ude00 \\ud800 y", "title": "\\udfff z"}\n')
    (item,) = found(tmp_path / "rows.jsonl")
    assert isinstance(item, Source)
    decoded = decode(item)
    assert not isinstance(decoded, Problem)
    assert decoded.text == "\ufffd z\n\nx \U0001f600 \ufffd y"
