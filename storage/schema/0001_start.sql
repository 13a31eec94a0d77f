-- SPDX-License-Identifier: MIT
-- The first schema. Times are UTC milliseconds since 1970. Never edited after a release.
-- Rows of persons, tickets and outbox are never deleted, so their ids are never used again.

CREATE TABLE migrations (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE desks (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- A person keeps their id for ever; `forget me` empties everything else.
CREATE TABLE persons (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',           -- chosen by the person
    guessed_language TEXT NOT NULL DEFAULT '',   -- from hints and letters
    was_told_language INTEGER NOT NULL DEFAULT 0,
    first_seen_ms INTEGER NOT NULL,
    erased_ms INTEGER,
    merged_into INTEGER REFERENCES persons(id)
) STRICT;
CREATE INDEX persons_merged ON persons(merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE identities (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES persons(id),
    network TEXT NOT NULL,
    account TEXT NOT NULL,                       -- chat::Author::id
    kind TEXT NOT NULL CHECK (kind IN ('account', 'guest')),
    name TEXT NOT NULL DEFAULT '',
    desk_id INTEGER REFERENCES desks(id),        -- the desk of their direct chat
    last_seen_ms INTEGER,                        -- NULL until they write
    window_start_ms INTEGER NOT NULL DEFAULT 0,  -- rate limit: messages in the running window
    window_count INTEGER NOT NULL DEFAULT 0,
    is_known_responder INTEGER NOT NULL DEFAULT 0, -- proved by pass phrase, for this identity's life
    UNIQUE (network, account)
) STRICT;
CREATE INDEX identities_by_person ON identities(person_id);

CREATE TABLE rooms (
    network TEXT NOT NULL,
    place_id TEXT NOT NULL,
    window_start_ms INTEGER NOT NULL,
    window_count INTEGER NOT NULL,
    PRIMARY KEY (network, place_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE roles (
    desk_id INTEGER NOT NULL REFERENCES desks(id),
    person_id INTEGER NOT NULL REFERENCES persons(id),
    role TEXT NOT NULL CHECK (role IN ('responder', 'coordinator')),
    source TEXT NOT NULL CHECK (source IN ('config', 'command')),
    granted_by INTEGER REFERENCES persons(id),
    granted_ms INTEGER NOT NULL,
    PRIMARY KEY (desk_id, person_id, role)
) STRICT, WITHOUT ROWID;

-- What a volunteer says of their own time. One row a person.
CREATE TABLE volunteers (
    person_id INTEGER PRIMARY KEY REFERENCES persons(id),
    hours TEXT NOT NULL DEFAULT '',              -- canonical text, '' = none stated
    paused INTEGER NOT NULL DEFAULT 0,
    paused_until_ms INTEGER,
    ticket_limit INTEGER,                        -- NULL = the desk's default
    languages TEXT NOT NULL DEFAULT '',          -- comma-separated locale codes
    last_asked_ms INTEGER
) STRICT;

CREATE TABLE pass_phrases (
    desk_id INTEGER NOT NULL REFERENCES desks(id),
    person_id INTEGER NOT NULL REFERENCES persons(id),
    network TEXT NOT NULL,
    phrase_hash TEXT NOT NULL,                   -- scrypt
    set_by INTEGER NOT NULL REFERENCES persons(id),
    set_ms INTEGER NOT NULL,
    PRIMARY KEY (desk_id, network, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE phrase_failures (
    scope TEXT NOT NULL,                         -- "network account" or "desk N"
    at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX phrase_failures_by_scope ON phrase_failures(scope, at_ms);

CREATE TABLE blocks (
    desk_id INTEGER NOT NULL REFERENCES desks(id),
    person_id INTEGER NOT NULL REFERENCES persons(id),
    until_ms INTEGER,                            -- NULL = without end
    reason TEXT NOT NULL DEFAULT '',
    blocked_by INTEGER NOT NULL REFERENCES persons(id),
    blocked_ms INTEGER NOT NULL,
    was_told INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (desk_id, person_id)
) STRICT, WITHOUT ROWID;

-- One-time codes: `link` joins accounts, `resume` gives a guest's ticket back.
CREATE TABLE codes (
    code TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('link', 'resume')),
    person_id INTEGER NOT NULL REFERENCES persons(id),
    ticket_id INTEGER REFERENCES tickets(id),
    expires_ms INTEGER,
    used_ms INTEGER
) STRICT;
CREATE INDEX codes_by_person ON codes(person_id, kind);
CREATE INDEX codes_by_ticket ON codes(ticket_id);

CREATE TABLE tickets (
    id INTEGER PRIMARY KEY,        -- the number people see
    desk_id INTEGER NOT NULL REFERENCES desks(id),
    asker_id INTEGER NOT NULL REFERENCES persons(id),
    language TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'claimed', 'closed')),
    network TEXT NOT NULL,                       -- where answers go: the asker's latest place
    place_kind TEXT NOT NULL CHECK (place_kind IN ('direct', 'room')),
    place_id TEXT NOT NULL,
    opened_ms INTEGER NOT NULL,
    claimer_id INTEGER REFERENCES persons(id),
    claimed_ms INTEGER,
    claim_network TEXT NOT NULL DEFAULT '',      -- where the claimer works: follow-ups go there too
    claim_place_kind TEXT NOT NULL DEFAULT 'room' CHECK (claim_place_kind IN ('direct', 'room')),
    claim_place_id TEXT NOT NULL DEFAULT '',
    first_answer_ms INTEGER,
    last_word_by TEXT NOT NULL DEFAULT 'asker' CHECK (last_word_by IN ('asker', 'desk')),
    last_word_ms INTEGER NOT NULL,
    closed_ms INTEGER,
    closed_by INTEGER REFERENCES persons(id),
    outcome TEXT CHECK (outcome IN ('answered', 'taught', 'referred', 'no-reply', 'spam')),
    ask_stage INTEGER NOT NULL DEFAULT 0,        -- how widely responders were asked so far
    is_emptied INTEGER NOT NULL DEFAULT 0,       -- retention took the bodies of its messages
    CHECK ((state = 'claimed') = (claimer_id IS NOT NULL AND closed_ms IS NULL) OR state = 'closed')
) STRICT;
CREATE INDEX tickets_by_state ON tickets(desk_id, state);
CREATE INDEX tickets_claimed ON tickets(claimer_id) WHERE state = 'claimed';
CREATE INDEX tickets_by_asker ON tickets(asker_id);
CREATE INDEX tickets_to_empty ON tickets(desk_id, closed_ms)
    WHERE closed_ms IS NOT NULL AND is_emptied = 0;

-- All that was said about a ticket. `body` is emptied by retention and `forget me`.
CREATE TABLE ticket_messages (
    id INTEGER PRIMARY KEY,
    ticket_id INTEGER NOT NULL REFERENCES tickets(id),
    kind TEXT NOT NULL CHECK (kind IN ('question', 'answer', 'note')),
    person_id INTEGER NOT NULL REFERENCES persons(id),
    body TEXT,
    at_ms INTEGER NOT NULL,
    network TEXT NOT NULL,
    place_id TEXT NOT NULL,
    remote_id TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX ticket_messages_by_ticket ON ticket_messages(ticket_id);
CREATE INDEX ticket_messages_by_person ON ticket_messages(person_id);
CREATE INDEX ticket_messages_by_remote ON ticket_messages(network, remote_id) WHERE remote_id <> '';

CREATE TABLE inbox (
    id INTEGER PRIMARY KEY,
    network TEXT NOT NULL,
    event_key TEXT NOT NULL,
    received_ms INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'parked')),
    wire TEXT,                                   -- the event as JSON; NULL once forgotten
    person_id INTEGER,
    error TEXT NOT NULL DEFAULT '',
    UNIQUE (network, event_key)
) STRICT;
CREATE INDEX inbox_kept ON inbox(received_ms) WHERE wire IS NOT NULL;
CREATE INDEX inbox_parked ON inbox(state) WHERE state = 'parked';

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    network TEXT NOT NULL,
    place_kind TEXT NOT NULL CHECK (place_kind IN ('direct', 'room')),
    place_id TEXT NOT NULL,
    body TEXT,
    state TEXT NOT NULL CHECK (state IN
        ('queued', 'held', 'sending', 'sent', 'unconfirmed', 'failed', 'unknown')),
    repeat_rule TEXT NOT NULL CHECK (repeat_rule IN ('same', 'mark', 'never')),
    is_repeat INTEGER NOT NULL DEFAULT 0,        -- sent again after an ambiguous end
    attempts INTEGER NOT NULL DEFAULT 0,
    ticket_id INTEGER REFERENCES tickets(id),
    message_id INTEGER REFERENCES ticket_messages(id), -- the answer this row carries, if it does
    person_id INTEGER REFERENCES persons(id),    -- whose direct chat it goes to, if known
    created_ms INTEGER NOT NULL,
    finished_ms INTEGER,
    remote_id TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX outbox_queued ON outbox(network) WHERE state = 'queued';
CREATE INDEX outbox_sending ON outbox(network) WHERE state = 'sending';
CREATE INDEX outbox_held ON outbox(network, place_id) WHERE state = 'held';
CREATE INDEX outbox_by_message ON outbox(message_id) WHERE message_id IS NOT NULL;
CREATE INDEX outbox_by_remote ON outbox(network, remote_id) WHERE remote_id <> '';
CREATE INDEX outbox_finished ON outbox(finished_ms)
    WHERE finished_ms IS NOT NULL AND body IS NOT NULL;

CREATE TABLE timers (
    id INTEGER PRIMARY KEY,
    due_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    desk_id INTEGER,
    ticket_id INTEGER,
    person_id INTEGER,
    payload TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX timers_by_due ON timers(due_ms);
CREATE INDEX timers_by_ticket ON timers(ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX timers_of_desks ON timers(kind) WHERE ticket_id IS NULL;

-- Questions of ours that `yes`, `no` or a number may answer; only the newest in a place counts.
CREATE TABLE prompts (
    id INTEGER PRIMARY KEY,
    network TEXT NOT NULL,
    place_kind TEXT NOT NULL CHECK (place_kind IN ('direct', 'room')),
    place_id TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES persons(id),
    kind TEXT NOT NULL,
    ticket_id INTEGER,
    payload TEXT NOT NULL DEFAULT '',
    asked_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX prompts_by_person ON prompts(person_id);
CREATE INDEX prompts_by_ticket ON prompts(ticket_id) WHERE ticket_id IS NOT NULL;

CREATE TABLE skills (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,                          -- as first written
    folded TEXT NOT NULL UNIQUE                  -- for comparing
) STRICT;

-- One fact a row, append-only. The table that outside tools may read; documented in deploy/data.md.
CREATE TABLE interactions (
    id INTEGER PRIMARY KEY,
    happened_ms INTEGER NOT NULL,
    recorded_ms INTEGER NOT NULL,
    week TEXT NOT NULL,                          -- ISO week in the desk's zone at recording
    kind TEXT NOT NULL,
    actor_id INTEGER,                            -- persons.id as it was then
    subject_id INTEGER,
    ticket_id INTEGER,
    introduction_id INTEGER,
    skill_id INTEGER REFERENCES skills(id),
    desk_id INTEGER NOT NULL REFERENCES desks(id),
    network TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    cause TEXT NOT NULL CHECK (cause IN ('person', 'program')),
    week_24h TEXT NOT NULL DEFAULT '',           -- asked: the week in which its 24 h end
    week_72h TEXT NOT NULL DEFAULT '',
    waited_ms INTEGER,                           -- answered (first): since the question
    covered_minutes INTEGER                      -- answered (first): of them, somebody was around
) STRICT;
CREATE INDEX interactions_by_week ON interactions(desk_id, week, kind);
CREATE INDEX interactions_by_ticket ON interactions(ticket_id, kind);
CREATE INDEX interactions_by_actor ON interactions(actor_id, kind, desk_id, happened_ms);
CREATE INDEX interactions_by_24h ON interactions(desk_id, week_24h) WHERE kind = 'asked';
CREATE INDEX interactions_by_72h ON interactions(desk_id, week_72h) WHERE kind = 'asked';
CREATE INDEX interactions_answers ON interactions(desk_id, happened_ms) WHERE kind = 'answered';

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    desk_id INTEGER,
    actor_id INTEGER,
    action TEXT NOT NULL,
    subject_id INTEGER,
    detail TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE adapter_state (
    network TEXT NOT NULL,
    key TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (network, key)
) STRICT, WITHOUT ROWID;

-- People who were forgotten; applied again when a backup is restored.
CREATE TABLE erasures (
    person_id INTEGER PRIMARY KEY,
    erased_ms INTEGER NOT NULL
) STRICT;

-- Facts about the program itself: `running` marks an unclean stop, `salt` and the like.
CREATE TABLE facts (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Views for people with other tools: named, stable, documented in deploy/data.md. No names, no texts.
CREATE VIEW report_weeks AS
    SELECT d.name AS desk, i.week AS week, i.kind AS kind, i.cause AS cause, count(*) AS count
    FROM interactions AS i JOIN desks AS d ON d.id = i.desk_id
    GROUP BY d.name, i.week, i.kind, i.cause
    ORDER BY d.name, i.week, i.kind, i.cause;

CREATE VIEW report_tickets AS
    SELECT t.id AS ticket, d.name AS desk,
           strftime('%Y-%m-%dT%H:%M:%SZ', t.opened_ms / 1000, 'unixepoch') AS opened,
           (t.first_answer_ms - t.opened_ms) / 60000 AS first_answer_minutes,
           strftime('%Y-%m-%dT%H:%M:%SZ', t.closed_ms / 1000, 'unixepoch') AS closed,
           t.state AS state, t.outcome AS outcome, t.language AS language, t.network AS network
    FROM tickets AS t JOIN desks AS d ON d.id = t.desk_id
    ORDER BY t.id;

CREATE VIEW report_learned AS
    SELECT i.week AS week, d.name AS desk, s.name AS skill, count(DISTINCT i.actor_id) AS people
    FROM interactions AS i JOIN desks AS d ON d.id = i.desk_id JOIN skills AS s ON s.id = i.skill_id
    WHERE i.kind = 'learned' AND i.cause = 'person'
    GROUP BY i.week, d.name, s.name
    ORDER BY i.week, d.name, s.name;
