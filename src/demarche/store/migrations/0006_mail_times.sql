-- When a mail came in (ISO 8601), by the receiver's clock if it left one: mails are listed by it.

ALTER TABLE mails ADD COLUMN observed TEXT
-- next
CREATE INDEX mails_by_time ON mails (observed)
