-- What duplicates and incidents are found by: kept so that a new document is compared with those that it shares a key with, not with all.

CREATE TABLE nodes (
    number {SERIAL},
    document_id TEXT NOT NULL UNIQUE REFERENCES documents (id),
    wording BIGINT NOT NULL,
    settled INTEGER NOT NULL,
    body TEXT
)
-- next
CREATE INDEX nodes_by_wording ON nodes (wording)
-- next
CREATE INDEX nodes_unsettled ON nodes (settled)
-- next
CREATE TABLE wording_keys (
    key BIGINT NOT NULL,
    wording BIGINT NOT NULL,
    PRIMARY KEY (key, wording)
)
-- next
CREATE INDEX wording_keys_by_wording ON wording_keys (wording)
-- next
CREATE TABLE node_keys (
    key BIGINT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (key, number)
)
