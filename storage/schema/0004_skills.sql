-- SPDX-License-Identifier: MIT
-- The tree of teachable topics beside the words people wrote themselves; what was learned, and the
-- learnings people share.

ALTER TABLE skills ADD COLUMN code TEXT;          -- stable id, may be a Wikidata QID; NULL = own words
ALTER TABLE skills ADD COLUMN parent_id INTEGER REFERENCES skills(id);
ALTER TABLE skills ADD COLUMN category TEXT NOT NULL DEFAULT '';
ALTER TABLE skills ADD COLUMN wikidata TEXT NOT NULL DEFAULT '';     -- where the code is no QID
ALTER TABLE skills ADD COLUMN is_teachable INTEGER NOT NULL DEFAULT 1;
ALTER TABLE skills ADD COLUMN is_retired INTEGER NOT NULL DEFAULT 0; -- no longer in the tree's file
ALTER TABLE skills ADD COLUMN filed_into INTEGER REFERENCES skills(id); -- these words mean that one
ALTER TABLE skills ADD COLUMN filed_by INTEGER REFERENCES persons(id);  -- NULL: by the tree's names
ALTER TABLE skills ADD COLUMN filed_ms INTEGER;
CREATE UNIQUE INDEX skills_by_code ON skills(code) WHERE code IS NOT NULL;
CREATE INDEX skills_by_parent ON skills(parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX skills_filed ON skills(filed_into) WHERE filed_into IS NOT NULL;
CREATE INDEX interactions_by_skill ON interactions(skill_id) WHERE skill_id IS NOT NULL;

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

-- What somebody learned by their own word, once for each person and skill, and where it came from.
CREATE TABLE learnings (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES persons(id),
    skill_id INTEGER NOT NULL REFERENCES skills(id),
    desk_id INTEGER NOT NULL REFERENCES desks(id),
    learned_ms INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source IN
        ('ticket', 'introduction', 'resource', 'session', 'unsaid')),
    ticket_id INTEGER REFERENCES tickets(id),
    introduction_id INTEGER,                       -- introductions.id
    source_text TEXT NOT NULL DEFAULT '',          -- of a resource or session: in their words
    UNIQUE (person_id, skill_id)
) STRICT;
CREATE INDEX learnings_by_skill ON learnings(skill_id);

-- What somebody wrote for others about what they learned. Nobody reads it before they said how.
CREATE TABLE shared_learnings (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES persons(id),
    skill_id INTEGER NOT NULL REFERENCES skills(id),
    desk_id INTEGER NOT NULL REFERENCES desks(id),
    language TEXT NOT NULL,
    body TEXT NOT NULL,
    shared_ms INTEGER NOT NULL,
    readers TEXT NOT NULL DEFAULT 'asked' CHECK (readers IN ('asked', 'named', 'unnamed'))
) STRICT;
CREATE INDEX shared_learnings_by_person ON shared_learnings(person_id);
CREATE INDEX shared_learnings_by_desk ON shared_learnings(desk_id, skill_id)
    WHERE readers <> 'asked';

-- What was counted before there was such a record.
INSERT INTO learnings (person_id, skill_id, desk_id, learned_ms, source, ticket_id)
    SELECT coalesce(p.merged_into, p.id), i.skill_id, i.desk_id, min(i.happened_ms),
           CASE WHEN i.ticket_id IS NULL THEN 'unsaid' ELSE 'ticket' END, i.ticket_id
    FROM interactions AS i JOIN persons AS p ON p.id = i.actor_id
    WHERE i.kind = 'learned' AND i.cause = 'person' AND i.skill_id IS NOT NULL
    GROUP BY coalesce(p.merged_into, p.id), i.skill_id;
