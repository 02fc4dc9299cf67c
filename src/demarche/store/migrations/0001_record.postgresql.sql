CREATE TABLE fulltext (document_id TEXT PRIMARY KEY, text TEXT NOT NULL, words TSVECTOR NOT NULL)
-- next
CREATE INDEX fulltext_words ON fulltext USING GIN (words)
-- next
CREATE FUNCTION judgements_append_only() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'judgements are append-only';
END $$
-- next
CREATE TRIGGER judgements_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON judgements EXECUTE FUNCTION judgements_append_only()
