-- SPDX-License-Identifier: MIT
-- The tree of teachable topics beside the words people wrote themselves; what was learned, and the
-- learnings people share.

ALTER TABLE skills ADD COLUMN code TEXT;          -- stable id, may be a Wikidata QID; NULL = own words
ALTER TABLE skills ADD COLUMN parent_id INTEGER REFERENCES skills(id);
ALTER TABLE skills ADD COLUMN category TEXT NOT NULL DEFAULT '';
ALTER TABLE skills ADD COLUMN is_teachable INTEGER NOT NULL DEFAULT 1;
ALTER TABLE skills ADD COLUMN is_retired INTEGER NOT NULL DEFAULT 0; -- no longer in the tree's file
ALTER TABLE skills ADD COLUMN filed_into INTEGER REFERENCES skills(id); -- these words mean that one
ALTER TABLE skills ADD COLUMN filed_by INTEGER REFERENCES persons(id);
ALTER TABLE skills ADD COLUMN filed_ms INTEGER;
CREATE UNIQUE INDEX skills_by_code ON skills(code) WHERE code IS NOT NULL;
CREATE INDEX skills_by_parent ON skills(parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX skills_filed ON skills(filed_into) WHERE filed_into IS NOT NULL;

-- Names and aliases of the tree's skills, one row each.
CREATE TABLE skill_names (
    skill_id INTEGER NOT NULL REFERENCES skills(id),
    locale TEXT NOT NULL,
    folded TEXT NOT NULL,                          -- for comparing
    name TEXT NOT NULL,
    is_alias INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (skill_id, locale, folded)
) STRICT, WITHOUT ROWID;
CREATE INDEX skill_names_by_folded ON skill_names(folded);
