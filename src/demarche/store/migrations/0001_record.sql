-- The record: what was read, what it says, what people decided. {BLOB} and {SERIAL} are the database's own types.

CREATE TABLE sources (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    size INTEGER NOT NULL,
    raw {BLOB} NOT NULL,
    url TEXT,
    title TEXT,
    published TEXT,
    lang TEXT,
    recorded_at TEXT NOT NULL
)
-- next
CREATE TABLE appearances (
    source_id TEXT NOT NULL REFERENCES sources (id),
    path TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (source_id, path)
)
-- next
CREATE TABLE documents (
    id TEXT PRIMARY KEY REFERENCES sources (id),
    text TEXT NOT NULL,
    lang TEXT NOT NULL,
    kind TEXT NOT NULL,
    url TEXT,
    title TEXT,
    title_end INTEGER NOT NULL,
    published TEXT,
    published_from TEXT,
    published_words TEXT,
    relevant INTEGER NOT NULL,
    meta TEXT NOT NULL,
    edits TEXT NOT NULL,
    removed TEXT NOT NULL,
    problems TEXT NOT NULL,
    engine TEXT NOT NULL,
    recorded_at TEXT NOT NULL
)
-- next
CREATE TABLE claims (
    document_id TEXT NOT NULL REFERENCES documents (id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    claimant TEXT,
    accused TEXT,
    country TEXT,
    type TEXT,
    certainty TEXT,
    responsibility TEXT,
    status TEXT,
    background INTEGER NOT NULL,
    rule TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (document_id, kind, id)
)
-- next
CREATE INDEX claims_by_id ON claims (id)
-- next
CREATE INDEX claims_by_pair ON claims (accused, claimant)
-- next
CREATE TABLE problems (
    path TEXT NOT NULL,
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    hint TEXT NOT NULL,
    fatal INTEGER NOT NULL,
    source_id TEXT,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (path, code, reason)
)
-- next
CREATE TABLE duplicates (
    document_id TEXT PRIMARY KEY REFERENCES documents (id),
    original_id TEXT NOT NULL REFERENCES documents (id),
    kind TEXT NOT NULL
)
-- next
CREATE TABLE incidents (
    id TEXT PRIMARY KEY,
    first TEXT,
    last TEXT,
    body TEXT NOT NULL
)
-- next
CREATE TABLE incident_documents (
    document_id TEXT NOT NULL REFERENCES documents (id),
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    main INTEGER NOT NULL,
    PRIMARY KEY (document_id, incident_id)
)
-- next
CREATE TABLE incident_redirects (
    old_id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL,
    recorded_at TEXT NOT NULL
)
-- next
CREATE TABLE judgements (
    seq {SERIAL},
    "user" TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    other TEXT,
    value TEXT,
    reason TEXT NOT NULL,
    at TEXT NOT NULL
)
-- next
CREATE TABLE state (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
)
