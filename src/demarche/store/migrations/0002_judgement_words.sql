-- The words of the claim judged: a judgement finds its claim again when it is extracted anew.

ALTER TABLE judgements ADD COLUMN words TEXT
