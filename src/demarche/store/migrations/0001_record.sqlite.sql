CREATE VIRTUAL TABLE fulltext USING fts5 (document_id UNINDEXED, text, tokenize = "unicode61 remove_diacritics 2")
-- next
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END
-- next
CREATE TRIGGER judgements_remain BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END
