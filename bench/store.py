#!/usr/bin/env python3
"""Makes a store of N events, each about a recipient of its own, faster than an ingest could.

usage: store.py PROGRAM N FILE [--base B]

B messages (default 50000) of the realistic mix are ingested; then their events and recipients are copied inside SQLite under
new names and older dates until there are N. Last, the program itself builds anew what is derived from the evidence, as it does
after an update. The result passes `rebound verify`.

Recipients are spread as on a real list: three in ten at one large provider, two in ten at a hundred middling ones, the
rest at domains with a hundred addresses each, and at domains that are gone. The events lie within two years before the base.
"""
import argparse
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
DAY = 86_400

COPY_DOMAINS = "INSERT INTO domain (name) SELECT 'd' || :copy || '.' || name FROM base_domain WHERE id % 10 >= 5 OR name LIKE 'gone%'"

# Where each of the base's domains goes in this copy.
MAP_DOMAINS = """
INSERT INTO placed (base, domain)
SELECT base_domain.id, CASE
    WHEN base_domain.name LIKE 'gone%' THEN (SELECT id FROM domain WHERE name = 'd' || :copy || '.' || base_domain.name)
    WHEN base_domain.id % 10 < 3 THEN (SELECT min(id) FROM base_domain WHERE name NOT LIKE 'gone%')
    WHEN base_domain.id % 10 < 5 THEN base_domain.id
    ELSE (SELECT id FROM domain WHERE name = 'd' || :copy || '.' || base_domain.name) END
  FROM base_domain
"""

COPY_RECIPIENTS = """
INSERT INTO recipient (id, domain_id, local, spelling)
SELECT base.id + :copy * :recipients, placed.domain, base.local || '.' || :copy, base.spelling || '.' || :copy
  FROM base_recipient AS base JOIN placed ON placed.base = base.domain_id ORDER BY base.id
"""

COPY_EVENTS = """
INSERT INTO event (recipient_id, key, at, message_id, report_id, {same})
SELECT recipient_id + :copy * :recipients, randomblob(16), at - :age, :copy || '.' || message_id,
    :copy || '.' || report_id, {same}
  FROM base_event ORDER BY recipient_id, id LIMIT :most
"""
SAME = (
    "kind, cause_id, permanent, verification, code_id, template_id, words, diagnostic, rule_id, basis, confidence, sisimai, "
    "blocklist, via, remote_host_id, reporting_host_id, run_id"
)


def multiply(path, count):
    database = sqlite3.connect(path, isolation_level=None)
    run = database.execute
    for pragma in ("journal_mode = DELETE", "journal_mode = OFF", "synchronous = OFF", "cache_size = -1500000", "temp_store = MEMORY"):
        run(f"PRAGMA {pragma}").fetchall()
    for table in ("domain", "recipient", "event"):
        run(f"CREATE TEMP TABLE base_{table} AS SELECT * FROM {table}")
    run("CREATE TEMP TABLE placed (base INTEGER PRIMARY KEY, domain INTEGER NOT NULL)")
    have = run("SELECT count(*) FROM event").fetchone()[0]
    recipients = run("SELECT max(id) FROM recipient").fetchone()[0]
    copy = 0
    while have < count:
        copy += 1
        names = {"copy": copy, "recipients": recipients, "age": copy % 700 * DAY, "most": count - have}
        run("BEGIN")
        run(COPY_DOMAINS, {"copy": copy})
        run("DELETE FROM placed")
        run(MAP_DOMAINS, {"copy": copy})
        run(COPY_RECIPIENTS, {"copy": copy, "recipients": recipients})
        have += run(COPY_EVENTS.format(same=SAME), names).rowcount
        run("COMMIT")
    run("BEGIN")
    run("DELETE FROM recipient WHERE id > (SELECT max(recipient_id) FROM event)")
    run("CREATE TEMP TABLE seen AS SELECT template_id AS id, count(*) AS events, min(at) AS first, max(at) AS last FROM event GROUP BY 1")
    run("UPDATE template SET events = seen.events, first_at = seen.first, last_at = seen.last FROM seen WHERE seen.id = template.id")
    run("DELETE FROM cause_day")
    run(
        "INSERT INTO cause_day (day, cause_id, failed, delayed)"
        f" SELECT at / {DAY}, cause_id, sum(kind = 0), sum(kind = 1) FROM event WHERE cause_id IS NOT NULL GROUP BY 1, 2")
    # What is derived from the evidence is built anew by whoever opens a store that another edition of the policy built.
    run("DELETE FROM setting WHERE name = 'policy-edition'")
    run("COMMIT")
    # As the program leaves its files.
    run("PRAGMA journal_mode = WAL").fetchall()
    database.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("count", type=int)
    parser.add_argument("file")
    parser.add_argument("--base", type=int, default=50_000)
    a = parser.parse_args()
    program = str(pathlib.Path(a.program).resolve())
    if os.path.exists(a.file):
        sys.exit(f"{a.file}: exists already")
    started = time.monotonic()
    with tempfile.TemporaryDirectory(dir=pathlib.Path(a.file).resolve().parent) as folder:
        mbox = folder + "/base.mbox"
        subprocess.run(
            [sys.executable, str(HERE / "mailbox.py"), str(min(a.base, a.count)), mbox], check=True, stderr=subprocess.DEVNULL)
        subprocess.run([program, "ingest", mbox, "--db", a.file, "--now", "2026-11-24"], check=True)
    multiply(a.file, a.count)
    empty = subprocess.run([program, "ingest", "/dev/null", "--db", a.file, "--now", "2026-11-24"], check=False)
    if empty.returncode:
        sys.exit(empty.returncode)
    print(f"{a.count} events, {os.path.getsize(a.file) / 1e6:.0f} MB, made in {time.monotonic() - started:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
