#!/usr/bin/env python3
"""What an ingest does every night: only what is new is read, and read mail becomes what was asked for; and what a terminal shows.

usage: nightly.py PROGRAM [NAME ...]
"""
import json
import os
import pathlib
import pty
import re
import select
import subprocess
import sys
import tempfile
import time

from support import Failed, Skipped, ingest, mailbox, program, run, run_cases

# A folder that changed a shorter time ago is looked through once more (`IngestRun.settledNanoseconds`).
SETTLED = 2.1
ORDINARY = "From: ada@example.org\nTo: bounces@example.org\nSubject: Lunch\nMessage-ID: <lunch@example.org>\n\nAt one?\n"


class Case:
    def __init__(self, program_, folder):
        self.program, self.folder, self.store = program_, folder, folder / "store.db"

    def ingest(self, *sources, more=()):
        """Returns the run's report."""
        result = run(ingest(self.program, *sources, store=self.store, more=("--json", *more)))
        if result.returncode:
            raise Failed(f"ended with {result.returncode}: {result.stderr}")
        report = json.loads(result.stdout)
        report["said"] = result.stderr
        return report

    def expect(self, report, messages, new):
        seen = report["messages"], report["events"]["new"]
        if seen != (messages, new):
            raise Failed(f"{seen[0]} messages and {seen[1]} new events instead of {messages} and {new}")


def split(path):
    """The messages of a mailbox, each with its From line."""
    parts = path.read_bytes().split(b"From MAILER-DAEMON ")[1:]
    return [b"From MAILER-DAEMON " + part for part in parts]


def a_mailbox_goes_on_where_it_ended(case):
    box = mailbox(300, case.folder / "box")
    messages = split(box)
    box.write_bytes(b"".join(messages[:200]))
    case.expect(case.ingest(box), 200, 200)
    case.expect(case.ingest(box), 0, 0)
    with open(box, "ab") as file:
        file.write(b"".join(messages[200:]))
    # The last one is read once more: it might not have been written to its end.
    case.expect(case.ingest(box), 101, 100)
    case.expect(case.ingest(box), 0, 0)
    case.expect(case.ingest(box, more=["--reread"]), 300, 0)


def rotation_is_seen(case):
    box = mailbox(200, case.folder / "box")
    messages = split(box)
    box.write_bytes(b"".join(messages[:80]))
    case.expect(case.ingest(box), 80, 80)
    os.rename(box, case.folder / "box.1")
    # Longer than the one before it.
    box.write_bytes(b"".join(messages[80:]))
    case.expect(case.ingest(box), 120, 120)
    # In place, as copytruncate of logrotate does.
    box.write_bytes(b"".join(messages[:190]))
    case.expect(case.ingest(box), 190, 0)


def truncation_is_seen(case):
    box = mailbox(200, case.folder / "box")
    messages = split(box)
    box.write_bytes(b"".join(messages[:150]))
    case.expect(case.ingest(box), 150, 150)
    box.write_bytes(b"".join(messages[150:]))
    case.expect(case.ingest(box), 50, 50)
    box.write_bytes(b"")
    case.expect(case.ingest(box), 0, 0)


def a_maildir_is_passed_over_file_by_file(case):
    folder = mailbox(300, case.folder / "Maildir", "--maildir")
    case.expect(case.ingest(folder), 300, 300)
    case.expect(case.ingest(folder), 0, 0)
    time.sleep(SETTLED)
    case.expect(case.ingest(folder), 0, 0)
    # Nothing is even listed now, and still what comes is seen.
    case.expect(case.ingest(folder), 0, 0)
    mailbox(10, folder, "--maildir", "--start", "300")
    case.expect(case.ingest(folder), 10, 10)
    # Renamed, as when it is marked as seen: read once more, known already.
    name = sorted(os.listdir(folder / "new"))[0]
    os.rename(folder / "new" / name, folder / "cur" / (name + ":2,S"))
    case.expect(case.ingest(folder), 1, 0)
    # Another message takes the name of one: its inode and time differ. (None is ever changed in place: a Maildir's
    # messages are written in tmp and renamed.)
    path, other = folder / "new" / sorted(os.listdir(folder / "new"))[0], folder / "tmp" / "other"
    other.write_bytes(path.read_bytes().replace(b"reader", b"writer"))
    os.replace(other, path)
    case.expect(case.ingest(folder), 1, 1)
    case.expect(case.ingest(folder, more=["--reread"]), 310, 0)


def after_seen(case):
    folder = mailbox(20, case.folder / "Maildir", "--maildir")
    (folder / "new" / "ordinary").write_text(ORDINARY, encoding="utf-8")
    (folder / "cur" / "flagged:2,FR").write_bytes((folder / "new" / sorted(os.listdir(folder / "new"))[0]).read_bytes())
    case.expect(case.ingest(folder, more=["--after", "seen"]), 22, 20)
    left = sorted(os.listdir(folder / "cur"))
    if os.listdir(folder / "new") != ["ordinary"] or len(left) != 21 or "flagged:2,FRS" not in left:
        raise Failed(f"new: {os.listdir(folder / 'new')}, cur: {left}")
    if not all(name.endswith("S") for name in left):
        raise Failed(f"not all are marked: {left}")


def after_delete(case):
    folder = mailbox(20, case.folder / "Maildir", "--maildir")
    (folder / "new" / "ordinary").write_text(ORDINARY, encoding="utf-8")
    case.expect(case.ingest(folder, more=["--after", "delete"]), 21, 20)
    if os.listdir(folder / "new") != ["ordinary"]:
        raise Failed(f"left: {os.listdir(folder / 'new')}")
    box = mailbox(20, case.folder / "box", "--start", "100")
    case.expect(case.ingest(box, more=["--after", "delete"]), 20, 20)
    if box.stat().st_size:
        raise Failed("the mailbox was not emptied")
    # A mailbox with ordinary mail in it is somebody's.
    box = mailbox(5, case.folder / "mixed", "--start", "200")
    with open(box, "a", encoding="utf-8") as file:
        file.write("From ada@example.org Tue Nov  3 04:05:06 2026\n" + ORDINARY + "\n")
    before = box.read_bytes()
    case.expect(case.ingest(box, more=["--after", "delete"]), 6, 5)
    if box.read_bytes() != before:
        raise Failed("ordinary mail was removed")


def after_delete_of_what_is_known(case):
    """What was kept by one run and is removed by a later one is removed, though nothing in it is new."""
    box = mailbox(20, case.folder / "box")
    case.ingest(box)
    case.ingest(box, more=["--after", "delete", "--reread"])
    if box.stat().st_size:
        raise Failed("the mailbox was not emptied")


def after_move(case):
    target = case.folder / "read"
    target.mkdir()
    folder = mailbox(20, case.folder / "Maildir", "--maildir")
    first = sorted(os.listdir(folder / "new"))[0]
    # The name is taken: neither of the two may be lost.
    (target / first).write_text("mine", encoding="utf-8")
    report = case.ingest(folder, more=["--after", f"move:{target}"])
    case.expect(report, 20, 20)
    if os.listdir(folder / "new") != [first] or (target / first).read_text(encoding="utf-8") != "mine":
        raise Failed("a file was replaced")
    if len(os.listdir(target)) != 20 or "is there already" not in report["said"]:
        raise Failed(f"{len(os.listdir(target))} moved; said {report['said']}")
    box = mailbox(20, case.folder / "box", "--start", "100")
    octets = box.read_bytes()
    case.expect(case.ingest(box, more=["--after", f"move:{target}"]), 20, 20)
    moved = list(target.glob("box.*"))
    if box.exists() or len(moved) != 1 or moved[0].read_bytes() != octets:
        raise Failed("the mailbox was not moved as it was")


def after_move_to_another_file_system(case):
    if not os.path.isdir("/dev/shm") or os.stat("/dev/shm").st_dev == os.stat(case.folder).st_dev:
        raise Skipped("there is no second file system")
    with tempfile.TemporaryDirectory(dir="/dev/shm") as target:
        folder = mailbox(20, case.folder / "Maildir", "--maildir")
        octets = {path.name: path.read_bytes() for path in (folder / "new").iterdir()}
        case.expect(case.ingest(folder, more=["--after", f"move:{target}"]), 20, 20)
        moved = {path.name: path.read_bytes() for path in pathlib.Path(target).iterdir()}
        if os.listdir(folder / "new") or moved != octets:
            raise Failed("the messages were not moved as they were")


def nothing_is_shown_but_on_a_terminal(case):
    box = mailbox(3000, case.folder / "box")
    result = run(ingest(case.program, box, store=case.store, more=("--jobs", "1")))
    if result.stdout or result.stderr:
        raise Failed(f"said {result.stdout!r} and {result.stderr!r}")


def progress_on_a_terminal(case):
    """Messages, rate, octets, and time left while it runs; the rates in the end."""
    for source in (mailbox(4000, case.folder / "box"), mailbox(4000, case.folder / "Maildir", "--maildir", "--seed", "2")):
        screen = on_a_terminal(ingest(case.program, source, store=case.store, more=("--jobs", "1")))
        progress = r"\d+ messages, \d+/s, \d+ MB, \d+ MB/s, (\d+) %, \d+ (s|min|h) left"
        if not re.search(progress, screen):
            raise Failed(f"no progress in {screen!r}")
        shares = [int(match[0]) for match in re.findall(progress, screen)]
        if shares != sorted(shares) or shares[-1] > 100:
            raise Failed(f"shares do not grow: {shares}")
        last = screen.rsplit("\x1b[K", 1)[-1]
        if not re.search(r"^4000 messages: .*\r\n", last) or not re.search(r"[\d.]+ s, \d+ messages/s, \d+ MB/s\r\n$", last):
            raise Failed(f"no final line in {last!r}")


def on_a_terminal(arguments):
    parent, child = pty.openpty()
    process = subprocess.Popen(arguments, stdin=child, stdout=child, stderr=child, env={**os.environ, "COLUMNS": "120"})
    os.close(child)
    seen = b""
    while True:
        ready, _, _ = select.select([parent], [], [], 60)
        try:
            octets = os.read(parent, 65536) if ready else b""
        except OSError:  # The other end is closed.
            octets = b""
        if not octets:
            break
        seen += octets
    os.close(parent)
    if process.wait():
        raise Failed(f"ended with {process.returncode}: {seen!r}")
    return seen.decode(errors="replace")


CASES = [
    a_mailbox_goes_on_where_it_ended, rotation_is_seen, truncation_is_seen, a_maildir_is_passed_over_file_by_file, after_seen,
    after_delete, after_delete_of_what_is_known, after_move, after_move_to_another_file_system,
    nothing_is_shown_but_on_a_terminal, progress_on_a_terminal,
]


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    program_, wanted = program(sys.argv[1]), sys.argv[2:]
    run_cases(CASES, lambda own: Case(program_, own), wanted)


if __name__ == "__main__":
    main()
