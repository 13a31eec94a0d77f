-- SPDX-License-Identifier: MIT
-- Threads that are opened and closed by acts of their own, buttons below a message, several files
-- in one; messages of one album; rooms that have such threads.

-- A CHECK cannot be altered, so the table is made anew (sqlite.org/lang_altertable, section 7).
CREATE TABLE outbox_new (
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
    reason TEXT NOT NULL DEFAULT '',
    act TEXT NOT NULL DEFAULT 'say' CHECK (act IN ('say', 'change', 'remove', 'react',
        'open_thread', 'close_thread', 'reopen_thread', 'answer_press')),
    voice TEXT NOT NULL DEFAULT 'program' CHECK (voice IN ('program', 'person')),
    html TEXT NOT NULL DEFAULT '',
    thread TEXT NOT NULL DEFAULT '',             -- remote id of its first message
    thread_row INTEGER REFERENCES outbox_new(id), -- or our own row that begins it
    target TEXT NOT NULL DEFAULT '',             -- remote id: answered, reacted to
    target_row INTEGER REFERENCES outbox_new(id), -- or our own message
    mentions TEXT NOT NULL DEFAULT '',           -- accounts, one a line
    attachment TEXT NOT NULL DEFAULT '',         -- JSON
    copy_of INTEGER REFERENCES ticket_messages(id), -- whose words it shows
    first_sent_ms INTEGER,                       -- first handed to an adapter
    buttons TEXT NOT NULL DEFAULT ''             -- "action label", one a line
) STRICT;
INSERT INTO outbox_new SELECT id, network, place_kind, place_id, body, state, repeat_rule,
    is_repeat, attempts, ticket_id, message_id, person_id, created_ms, finished_ms, remote_id,
    reason, act, voice, html, thread, thread_row, target, target_row, mentions, attachment, copy_of,
    first_sent_ms, '' FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;

CREATE INDEX outbox_queued ON outbox(network) WHERE state = 'queued';
CREATE INDEX outbox_held ON outbox(network, place_id) WHERE state = 'held';
CREATE INDEX outbox_by_message ON outbox(message_id) WHERE message_id IS NOT NULL;
CREATE INDEX outbox_by_remote ON outbox(network, remote_id) WHERE remote_id <> '';
CREATE INDEX outbox_finished ON outbox(finished_ms)
    WHERE finished_ms IS NOT NULL AND body IS NOT NULL;
CREATE INDEX outbox_by_copy ON outbox(copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX outbox_by_thread ON outbox(thread_row) WHERE thread_row IS NOT NULL;
CREATE INDEX outbox_by_target ON outbox(target_row) WHERE target_row IS NOT NULL;
CREATE INDEX outbox_queued_places ON outbox(network, place_kind, place_id) WHERE state = 'queued';
CREATE INDEX outbox_presses ON outbox(network) WHERE state = 'queued' AND act = 'answer_press';
CREATE INDEX outbox_sending ON outbox(network, place_kind, place_id) WHERE state = 'sending';

-- The row that opened the thread in which the card stands, where that is a row of its own.
ALTER TABLE cards ADD COLUMN thread_row INTEGER REFERENCES outbox(id);
CREATE INDEX cards_by_thread ON cards(thread_row) WHERE thread_row IS NOT NULL;

-- Messages that somebody sent as one, until all of them are here.
CREATE TABLE album_parts (
    network TEXT NOT NULL,
    album TEXT NOT NULL,
    inbox_id INTEGER NOT NULL REFERENCES inbox(id),
    PRIMARY KEY (network, album, inbox_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE tickets ADD COLUMN snoozed_until_ms INTEGER;

-- Rooms that have threads of that kind, as the network last told.
CREATE TABLE threaded_rooms (
    network TEXT NOT NULL,
    place_id TEXT NOT NULL,
    PRIMARY KEY (network, place_id)
) STRICT, WITHOUT ROWID;

-- People whose direct chat is closed to us.
CREATE TABLE unreachable (
    network TEXT NOT NULL,
    account TEXT NOT NULL,
    since_ms INTEGER NOT NULL,
    PRIMARY KEY (network, account)
) STRICT, WITHOUT ROWID;
