-- SPDX-License-Identifier: MIT
-- What a desk wants to reach, and which weeks were told to its coordinators.

-- "10 people learn 1 skill by 2027-06-30". Progress is always counted, never stored.
CREATE TABLE goals (
    id INTEGER PRIMARY KEY,
    desk_id INTEGER NOT NULL REFERENCES desks(id),
    number INTEGER NOT NULL,                     -- the one people see; never used again at the desk
    people INTEGER NOT NULL CHECK (people > 0),
    skills INTEGER NOT NULL CHECK (skills > 0),  -- each of them
    skill_id INTEGER REFERENCES skills(id),      -- this one and what lies below it; NULL = any
    language TEXT NOT NULL DEFAULT '',           -- they learned in; '' = any
    region TEXT NOT NULL DEFAULT '',             -- they are from, as typed; '' = any
    region_folded TEXT NOT NULL DEFAULT '',
    due_day TEXT NOT NULL,                       -- the last day that counts, 2027-06-30
    due_ms INTEGER NOT NULL,                     -- its end in the desk's zone
    set_by INTEGER REFERENCES persons(id),
    set_ms INTEGER NOT NULL,
    removed_ms INTEGER,
    UNIQUE (desk_id, number)
) STRICT;

-- The weeks whose summary was posted: each once, whatever the clock does.
CREATE TABLE weekly_posts (
    desk_id INTEGER NOT NULL REFERENCES desks(id),
    week TEXT NOT NULL,
    posted_ms INTEGER NOT NULL,
    PRIMARY KEY (desk_id, week)
) STRICT, WITHOUT ROWID;

CREATE INDEX interactions_by_introduction ON interactions(introduction_id, kind)
    WHERE introduction_id IS NOT NULL;
