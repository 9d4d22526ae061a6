"""What the integration tests share: mail to ingest, what a store says through its public views, and how cases are run."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NOW = "2026-11-24"

# Everything a reader can see that does not depend on how many runs it took.
CONTENTS = """
SELECT quote(address), at, kind, quote(cause), quote(reply), quote(status), quote(diagnostic), quote(template),
    quote(remote_host), quote(reporting_host), quote(message_id), key
  FROM event_log ORDER BY key, address;
SELECT address, cause, rule, incidents, first_seen, last_seen, quote(until), quote(reply), quote(status), quote(diagnostic)
  FROM suppression ORDER BY address;
SELECT address, cause, rule, step, incidents, first_seen, last_seen, quote(until), quote(diagnostic) FROM hold ORDER BY address;
SELECT address, cause, incidents, first_seen, last_seen FROM review ORDER BY address;
SELECT domain, rule, incidents, first_seen, last_seen, quote(until) FROM domain_suppression ORDER BY domain;
SELECT domain, problem, addresses, incidents, first_seen, last_seen FROM domain_problem ORDER BY domain, problem;
SELECT cause, failures, delays FROM cause_summary ORDER BY cause;
SELECT template, cause, events FROM template_summary ORDER BY template, cause;
"""


class Skipped(Exception):
    pass


class Failed(Exception):
    pass


def run_cases(cases, make, wanted, folder=None):
    """Runs each case, or those whose names are wanted, on what `make` makes of a folder of its own; exits where one failed."""
    width = max(len(case.__name__) for case in cases)
    failed = 0
    for case in cases:
        if wanted and case.__name__ not in wanted:
            continue
        with tempfile.TemporaryDirectory(dir=folder) as own:
            try:
                case(make(pathlib.Path(own)))
                outcome = "ok"
            except Skipped as reason:
                outcome = f"skipped: {reason}"
            except Failed as reason:
                outcome, failed = f"FAILED: {reason}", failed + 1
        print(f"{case.__name__:{width}} {outcome}", flush=True)
    if failed:
        sys.exit(f"{failed} failed")


def program(path):
    found = pathlib.Path(path).resolve()
    if not found.exists():
        sys.exit(f"{path}: there is no such program; build it first")
    return str(found)


def sqlite(store, sql, *options):
    return subprocess.run(["sqlite3", *options, str(store), sql], capture_output=True, text=True, errors="surrogateescape", check=False)


def contents(store):
    result = sqlite(store, CONTENTS, "-readonly")
    if result.returncode:
        sys.exit(f"{store}: {result.stderr}")
    return result.stdout


def count(store, table="event_log"):
    return int(sqlite(store, f"SELECT count(*) FROM {table}", "-readonly").stdout or 0)


def ingest(program_, *sources, store, more=()):
    return [program_, "ingest", *map(str, sources), "--db", str(store), "--now", NOW, *more]


def run(arguments, **more):
    return subprocess.run(arguments, capture_output=True, text=True, check=False, **more)


def mailbox(number, path, *options):
    """A mailbox of so many bounces; with "--maildir" a Maildir."""
    subprocess.run(
        [sys.executable, str(ROOT / "bench" / "mailbox.py"), str(number), str(path), *options],
        check=True, stderr=subprocess.DEVNULL)
    return path


def remove_store(path):
    for suffix in ("", "-wal", "-shm"):
        pathlib.Path(str(path) + suffix).unlink(missing_ok=True)


def copy_tree(source, target):
    """Copies mail with its times, so that what was remembered of it still fits, but for its inodes."""
    shutil.rmtree(target, ignore_errors=True)
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)
