-- Mails as evidence: what an inspection found in each, and the incidents that they stand beside.

CREATE TABLE mails (
    source_id TEXT PRIMARY KEY REFERENCES sources (id),
    verdict TEXT NOT NULL,
    telling INTEGER NOT NULL,
    encloses INTEGER NOT NULL,
    body TEXT NOT NULL
)
-- next
CREATE TABLE exhibits (
    mail_id TEXT NOT NULL REFERENCES mails (source_id),
    incident_id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (mail_id, incident_id)
)
