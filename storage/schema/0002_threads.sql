-- SPDX-License-Identifier: MIT
-- Messages that hang on others, change, vanish or carry files; one card for each ticket and room;
-- what could not be read.

ALTER TABLE outbox ADD COLUMN act TEXT NOT NULL DEFAULT 'say'
    CHECK (act IN ('say', 'change', 'remove', 'react'));
ALTER TABLE outbox ADD COLUMN voice TEXT NOT NULL DEFAULT 'program'
    CHECK (voice IN ('program', 'person'));
ALTER TABLE outbox ADD COLUMN html TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN thread TEXT NOT NULL DEFAULT '';   -- remote id of its first message
ALTER TABLE outbox ADD COLUMN thread_row INTEGER REFERENCES outbox(id); -- or our own first message
ALTER TABLE outbox ADD COLUMN target TEXT NOT NULL DEFAULT '';   -- remote id: answered, reacted to
ALTER TABLE outbox ADD COLUMN target_row INTEGER REFERENCES outbox(id); -- or our own message
ALTER TABLE outbox ADD COLUMN mentions TEXT NOT NULL DEFAULT ''; -- accounts, one a line
ALTER TABLE outbox ADD COLUMN attachment TEXT NOT NULL DEFAULT ''; -- JSON
ALTER TABLE outbox ADD COLUMN copy_of INTEGER REFERENCES ticket_messages(id); -- whose words it shows
ALTER TABLE outbox ADD COLUMN first_sent_ms INTEGER;             -- first handed to an adapter

CREATE INDEX outbox_by_copy ON outbox(copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX outbox_by_thread ON outbox(thread_row) WHERE thread_row IS NOT NULL;
CREATE INDEX outbox_by_target ON outbox(target_row) WHERE target_row IS NOT NULL;
CREATE INDEX outbox_queued_places ON outbox(network, place_kind, place_id) WHERE state = 'queued';
DROP INDEX outbox_sending;
CREATE INDEX outbox_sending ON outbox(network, place_kind, place_id) WHERE state = 'sending';

-- The message in a staff room that shows a ticket's state and begins its thread.
CREATE TABLE cards (
    ticket_id INTEGER NOT NULL REFERENCES tickets(id),
    network TEXT NOT NULL,
    place_id TEXT NOT NULL,
    outbox_id INTEGER NOT NULL REFERENCES outbox(id),
    PRIMARY KEY (ticket_id, network, place_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX cards_by_place ON cards(network, place_id);
CREATE INDEX cards_by_row ON cards(outbox_id);

ALTER TABLE tickets ADD COLUMN skill TEXT NOT NULL DEFAULT '';

ALTER TABLE ticket_messages ADD COLUMN html TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket_messages ADD COLUMN attachments TEXT NOT NULL DEFAULT ''; -- JSON
ALTER TABLE ticket_messages ADD COLUMN is_whole INTEGER NOT NULL DEFAULT 1; -- no command around it
ALTER TABLE ticket_messages ADD COLUMN removed_ms INTEGER;       -- withdrawn by its author

-- What a message said before each edit.
CREATE TABLE message_edits (
    id INTEGER PRIMARY KEY,
    message_id INTEGER NOT NULL REFERENCES ticket_messages(id),
    edited_ms INTEGER NOT NULL,
    inbox_id INTEGER,                            -- the event that changed it
    body TEXT NOT NULL
) STRICT;
CREATE INDEX message_edits_by_message ON message_edits(message_id);

-- Events that could not be read (encrypted), kept until they can be.
CREATE TABLE unreadable (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES persons(id),
    network TEXT NOT NULL,
    remote_id TEXT NOT NULL,
    received_ms INTEGER NOT NULL,
    raw TEXT NOT NULL,
    UNIQUE (network, remote_id)
) STRICT;
CREATE INDEX unreadable_by_person ON unreadable(person_id);

-- What a person was told already and need not hear again soon.
CREATE TABLE told (
    person_id INTEGER NOT NULL REFERENCES persons(id),
    what TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (person_id, what)
) STRICT, WITHOUT ROWID;
