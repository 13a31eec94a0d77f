-- SPDX-License-Identifier: MIT
-- Mentoring: who offers and wants what, who waits for a mentor, the introductions made of it, and
-- rounds.

-- What people said about themselves for the exchange. Consent is having offered or asked.
CREATE TABLE exchange_profiles (
    person_id INTEGER PRIMARY KEY REFERENCES persons(id),
    capacity INTEGER NOT NULL DEFAULT 2 CHECK (capacity BETWEEN 0 AND 50), -- mentees at a time
    region TEXT NOT NULL DEFAULT '',             -- as they wrote it; '' = not said
    region_folded TEXT NOT NULL DEFAULT '',      -- for comparing
    language_levels TEXT NOT NULL DEFAULT '',    -- "es:5,pt:3"; 5 = native
    invited_ms INTEGER                           -- when they were invited to offer something
) STRICT;

-- An affiliate or another group, with named people behind it.
CREATE TABLE groups (
    id INTEGER PRIMARY KEY,
    desk_id INTEGER NOT NULL REFERENCES desks(id),
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    made_by INTEGER REFERENCES persons(id),
    made_ms INTEGER NOT NULL,
    UNIQUE (desk_id, folded)
) STRICT;
CREATE TABLE group_members (
    group_id INTEGER NOT NULL REFERENCES groups(id),
    person_id INTEGER NOT NULL REFERENCES persons(id),
    joined_ms INTEGER NOT NULL,
    PRIMARY KEY (group_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_members_by_person ON group_members(person_id);

-- One skill that a person offers or wants, for themselves or for a group. Ended, never deleted.
CREATE TABLE exchange_lines (
    id INTEGER PRIMARY KEY,
    desk_id INTEGER NOT NULL REFERENCES desks(id),
    person_id INTEGER NOT NULL REFERENCES persons(id),
    side TEXT NOT NULL CHECK (side IN ('offer', 'want')),
    skill_id INTEGER NOT NULL REFERENCES skills(id),
    level INTEGER CHECK (level BETWEEN 1 AND 5),
    group_id INTEGER REFERENCES groups(id),
    since_ms INTEGER NOT NULL,
    ended_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX exchange_lines_current ON exchange_lines
    (desk_id, person_id, side, skill_id, coalesce(group_id, 0)) WHERE ended_ms IS NULL;
CREATE INDEX exchange_lines_by_skill ON exchange_lines(desk_id, side, skill_id)
    WHERE ended_ms IS NULL;
CREATE INDEX exchange_lines_by_person ON exchange_lines(person_id);

-- Who waits for a mentor. The place in line is by id and never moves back.
CREATE TABLE mentor_requests (
    id INTEGER PRIMARY KEY,
    desk_id INTEGER NOT NULL REFERENCES desks(id),
    person_id INTEGER NOT NULL REFERENCES persons(id),
    skill_id INTEGER NOT NULL REFERENCES skills(id),
    language TEXT NOT NULL,
    asked_ms INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'proposed', 'matched', 'withdrawn')),
    ended_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX mentor_requests_current ON mentor_requests(desk_id, person_id, skill_id)
    WHERE state IN ('waiting', 'proposed');
CREATE INDEX mentor_requests_waiting ON mentor_requests(desk_id, skill_id) WHERE state = 'waiting';
CREATE INDEX mentor_requests_by_person ON mentor_requests(person_id);

-- A cohort that is paired at one moment.
CREATE TABLE rounds (
    id INTEGER PRIMARY KEY,
    desk_id INTEGER NOT NULL REFERENCES desks(id),
    kind TEXT NOT NULL CHECK (kind IN ('mentors', 'exchange', 'coffee')),
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    opened_by INTEGER REFERENCES persons(id),
    opened_ms INTEGER NOT NULL,
    closed_ms INTEGER,
    seed INTEGER                                 -- of the draw, so that it can be repeated
) STRICT;
CREATE UNIQUE INDEX rounds_open ON rounds(desk_id) WHERE state = 'open';
CREATE TABLE round_members (
    round_id INTEGER NOT NULL REFERENCES rounds(id),
    person_id INTEGER NOT NULL REFERENCES persons(id),
    joined_ms INTEGER NOT NULL,
    PRIMARY KEY (round_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX round_members_by_person ON round_members(person_id);

-- The bot's proposal that two people meet. Nobody sees a contact before both said yes.
CREATE TABLE introductions (
    id INTEGER PRIMARY KEY,                      -- the number people see
    desk_id INTEGER NOT NULL REFERENCES desks(id),
    origin TEXT NOT NULL CHECK (origin IN ('asked', 'round', 'exchange', 'coffee')),
    skill_id INTEGER REFERENCES skills(id),      -- NULL: a peer round
    mentor_id INTEGER NOT NULL REFERENCES persons(id),
    mentee_id INTEGER NOT NULL REFERENCES persons(id),
    request_id INTEGER REFERENCES mentor_requests(id),
    round_id INTEGER REFERENCES rounds(id),
    cycle INTEGER,                               -- with the same round and cycle: all or none
    state TEXT NOT NULL CHECK (state IN
        ('proposed', 'agreed', 'met', 'ended', 'declined', 'lapsed', 'withdrawn')),
    mentor_answer TEXT NOT NULL DEFAULT 'none'
        CHECK (mentor_answer IN ('none', 'asked', 'yes', 'no', 'late')),
    mentee_answer TEXT NOT NULL DEFAULT 'none'
        CHECK (mentee_answer IN ('none', 'asked', 'yes', 'no', 'late')),
    reasons TEXT NOT NULL DEFAULT '{}',          -- the named parts of the score, JSON
    made_ms INTEGER NOT NULL,
    mentor_asked_ms INTEGER,
    mentor_answered_ms INTEGER,
    mentee_asked_ms INTEGER,
    mentee_answered_ms INTEGER,
    agreed_ms INTEGER,
    met_ms INTEGER,
    ended_ms INTEGER,
    CHECK (mentor_id <> mentee_id)
) STRICT;
CREATE INDEX introductions_by_mentor ON introductions(mentor_id, state);
CREATE INDEX introductions_by_mentee ON introductions(mentee_id, state);
CREATE INDEX introductions_by_desk ON introductions(desk_id, made_ms);
CREATE INDEX introductions_by_round ON introductions(round_id) WHERE round_id IS NOT NULL;
CREATE INDEX introductions_by_request ON introductions(request_id) WHERE request_id IS NOT NULL;

-- Each place among the first three of a suggestion: what a mentor's share is counted from.
CREATE TABLE suggestions (
    id INTEGER PRIMARY KEY,
    desk_id INTEGER NOT NULL REFERENCES desks(id),
    skill_id INTEGER NOT NULL REFERENCES skills(id),
    mentor_id INTEGER NOT NULL REFERENCES persons(id),
    rank INTEGER NOT NULL CHECK (rank BETWEEN 1 AND 3),
    at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX suggestions_by_desk ON suggestions(desk_id, at_ms);
CREATE INDEX suggestions_by_mentor ON suggestions(mentor_id);

-- Our messages about a pair. An answer to one that carries words of one of them goes to the other.
CREATE TABLE introduction_messages (
    outbox_id INTEGER PRIMARY KEY REFERENCES outbox(id),
    introduction_id INTEGER NOT NULL REFERENCES introductions(id),
    is_words INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX introduction_messages_by_introduction ON introduction_messages(introduction_id);

-- Days on which somebody is away though their hours say otherwise.
CREATE TABLE days_off (
    person_id INTEGER NOT NULL REFERENCES persons(id),
    begin_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL CHECK (end_ms > begin_ms),
    PRIMARY KEY (person_id, begin_ms)
) STRICT, WITHOUT ROWID;
