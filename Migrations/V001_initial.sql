-- Times are Unix seconds, UTC. Small integers that stand for words are explained by a table of their own
-- or beside the column. Tables may change from version to version; the views at the end are what other
-- programs should read. docs/schema.md describes both.

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Vocabulary. --------------------------------------------------------------------------------------

CREATE TABLE cause (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  fault TEXT NOT NULL,
  sisimai TEXT NOT NULL,
  explanation TEXT NOT NULL,
  advice TEXT NOT NULL
) STRICT;

CREATE TABLE event_kind (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE verdict_rule (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  words TEXT NOT NULL
) STRICT;

CREATE TABLE problem_kind (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  -- Whose explanation and advice are given for the problem.
  cause_id INTEGER NOT NULL REFERENCES cause
) STRICT;

-- What events have in common, each kept once. ------------------------------------------------------

CREATE TABLE domain (
  id INTEGER PRIMARY KEY,
  -- In its DNS form, lower case; '' for addresses that have no domain.
  name TEXT NOT NULL UNIQUE,
  -- When one of its addresses was last delivered to.
  delivered_at INTEGER
) STRICT;

CREATE TABLE recipient (
  id INTEGER PRIMARY KEY,
  domain_id INTEGER NOT NULL REFERENCES domain,
  -- The local part as addresses are compared: in lower case, unless the policy keeps case apart.
  local TEXT NOT NULL,
  -- The local part as it was first seen, where that is something else.
  spelling TEXT,
  UNIQUE (domain_id, local)
) STRICT;

CREATE TABLE host (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- The codes a finding rests on: the reply code of RFC 5321 and the enhanced status of RFC 3463 are two
-- things, and either may be missing.
CREATE TABLE code (
  id INTEGER PRIMARY KEY,
  reply INTEGER CHECK (reply BETWEEN 200 AND 599),
  status TEXT
) STRICT;
CREATE UNIQUE INDEX code_by_value ON code (ifnull(reply, 0), ifnull(status, ''));

-- What servers say, with the words they fill in taken out.
CREATE TABLE template (
  id INTEGER PRIMARY KEY,
  cause_id INTEGER NOT NULL REFERENCES cause,
  text TEXT NOT NULL,
  events INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  UNIQUE (text, cause_id)
) STRICT;

-- The rules by which causes were named.
CREATE TABLE diagnosis_rule (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- Where things came from. --------------------------------------------------------------------------

CREATE TABLE ingest_run (
  id INTEGER PRIMARY KEY,
  started_at INTEGER NOT NULL,
  -- Null while it runs, and for ever where it was killed.
  finished_at INTEGER,
  duration_ms INTEGER,
  version TEXT NOT NULL,
  -- What was read, as it was named on the command line.
  sources TEXT NOT NULL,
  messages INTEGER NOT NULL DEFAULT 0,
  reports INTEGER NOT NULL DEFAULT 0,
  events_new INTEGER NOT NULL DEFAULT 0,
  events_known INTEGER NOT NULL DEFAULT 0,
  ordinary INTEGER NOT NULL DEFAULT 0,
  unreadable INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Messages that could not be read or not be understood, whole, so that a later version can try again.
CREATE TABLE unreadable (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES ingest_run,
  key BLOB NOT NULL UNIQUE CHECK (length(key) = 16),
  source TEXT NOT NULL,
  -- Where the message starts in its source, in octets.
  position INTEGER NOT NULL,
  error TEXT NOT NULL,
  -- Null where it was too large to be kept, or was pruned.
  raw BLOB
) STRICT;

-- How far files were read, so that the next run starts there.
CREATE TABLE source (
  path TEXT PRIMARY KEY,
  device INTEGER NOT NULL,
  inode INTEGER NOT NULL,
  size INTEGER NOT NULL,
  -- In nanoseconds.
  modified_ns INTEGER NOT NULL,
  position INTEGER NOT NULL,
  -- A hash of the first octets, by which a file that was replaced is recognised.
  head BLOB NOT NULL CHECK (length(head) = 16),
  run_id INTEGER NOT NULL REFERENCES ingest_run
) STRICT, WITHOUT ROWID;

-- Evidence: appended, never changed. ---------------------------------------------------------------

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  recipient_id INTEGER NOT NULL REFERENCES recipient,
  -- 128 bits over what the event says: a second copy of a report is recognised by it.
  -- Unique for the recipient: whoever adds an event has read those that are there.
  key BLOB NOT NULL,
  kind INTEGER NOT NULL REFERENCES event_kind,
  at INTEGER NOT NULL,
  cause_id INTEGER REFERENCES cause,
  -- 0 temporary, 1 permanent.
  permanent INTEGER NOT NULL,
  -- 0 the guard against forged reports was off, 1 verified, 2 unverified.
  verification INTEGER NOT NULL,
  code_id INTEGER REFERENCES code,
  template_id INTEGER REFERENCES template,
  -- The words the server filled in, a JSON array in the template's order.
  words TEXT,
  diagnostic TEXT NOT NULL,
  rule_id INTEGER REFERENCES diagnosis_rule,
  -- What decided: 'words', 'status', 'reply', 'weights', 'nothing'.
  basis TEXT,
  confidence REAL,
  -- Sisimai's name of the cause, where it is not the one that the cause usually has.
  sisimai TEXT,
  blocklist TEXT,
  -- The address that failed, where it is not the one that was mailed to.
  via TEXT,
  remote_host_id INTEGER REFERENCES host,
  reporting_host_id INTEGER REFERENCES host,
  message_id TEXT,
  report_id TEXT,
  run_id INTEGER NOT NULL REFERENCES ingest_run
) STRICT;
CREATE INDEX event_by_recipient ON event (recipient_id);

-- What people decided: appended, never changed. ----------------------------------------------------

CREATE TABLE decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('suppress', 'release', 'allow', 'undo')),
  -- One of the two: an address, or a whole domain.
  recipient_id INTEGER REFERENCES recipient,
  domain_id INTEGER REFERENCES domain,
  until INTEGER,
  who TEXT NOT NULL,
  why TEXT NOT NULL,
  undoes INTEGER REFERENCES decision,
  CHECK ((recipient_id IS NULL) <> (domain_id IS NULL)),
  CHECK ((action = 'undo') = (undoes IS NOT NULL))
) STRICT;
CREATE INDEX decision_by_recipient ON decision (recipient_id) WHERE recipient_id IS NOT NULL;
CREATE INDEX decision_by_domain ON decision (domain_id) WHERE domain_id IS NOT NULL;

CREATE TABLE policy (
  version INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL,
  toml TEXT NOT NULL
) STRICT;

-- Addresses that were erased on request and must not be mailed: nothing but a salted hash is left.
CREATE TABLE forgotten (
  hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Derived from the evidence, the decisions and the policy; can be built anew at any time. -----------

-- What holds for recipients. Those that nothing is held against have no row.
CREATE TABLE verdict (
  recipient_id INTEGER PRIMARY KEY REFERENCES recipient,
  -- 0 ok (allowed by a person, or to be reviewed), 1 hold, 2 suppress.
  state INTEGER NOT NULL,
  rule_id INTEGER NOT NULL REFERENCES verdict_rule,
  cause_id INTEGER REFERENCES cause,
  -- From when and until when the row holds; null where it is open.
  starts_at INTEGER,
  until INTEGER,
  incidents INTEGER NOT NULL,
  threshold INTEGER NOT NULL,
  -- Which hold it is: 1 for the first, 2 for the first that was widened.
  step INTEGER NOT NULL,
  first_at INTEGER,
  last_at INTEGER,
  -- The evidence that was counted last.
  event_id INTEGER REFERENCES event,
  code_id INTEGER REFERENCES code,
  decision_id INTEGER REFERENCES decision
) STRICT;

-- What holds for them when the row above has ended: the decision of a person for a limited time has the
-- rules, or an earlier decision, behind it.
CREATE TABLE verdict_later (
  recipient_id INTEGER NOT NULL REFERENCES recipient,
  part INTEGER NOT NULL,
  state INTEGER NOT NULL,
  rule_id INTEGER NOT NULL REFERENCES verdict_rule,
  cause_id INTEGER REFERENCES cause,
  starts_at INTEGER,
  until INTEGER,
  incidents INTEGER NOT NULL,
  threshold INTEGER NOT NULL,
  step INTEGER NOT NULL,
  first_at INTEGER,
  last_at INTEGER,
  event_id INTEGER REFERENCES event,
  code_id INTEGER REFERENCES code,
  decision_id INTEGER REFERENCES decision,
  PRIMARY KEY (recipient_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE domain_verdict (
  domain_id INTEGER NOT NULL REFERENCES domain,
  part INTEGER NOT NULL,
  state INTEGER NOT NULL,
  rule_id INTEGER NOT NULL REFERENCES verdict_rule,
  cause_id INTEGER REFERENCES cause,
  starts_at INTEGER,
  until INTEGER,
  incidents INTEGER NOT NULL,
  first_at INTEGER,
  last_at INTEGER,
  decision_id INTEGER REFERENCES decision,
  PRIMARY KEY (domain_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE domain_evidence (
  domain_id INTEGER NOT NULL REFERENCES domain,
  kind INTEGER NOT NULL REFERENCES problem_kind,
  addresses INTEGER NOT NULL,
  incidents INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  last_key BLOB NOT NULL,
  -- The host that answered last.
  host_id INTEGER REFERENCES host,
  -- 1 where it is enough for the policy.
  flagged INTEGER NOT NULL,
  -- When the problem stops to count as open; null where it does not by itself.
  open_until INTEGER,
  PRIMARY KEY (domain_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE cause_day (
  -- Days since 1970-01-01.
  day INTEGER NOT NULL,
  cause_id INTEGER NOT NULL REFERENCES cause,
  failed INTEGER NOT NULL,
  delayed INTEGER NOT NULL,
  PRIMARY KEY (day, cause_id)
) STRICT, WITHOUT ROWID;

INSERT INTO event_kind (id, name) VALUES
  (0, 'failed'), (1, 'delayed'), (2, 'delivered'), (3, 'complaint'), (4, 'auto-reply'),
  (5, 'provider-suppressed');

-- Views: what other programs read. -----------------------------------------------------------------

-- The part of each verdict that holds now.
CREATE VIEW current_verdict AS
SELECT recipient_id, state, rule_id, cause_id, until, incidents, step, first_at, last_at, event_id,
  code_id, decision_id
FROM verdict
WHERE (starts_at IS NULL OR starts_at <= unixepoch()) AND (until IS NULL OR until > unixepoch())
UNION ALL
SELECT recipient_id, state, rule_id, cause_id, until, incidents, step, first_at, last_at, event_id,
  code_id, decision_id
FROM verdict_later
WHERE (starts_at IS NULL OR starts_at <= unixepoch()) AND (until IS NULL OR until > unixepoch());

CREATE VIEW current_domain_verdict AS
SELECT domain_id, state, rule_id, cause_id, until, incidents, first_at, last_at, decision_id
FROM domain_verdict
WHERE (starts_at IS NULL OR starts_at <= unixepoch()) AND (until IS NULL OR until > unixepoch());

CREATE VIEW suppression AS
SELECT
  iif(domain.name = '', ifnull(recipient.spelling, recipient.local),
    ifnull(recipient.spelling, recipient.local) || '@' || domain.name) AS address,
  domain.name AS domain,
  cause.name AS cause,
  cause.fault AS fault,
  verdict_rule.name AS rule,
  verdict_rule.words AS why,
  verdict.incidents AS incidents,
  datetime(verdict.first_at, 'unixepoch') AS first_seen,
  datetime(verdict.last_at, 'unixepoch') AS last_seen,
  datetime(verdict.until, 'unixepoch') AS until,
  code.reply AS reply,
  code.status AS status,
  event.diagnostic AS diagnostic,
  decision.who AS decided_by,
  decision.why AS decided_because
FROM current_verdict AS verdict
JOIN recipient ON recipient.id = verdict.recipient_id
JOIN domain ON domain.id = recipient.domain_id
JOIN verdict_rule ON verdict_rule.id = verdict.rule_id
LEFT JOIN cause ON cause.id = verdict.cause_id
LEFT JOIN event ON event.id = verdict.event_id
LEFT JOIN code ON code.id = verdict.code_id
LEFT JOIN decision ON decision.id = verdict.decision_id
WHERE verdict.state = 2
UNION ALL
SELECT
  iif(domain.name = '', ifnull(recipient.spelling, recipient.local),
    ifnull(recipient.spelling, recipient.local) || '@' || domain.name),
  domain.name,
  cause.name,
  cause.fault,
  verdict_rule.name,
  verdict_rule.words,
  domain_verdict.incidents,
  datetime(domain_verdict.first_at, 'unixepoch'),
  datetime(domain_verdict.last_at, 'unixepoch'),
  datetime(domain_verdict.until, 'unixepoch'),
  NULL,
  NULL,
  NULL,
  decision.who,
  decision.why
FROM current_domain_verdict AS domain_verdict
JOIN recipient ON recipient.domain_id = domain_verdict.domain_id
JOIN domain ON domain.id = domain_verdict.domain_id
JOIN verdict_rule ON verdict_rule.id = domain_verdict.rule_id
LEFT JOIN cause ON cause.id = domain_verdict.cause_id
LEFT JOIN decision ON decision.id = domain_verdict.decision_id
WHERE domain_verdict.state = 2
  AND NOT EXISTS (
    SELECT 1 FROM current_verdict AS verdict JOIN verdict_rule AS own ON own.id = verdict.rule_id
    WHERE verdict.recipient_id = recipient.id
      AND (verdict.state = 2 OR own.name = 'person-allowed'));

CREATE VIEW hold AS
SELECT
  iif(domain.name = '', ifnull(recipient.spelling, recipient.local),
    ifnull(recipient.spelling, recipient.local) || '@' || domain.name) AS address,
  domain.name AS domain,
  cause.name AS cause,
  cause.fault AS fault,
  verdict_rule.name AS rule,
  verdict_rule.words AS why,
  verdict.step AS step,
  verdict.incidents AS incidents,
  datetime(verdict.first_at, 'unixepoch') AS first_seen,
  datetime(verdict.last_at, 'unixepoch') AS last_seen,
  datetime(verdict.until, 'unixepoch') AS until,
  code.reply AS reply,
  code.status AS status,
  event.diagnostic AS diagnostic
FROM current_verdict AS verdict
JOIN recipient ON recipient.id = verdict.recipient_id
JOIN domain ON domain.id = recipient.domain_id
JOIN verdict_rule ON verdict_rule.id = verdict.rule_id
LEFT JOIN cause ON cause.id = verdict.cause_id
LEFT JOIN event ON event.id = verdict.event_id
LEFT JOIN code ON code.id = verdict.code_id
WHERE verdict.state = 1
  -- What is less than a suppression gives way to that of the whole domain.
  AND NOT EXISTS (
    SELECT 1 FROM current_domain_verdict AS whole
    WHERE whole.domain_id = recipient.domain_id AND whole.state = 2);

CREATE VIEW review AS
SELECT
  iif(domain.name = '', ifnull(recipient.spelling, recipient.local),
    ifnull(recipient.spelling, recipient.local) || '@' || domain.name) AS address,
  domain.name AS domain,
  cause.name AS cause,
  verdict_rule.words AS why,
  verdict.incidents AS incidents,
  datetime(verdict.first_at, 'unixepoch') AS first_seen,
  datetime(verdict.last_at, 'unixepoch') AS last_seen,
  code.reply AS reply,
  code.status AS status,
  event.diagnostic AS diagnostic
FROM current_verdict AS verdict
JOIN recipient ON recipient.id = verdict.recipient_id
JOIN domain ON domain.id = recipient.domain_id
JOIN verdict_rule ON verdict_rule.id = verdict.rule_id
LEFT JOIN cause ON cause.id = verdict.cause_id
LEFT JOIN event ON event.id = verdict.event_id
LEFT JOIN code ON code.id = verdict.code_id
WHERE verdict_rule.name = 'review'
  -- What is less than a suppression gives way to that of the whole domain.
  AND NOT EXISTS (
    SELECT 1 FROM current_domain_verdict AS whole
    WHERE whole.domain_id = recipient.domain_id AND whole.state = 2);

CREATE VIEW domain_suppression AS
SELECT
  domain.name AS domain,
  verdict_rule.name AS rule,
  verdict_rule.words AS why,
  domain_verdict.incidents AS incidents,
  datetime(domain_verdict.first_at, 'unixepoch') AS first_seen,
  datetime(domain_verdict.last_at, 'unixepoch') AS last_seen,
  datetime(domain_verdict.until, 'unixepoch') AS until,
  decision.who AS decided_by,
  decision.why AS decided_because
FROM current_domain_verdict AS domain_verdict
JOIN domain ON domain.id = domain_verdict.domain_id
JOIN verdict_rule ON verdict_rule.id = domain_verdict.rule_id
LEFT JOIN decision ON decision.id = domain_verdict.decision_id
WHERE domain_verdict.state = 2;

CREATE VIEW domain_problem AS
SELECT
  domain.name AS domain,
  problem_kind.name AS problem,
  evidence.addresses AS addresses,
  evidence.incidents AS incidents,
  datetime(evidence.first_at, 'unixepoch') AS first_seen,
  datetime(evidence.last_at, 'unixepoch') AS last_seen,
  datetime(evidence.open_until, 'unixepoch') AS open_until,
  host.name AS host,
  datetime(domain.delivered_at, 'unixepoch') AS last_delivery,
  cause.explanation AS explanation,
  cause.advice AS advice
FROM domain_evidence AS evidence
JOIN domain ON domain.id = evidence.domain_id
JOIN problem_kind ON problem_kind.id = evidence.kind
JOIN cause ON cause.id = problem_kind.cause_id
LEFT JOIN host ON host.id = evidence.host_id
WHERE evidence.flagged = 1
  AND (evidence.open_until IS NULL OR evidence.open_until > unixepoch());

CREATE VIEW event_log AS
SELECT
  event.id AS event,
  iif(domain.name = '', ifnull(recipient.spelling, recipient.local),
    ifnull(recipient.spelling, recipient.local) || '@' || domain.name) AS address,
  domain.name AS domain,
  datetime(event.at, 'unixepoch') AS at,
  event_kind.name AS kind,
  cause.name AS cause,
  cause.fault AS fault,
  ifnull(event.sisimai, cause.sisimai) AS sisimai,
  event.permanent AS permanent,
  code.reply AS reply,
  code.status AS status,
  event.diagnostic AS diagnostic,
  template.text AS template,
  event.words AS words,
  event.blocklist AS blocklist,
  diagnosis_rule.name AS rule,
  event.basis AS basis,
  event.confidence AS confidence,
  event.via AS via,
  remote.name AS remote_host,
  reporting.name AS reporting_host,
  event.message_id AS message_id,
  event.report_id AS report_id,
  CASE event.verification WHEN 1 THEN 'verified' WHEN 2 THEN 'unverified' ELSE 'unchecked' END
    AS verification,
  event.run_id AS run,
  lower(hex(event.key)) AS key
FROM event
JOIN recipient ON recipient.id = event.recipient_id
JOIN domain ON domain.id = recipient.domain_id
JOIN event_kind ON event_kind.id = event.kind
LEFT JOIN cause ON cause.id = event.cause_id
LEFT JOIN code ON code.id = event.code_id
LEFT JOIN template ON template.id = event.template_id
LEFT JOIN diagnosis_rule ON diagnosis_rule.id = event.rule_id
LEFT JOIN host AS remote ON remote.id = event.remote_host_id
LEFT JOIN host AS reporting ON reporting.id = event.reporting_host_id;

CREATE VIEW unverified AS
SELECT event, address, at, kind, cause, diagnostic, reporting_host, message_id, report_id
FROM event_log WHERE verification = 'unverified';

CREATE VIEW cause_summary AS
SELECT
  cause.name AS cause,
  cause.title AS title,
  cause.fault AS fault,
  ifnull(sum(cause_day.failed), 0) AS failures,
  ifnull(sum(cause_day.delayed), 0) AS delays,
  date(min(cause_day.day) * 86400, 'unixepoch') AS first_day,
  date(max(cause_day.day) * 86400, 'unixepoch') AS last_day,
  cause.explanation AS explanation,
  cause.advice AS advice
FROM cause LEFT JOIN cause_day ON cause_day.cause_id = cause.id
GROUP BY cause.id;

CREATE VIEW cause_by_day AS
SELECT date(cause_day.day * 86400, 'unixepoch') AS day, cause.name AS cause, cause.fault AS fault,
  cause_day.failed AS failures, cause_day.delayed AS delays
FROM cause_day JOIN cause ON cause.id = cause_day.cause_id;

CREATE VIEW template_summary AS
SELECT template.text AS template, cause.name AS cause, cause.fault AS fault, template.events AS events,
  datetime(template.first_at, 'unixepoch') AS first_seen,
  datetime(template.last_at, 'unixepoch') AS last_seen
FROM template JOIN cause ON cause.id = template.cause_id
WHERE template.events > 0;

CREATE VIEW decision_log AS
SELECT
  decision.id AS decision,
  datetime(decision.at, 'unixepoch') AS at,
  decision.action AS action,
  CASE WHEN decision.domain_id IS NOT NULL THEN '@' || target.name
    WHEN domain.name = '' THEN ifnull(recipient.spelling, recipient.local)
    ELSE ifnull(recipient.spelling, recipient.local) || '@' || domain.name END AS target,
  datetime(decision.until, 'unixepoch') AS until,
  decision.who AS who,
  decision.why AS why,
  decision.undoes AS undoes
FROM decision
LEFT JOIN domain AS target ON target.id = decision.domain_id
LEFT JOIN recipient ON recipient.id = decision.recipient_id
LEFT JOIN domain ON domain.id = recipient.domain_id;

CREATE VIEW policy_log AS
SELECT version, datetime(at, 'unixepoch') AS at, who, why, toml FROM policy;

CREATE VIEW run_log AS
SELECT id AS run, datetime(started_at, 'unixepoch') AS started,
  datetime(finished_at, 'unixepoch') AS finished,
  duration_ms, version, sources, messages, reports, events_new, events_known, ordinary, unreadable
FROM ingest_run;

CREATE VIEW unreadable_message AS
SELECT unreadable.id AS message, unreadable.run_id AS run, unreadable.source AS source,
  unreadable.position AS position, unreadable.error AS error, length(unreadable.raw) AS size
FROM unreadable;
