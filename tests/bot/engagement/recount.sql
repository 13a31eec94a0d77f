-- SPDX-License-Identifier: MIT
-- The figures of one week of one desk, counted a second time from the raw rows. Written from the
-- definitions in deploy/data.md alone, in other ways than the program counts: by grouping and
-- windows. Reads temp.recount_args (desk, week, now, skills); writes temp.recount (figure, value).

DROP TABLE IF EXISTS temp.recount;
CREATE TEMP TABLE recount (figure TEXT PRIMARY KEY, value INTEGER);

-- What people did at the desk, with the week that is asked about beside each row.
DROP VIEW IF EXISTS temp.deeds;
CREATE TEMP VIEW deeds AS
    SELECT i.*, a.week AS asked_week, a.now AS now, (i.week = a.week) AS is_now
    FROM main.interactions AS i JOIN temp.recount_args AS a ON i.desk_id = a.desk
    WHERE i.cause = 'person';

INSERT INTO recount
    SELECT 'asked', count(*) FROM deeds WHERE is_now AND kind = 'asked'
    UNION ALL SELECT 'answered', count(waited_ms) FROM deeds WHERE is_now AND kind = 'answered'
    UNION ALL SELECT 'closed', count(*) FROM deeds WHERE is_now AND kind = 'closed'
    UNION ALL SELECT 'thanked', count(*) FROM deeds WHERE is_now AND kind = 'thanked'
    UNION ALL SELECT 'self_served', count(*) FROM deeds WHERE is_now AND kind = 'self_served';

-- Promptness: the earliest answer that was recorded by the end of the week decides.
DROP VIEW IF EXISTS temp.first_answers;
CREATE TEMP VIEW first_answers AS
    SELECT ticket_id, min(happened_ms) AS at FROM deeds
    WHERE kind = 'answered' AND week <= asked_week GROUP BY ticket_id;
INSERT INTO recount
    SELECT 'due_24h', count(*) FROM deeds
    WHERE kind = 'asked' AND week_24h = asked_week AND happened_ms <= now - 86400000
    UNION ALL SELECT 'due_72h', count(*) FROM deeds
    WHERE kind = 'asked' AND week_72h = asked_week AND happened_ms <= now - 259200000
    UNION ALL SELECT 'answered_24h', count(*) FROM deeds AS q JOIN first_answers AS f
    ON f.ticket_id = q.ticket_id AND f.at <= q.happened_ms + 86400000
    WHERE kind = 'asked' AND week_24h = asked_week AND happened_ms <= now - 86400000
    UNION ALL SELECT 'answered_72h', count(*) FROM deeds AS q JOIN first_answers AS f
    ON f.ticket_id = q.ticket_id AND f.at <= q.happened_ms + 259200000
    WHERE kind = 'asked' AND week_72h = asked_week AND happened_ms <= now - 259200000;
INSERT INTO recount
    SELECT 'median_first_answer_ms', (min(waited_ms) + max(waited_ms)) / 2 FROM (
        SELECT waited_ms, row_number() OVER (ORDER BY waited_ms, id) AS up,
               row_number() OVER (ORDER BY waited_ms DESC, id DESC) AS down
        FROM deeds WHERE is_now AND kind = 'answered' AND waited_ms IS NOT NULL)
    WHERE abs(up - down) <= 1;

-- Still open: the newest row that opened or closed the ticket opened it, whoever caused it.
DROP VIEW IF EXISTS temp.open_tickets;
CREATE TEMP VIEW open_tickets AS
    SELECT ticket_id, (SELECT min(happened_ms) FROM main.interactions AS q
                       WHERE q.ticket_id = last.ticket_id AND q.kind = 'asked') AS since
    FROM (SELECT i.ticket_id, i.kind,
                 row_number() OVER (PARTITION BY i.ticket_id ORDER BY i.id DESC) AS back
          FROM main.interactions AS i JOIN temp.recount_args AS a ON i.desk_id = a.desk
          WHERE i.week <= a.week AND i.ticket_id IS NOT NULL
            AND i.kind IN ('asked', 'reopened', 'closed', 'auto_closed')) AS last
    WHERE back = 1 AND kind IN ('asked', 'reopened');
INSERT INTO recount
    SELECT 'still_open', count(*) FROM open_tickets
    UNION ALL SELECT 'oldest_open_ticket', (
        SELECT ticket_id FROM open_tickets ORDER BY since, ticket_id LIMIT 1);

-- People: each has a first week of asking and of answering.
INSERT INTO recount
    SELECT 'first_time_askers', count(*) FROM (
        SELECT 1 FROM deeds WHERE kind = 'asked' AND actor_id IS NOT NULL
        GROUP BY actor_id HAVING min(week) = max(asked_week))
    UNION ALL SELECT 'new_helpers', count(*) FROM (
        SELECT 1 FROM deeds WHERE kind = 'answered' AND actor_id IS NOT NULL
        GROUP BY actor_id HAVING min(week) = max(asked_week))
    UNION ALL SELECT 'helpers', count(*) FROM (
        SELECT 1 FROM deeds WHERE is_now AND kind = 'answered' AND actor_id IS NOT NULL
        GROUP BY actor_id)
    UNION ALL SELECT 'learners', count(*) FROM (
        SELECT 1 FROM deeds WHERE is_now AND kind = 'learned' AND actor_id IS NOT NULL
        GROUP BY actor_id)
    UNION ALL SELECT 'learned_pairs', count(*) FROM (
        SELECT 1 FROM deeds WHERE is_now AND kind = 'learned' AND skill_id IS NOT NULL
        GROUP BY actor_id, skill_id)
    UNION ALL SELECT 'offered', count(*) FROM (
        SELECT 1 FROM deeds WHERE is_now AND kind = 'offered' AND actor_id IS NOT NULL
        AND skill_id IS NOT NULL GROUP BY actor_id, skill_id)
    UNION ALL SELECT 'wanted', count(*) FROM (
        SELECT 1 FROM deeds WHERE is_now AND kind = 'wanted' AND actor_id IS NOT NULL
        AND skill_id IS NOT NULL GROUP BY actor_id, skill_id);

-- Introductions count in the week of their first row of the kind.
INSERT INTO recount
    SELECT 'introduced', count(*) FROM (
        SELECT 1 FROM deeds WHERE kind = 'introduced' AND introduction_id IS NOT NULL
        GROUP BY introduction_id HAVING min(week) = max(asked_week))
    UNION ALL SELECT 'met', count(*) FROM (
        SELECT 1 FROM deeds WHERE kind = 'met' AND introduction_id IS NOT NULL
        GROUP BY introduction_id HAVING min(week) = max(asked_week));

-- Learners who help: the first thing they learned was recorded before they answered, or before a
-- meeting was told of an introduction in which they were the mentor.
INSERT INTO recount
    WITH starts AS (
        SELECT actor_id, min(id) AS learned_at FROM deeds WHERE kind = 'learned' GROUP BY actor_id),
    helps AS (
        SELECT actor_id AS helper, id AS helped_at FROM deeds WHERE is_now AND kind = 'answered'
        UNION SELECT made.actor_id, told.id FROM deeds AS told JOIN deeds AS made
        ON made.introduction_id = told.introduction_id AND made.id < told.id
        WHERE told.is_now AND told.kind = 'met' AND made.kind = 'introduced'
        AND made.skill_id IS NOT NULL) -- without a skill two peers met, and nobody was the mentor
    SELECT 'learners_helping', count(*) FROM (
        SELECT helper FROM helps JOIN starts ON actor_id = helper AND learned_at < helped_at
        GROUP BY helper);

-- Gaps are facts of the program.
INSERT INTO recount
    SELECT 'uncovered', total(i.kind = 'uncovered') FROM main.interactions AS i
    JOIN temp.recount_args AS a ON i.desk_id = a.desk AND i.week = a.week;
INSERT INTO recount
    SELECT 'unspoken.' || i.language, count(*) FROM main.interactions AS i
    JOIN temp.recount_args AS a ON i.desk_id = a.desk AND i.week = a.week
    WHERE i.kind = 'unspoken' GROUP BY i.language;
INSERT INTO recount
    SELECT 'unoffered.' || i.skill_id, 1 FROM main.interactions AS i
    JOIN temp.recount_args AS a ON i.desk_id = a.desk AND i.week = a.week
    WHERE i.kind = 'unoffered' AND i.skill_id IS NOT NULL GROUP BY i.skill_id;

-- Breakdowns. An answer belongs to where, and in which language, its question was asked first.
DROP VIEW IF EXISTS temp.origins;
CREATE TEMP VIEW origins AS
    SELECT ticket_id, network, language FROM (
        SELECT ticket_id, network, language,
               row_number() OVER (PARTITION BY ticket_id ORDER BY id) AS place
        FROM main.interactions WHERE kind = 'asked')
    WHERE place = 1;
INSERT INTO recount
    SELECT 'network.' || network || '.asked', count(*) FROM deeds
    WHERE is_now AND kind = 'asked' GROUP BY network
    UNION ALL SELECT 'network.' || network || '.people', count(DISTINCT actor_id) FROM deeds
    WHERE is_now AND kind = 'asked' GROUP BY network
    UNION ALL SELECT 'language.' || language || '.asked', count(*) FROM deeds
    WHERE is_now AND kind = 'asked' GROUP BY language
    UNION ALL SELECT 'language.' || language || '.people', count(DISTINCT actor_id) FROM deeds
    WHERE is_now AND kind = 'asked' GROUP BY language
    UNION ALL SELECT 'network.' || coalesce(o.network, a.network) || '.answered', count(*)
    FROM deeds AS a LEFT JOIN origins AS o ON o.ticket_id = a.ticket_id
    WHERE a.is_now AND a.kind = 'answered' AND a.waited_ms IS NOT NULL
    GROUP BY coalesce(o.network, a.network)
    UNION ALL SELECT 'language.' || coalesce(o.language, a.language) || '.answered', count(*)
    FROM deeds AS a LEFT JOIN origins AS o ON o.ticket_id = a.ticket_id
    WHERE a.is_now AND a.kind = 'answered' AND a.waited_ms IS NOT NULL
    GROUP BY coalesce(o.language, a.language);
INSERT INTO recount
    SELECT 'skill.' || skill_id || '.' || part, count(*) FROM (
        SELECT DISTINCT skill_id, actor_id,
               CASE kind WHEN 'mentor_asked' THEN 'wanted' ELSE kind END AS part
        FROM deeds WHERE is_now AND skill_id IS NOT NULL
        AND kind IN ('learned', 'offered', 'wanted', 'mentor_asked'))
    GROUP BY skill_id, part;

-- The goal: people, and skills, as what they are now.
INSERT INTO recount
    WITH confirmed AS (
        SELECT DISTINCT CASE WHEN p.merged_into IS NULL THEN d.actor_id ELSE p.merged_into END AS who,
               CASE WHEN s.filed_into IS NULL THEN s.id ELSE s.filed_into END AS what
        FROM deeds AS d JOIN main.skills AS s ON s.id = d.skill_id
        LEFT JOIN main.persons AS p ON p.id = d.actor_id
        WHERE d.kind = 'learned' AND d.week <= d.asked_week)
    SELECT 'goal', count(*) FROM (
        SELECT who FROM confirmed WHERE who IS NOT NULL GROUP BY who
        HAVING count(*) >= (SELECT skills FROM temp.recount_args));
