"""The tables as queries name them. The migrations make them; a test holds the two together."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()


def _text(*names: str) -> list[Column[str]]:
    return [Column(name, Text) for name in names]


def _whole(*names: str) -> list[Column[int]]:
    return [Column(name, Integer) for name in names]


sources = Table(
    "sources", metadata, *_text("id", "kind"), *_whole("size"), Column("raw", LargeBinary),
    *_text("url", "title", "published", "lang", "recorded_at"),
)  # fmt: skip
appearances = Table("appearances", metadata, *_text("source_id", "path", "recorded_at"))
documents = Table(
    "documents", metadata, *_text("id", "text", "lang", "kind", "url", "title"), *_whole("title_end"),
    *_text("published", "published_from", "published_words"), *_whole("relevant"),
    *_text("meta", "edits", "removed", "problems", "engine", "recorded_at"),
)  # fmt: skip
claims = Table(
    "claims", metadata, *_text("document_id", "id", "kind"), *_whole("position"),
    *_text("claimant", "accused", "country", "type", "certainty", "responsibility", "status"), *_whole("background"),
    *_text("rule", "body"),
)  # fmt: skip
problems = Table("problems", metadata, *_text("path", "code", "reason", "hint"), *_whole("fatal"), *_text("source_id", "recorded_at"))
duplicates = Table("duplicates", metadata, *_text("document_id", "original_id", "kind"))
incidents = Table("incidents", metadata, *_text("id", "first", "last", "body"))
incident_documents = Table("incident_documents", metadata, *_text("document_id", "incident_id"), *_whole("main"))
incident_redirects = Table("incident_redirects", metadata, *_text("old_id", "document_id", "recorded_at"))
judgements = Table(
    "judgements", metadata, Column("seq", BigInteger, primary_key=True),
    *_text("user", "action", "target", "other", "value", "reason", "at", "words"),
)  # fmt: skip
mails = Table("mails", metadata, *_text("source_id", "verdict"), *_whole("telling", "encloses"), *_text("body", "clues", "observed"))
ties = Table("ties", metadata, *_text("mail_id", "document_id", "body"))
exhibits = Table("exhibits", metadata, *_text("mail_id", "incident_id", "body"))
nodes = Table(
    "nodes", metadata, Column("number", BigInteger, primary_key=True), Column("document_id", Text), Column("wording", BigInteger),
    *_whole("settled"), *_text("body"),
)  # fmt: skip
wording_keys = Table("wording_keys", metadata, Column("key", BigInteger), Column("wording", BigInteger))
node_keys = Table("node_keys", metadata, Column("key", BigInteger), *_whole("number"))
state = Table("state", metadata, *_text("key", "value"))
