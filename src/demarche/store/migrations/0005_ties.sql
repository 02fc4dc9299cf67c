-- What ties mails to documents, kept until documents or mails change: decisions and merges need no text to be searched again.

ALTER TABLE mails ADD COLUMN clues TEXT
-- next
CREATE TABLE ties (
    mail_id TEXT NOT NULL REFERENCES mails (source_id),
    document_id TEXT NOT NULL,
    body TEXT NOT NULL
)
