#!/usr/bin/env python3
"""Kills an ingest at random moments and runs it to the end: the store must hold what an undisturbed run leaves.

usage: crash.py PROGRAM [--messages N] [--kills K] [--after keep|delete]

Every kill is SIGKILL at a moment between nothing and the time a whole run takes. With --after delete the messages lie in a
Maildir and are removed after their commit. The store is also copied with its write-ahead log at the moment of the kill, as a
power failure would leave it: the copy must pass PRAGMA integrity_check.
"""
import argparse
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CONTENTS = """
SELECT quote(address), at, kind, quote(cause), quote(reply), quote(status), quote(diagnostic), quote(template), key
  FROM event_log ORDER BY key, address;
SELECT * FROM suppression ORDER BY address;
SELECT * FROM hold ORDER BY address;
SELECT domain, problem, addresses, incidents, first_seen, last_seen FROM domain_problem ORDER BY domain, problem;
SELECT * FROM cause_summary ORDER BY cause;
SELECT template, cause, events FROM template_summary ORDER BY template, cause;
"""


def contents(store):
    result = subprocess.run(["sqlite3", "-readonly", store, CONTENTS], capture_output=True, check=True)
    return result.stdout


def ingest(program, source, store, after):
    return [program, "ingest", source, "--db", store, "--now", "2026-11-24", "--after", after]


def maildir(mbox, folder):
    """Spreads a mailbox over a Maildir."""
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True)
    messages = ("\n" + mbox.read_text(encoding="latin-1")).split("\nFrom ")[1:]
    for number, message in enumerate(messages):
        body = message.split("\n", 1)[1]
        (folder / "new" / f"{number:07d}.host").write_text(body, encoding="latin-1")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--messages", type=int, default=5_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--after", default="keep")
    parser.add_argument("--seed", type=int, default=1)
    a = parser.parse_args()
    program = str(pathlib.Path(a.program).resolve())
    moments = random.Random(a.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        mbox = folder / "mail.mbox"
        subprocess.run(
            [sys.executable, str(ROOT / "bench" / "mailbox.py"), str(a.messages), str(mbox)],
            check=True, stderr=subprocess.DEVNULL)
        original = folder / "original"
        if a.after == "delete":
            maildir(mbox, original)
        else:
            shutil.copy(mbox, original)

        def fresh(path):
            if original.is_dir():
                shutil.rmtree(path, ignore_errors=True)
                shutil.copytree(original, path)
            else:
                shutil.copy(original, path)

        source, store = folder / "source", str(folder / "undisturbed.db")
        fresh(source)
        started = time.monotonic()
        subprocess.run(ingest(program, str(source), store, a.after), stderr=subprocess.DEVNULL, check=False)
        whole = time.monotonic() - started
        expected = contents(store)
        print(f"undisturbed: {whole:.2f} s, {len(expected.splitlines())} lines of contents")
        killed = 0
        for round_number in range(a.kills):
            fresh(source)
            store = str(folder / f"killed-{round_number}.db")
            process = subprocess.Popen(ingest(program, str(source), store, a.after), stderr=subprocess.DEVNULL)
            time.sleep(moments.uniform(0, whole))
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
            for suffix in ("", "-wal"):
                if pathlib.Path(store + suffix).exists():
                    shutil.copy(store + suffix, folder / ("copy.db" + suffix))
            if (folder / "copy.db").exists() and (folder / "copy.db").stat().st_size > 0:
                check = subprocess.run(
                    ["sqlite3", str(folder / "copy.db"), "PRAGMA integrity_check"], capture_output=True, text=True, check=False)
                if check.stdout.strip() != "ok":
                    sys.exit(f"round {round_number}: the copy is damaged: {check.stdout}{check.stderr}")
            for left in folder.glob("copy.db*"):
                left.unlink()
            final = subprocess.run(ingest(program, str(source), store, a.after), capture_output=True, check=False)
            if final.returncode not in (0, 65):
                sys.exit(f"round {round_number}: the run to the end ended with {final.returncode}: {final.stderr.decode()}")
            if contents(store) != expected:
                sys.exit(f"round {round_number}: the contents differ from those of an undisturbed run")
            for left in folder.glob(f"killed-{round_number}.db*"):
                left.unlink()
        print(f"{a.kills} rounds, {killed} killed in time: contents the same after each")


if __name__ == "__main__":
    main()
