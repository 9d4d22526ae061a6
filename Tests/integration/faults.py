#!/usr/bin/env python3
"""What goes wrong around an ingest: disks, directories, damaged stores, mail that changes while it is read.

usage: faults.py PROGRAM [NAME ...]

Every case must end with the right exit code of sysexits(3) and a message that names the file and says what to do next, and lose nothing
that was committed before: when the trouble is over, a run to the end comes to the same contents as if there had been none.
A case that cannot be tried here (file systems are mounted by root alone) says so.
"""
import fcntl
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

from support import NOW, Failed, Skipped, contents, count, ingest, mailbox, program, remove_store, run, run_cases, sqlite

# So many that an ingest is stopped long before its end.
LONG = 4_000

OK, DATA, INPUT, SOFTWARE, CREATE, IO, TEMPORARY, PERMISSION, CONFIG = 0, 65, 66, 70, 73, 74, 75, 77, 78


def expect(result, status, *words):
    if result.returncode != status:
        raise Failed(f"ended with {result.returncode} instead of {status}: {result.stderr.strip()}")
    for word in words:
        if word not in result.stderr:
            raise Failed(f"does not say {word!r}: {result.stderr.strip()}")
    if status and len(result.stderr.splitlines()) > 25:
        raise Failed("says too much")
    if "Fatal error" in result.stderr:
        raise Failed(result.stderr)


def same(store, expected, what="the contents differ from those of an undisturbed run"):
    if contents(store) != expected:
        raise Failed(what)


class Case:
    """A folder with mail, and what a store must hold once it has all been read."""

    def __init__(self, program_, folder, mail, expected):
        self.program, self.folder, self.mail, self.expected = program_, folder, mail, expected
        self.store = folder / "store.db"

    def ingest(self, *sources, store=None, more=()):
        return run(ingest(self.program, *(sources or [self.mail]), store=store or self.store, more=more))

    def start(self, source, *more):
        """An ingest that waits for its standard input's end, so that things can happen meanwhile."""
        return subprocess.Popen(
            ingest(self.program, source, store=self.store, more=more), stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def ask(self, *words):
        return run([self.program, *words, "--db", str(self.store), "--now", NOW])

    def half(self):
        """Half of the mail is in the store."""
        octets = self.mail.read_bytes()
        cut = octets.index(b"\nFrom MAILER-DAEMON", len(octets) // 2) + 1
        half = self.folder / "half.mbox"
        half.write_bytes(octets[:cut])
        expect(self.ingest(half), OK)
        return contents(self.store)


def mounted(folder, *options):
    if os.geteuid():
        raise Skipped("only root may mount a file system")
    folder.mkdir(exist_ok=True)
    result = run(["mount", "-t", "tmpfs", *options, "tmpfs", str(folder)])
    if result.returncode:
        raise Skipped(f"no file system can be mounted here: {result.stderr.strip()}")


def unmounted(folder):
    run(["umount", str(folder)])


# Disks and directories. --------------------------------------------------------------------------------------------------


def full_disk(case):
    """The store's disk is full in the middle of an ingest; later there is room again."""
    disk = case.folder / "disk"
    mounted(disk, "-o", "size=2m")
    try:
        case.store = disk / "store.db"
        expect(case.ingest(), IO, "disk is full", "free some space")
        before = count(case.store)
        if sqlite(case.store, "PRAGMA integrity_check").stdout.strip() != "ok":
            raise Failed("the store is damaged")
        # Reading still works.
        expect(case.ask("suppressions", "--format", "csv"), OK)
        run(["mount", "-o", "remount,size=64m", str(disk)])
        if count(case.store) != before:
            raise Failed("what was committed is lost")
        expect(case.ingest(), OK)
        same(case.store, case.expected)
    finally:
        unmounted(disk)


def full_disk_at_the_start(case):
    """There is no room even for an empty store."""
    disk = case.folder / "disk"
    mounted(disk, "-o", "size=16k")
    try:
        case.store = disk / "store.db"
        expect(case.ingest(), IO, "disk is full", "free some space")
        run(["mount", "-o", "remount,size=64m", str(disk)])
        expect(case.ingest(), OK)
        same(case.store, case.expected)
    finally:
        unmounted(disk)


def full_disk_with_delete(case):
    """Mail whose events could not be stored is not removed."""
    disk, maildir = case.folder / "disk", case.folder / "Maildir"
    mailbox(LONG, maildir, "--maildir")
    mounted(disk, "-o", "size=2m")
    try:
        case.store = disk / "store.db"
        expect(case.ingest(maildir, more=("--after", "delete")), IO, "disk is full")
        left = len(os.listdir(maildir / "new"))
        if left + count(case.store) < LONG:
            raise Failed("mail was removed that is not in the store")
        run(["mount", "-o", "remount,size=64m", str(disk)])
        expect(case.ingest(maildir, more=("--after", "delete")), OK)
        if count(case.store) != LONG or os.listdir(maildir / "new"):
            raise Failed("a run with room again did not do the rest")
    finally:
        unmounted(disk)


def read_only_file_system(case):
    """The store lies on a file system that is mounted for reading: questions are answered, an ingest is refused."""
    disk = case.folder / "disk"
    mounted(disk, "-o", "size=64m")
    try:
        case.store = disk / "store.db"
        half = case.half()
        run(["mount", "-o", "remount,ro", str(disk)])
        expect(case.ingest(), PERMISSION, "not writable", "check")
        expect(case.ask("check", "nobody@nowhere.example"), OK)
        same(case.store, half)
        case.store = disk / "other.db"
        expect(case.ingest(), CREATE, "check")
    finally:
        unmounted(disk)


def read_only_directory(case):
    """The directory may only be read, by a user who is not root."""
    if os.geteuid():
        prefix = []
    elif shutil.which("setpriv"):
        prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    else:
        raise Skipped("root may write everywhere, and there is no setpriv")
    readable = case.folder / "program"
    shutil.copy(case.program, readable)
    case.folder.chmod(0o755)
    for path in (readable, case.mail, case.folder.parent):
        path.chmod(0o755)
    locked = case.folder / "locked"
    locked.mkdir()
    case.store = locked / "store.db"
    half = case.half()
    case.store.chmod(0o666)
    locked.chmod(0o555)
    try:
        as_nobody = lambda *words: run([*prefix, str(readable), *words, "--db", str(case.store), "--now", NOW], cwd="/")
        expect(as_nobody("ingest", str(case.mail)), PERMISSION, "not writable", "directory")
        expect(as_nobody("suppressions"), OK)
        expect(run([*prefix, str(readable), "ingest", str(case.mail), "--db", str(locked / "new.db")], cwd="/"), CREATE, "check")
    finally:
        locked.chmod(0o755)
    same(case.store, half)
    expect(case.ingest(), OK)
    same(case.store, case.expected)


# The store. ----------------------------------------------------------------------------------------------------------------


def deleted_store(case):
    """Somebody removes the store under a running ingest: it must say so, and remove no mail."""
    maildir = case.folder / "Maildir"
    mailbox(LONG, maildir, "--maildir")
    gone = stop_in_the_middle(case, maildir, "--after", "delete")
    committed = count(case.store)
    remove_store(case.store)
    expect(go_on(gone), IO, "removed or replaced", "run again")
    if LONG - len(os.listdir(maildir / "new")) > committed:
        raise Failed("mail was removed that had been written to no store")


def replaced_store(case):
    """Another store is put in the place of the one in use."""
    other = case.folder / "other.db"
    expect(run(ingest(case.program, "/dev/null", store=other)), OK)
    gone = stop_in_the_middle(case, case.mail)
    os.replace(other, case.store)
    expect(go_on(gone), IO, "removed or replaced", "run again")
    for suffix in ("-wal", "-shm"):
        pathlib.Path(str(case.store) + suffix).unlink(missing_ok=True)
    expect(case.ingest(), OK)
    same(case.store, case.expected)


def stop_in_the_middle(case, source, *more):
    """Stops an ingest once it has committed something, and before it is done."""
    process = case.start(source, "--jobs", "1", *more)
    while process.poll() is None:
        try:
            with sqlite3.connect(f"file:{case.store}?mode=ro", uri=True) as reader:
                seen = reader.execute("SELECT count(*) FROM event").fetchone()[0]
            reader.close()
        except sqlite3.Error:
            seen = 0
        if seen:
            process.send_signal(signal.SIGSTOP)
            return process
        time.sleep(0.01)
    raise Failed(f"the ingest was done too soon, with {process.returncode}: {process.stderr.read()}")


def go_on(process):
    process.send_signal(signal.SIGCONT)
    _, errors = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, "", errors)


def truncated_store(case):
    """The store's file has lost its end."""
    case.half()
    size = case.store.stat().st_size
    for part in (0.9, 0.5, 0.1):
        broken = case.folder / "broken.db"
        shutil.copy(case.store, broken)
        os.truncate(broken, int(size * part) // 4096 * 4096)
        for result in (case.ingest(store=broken), run([case.program, "suppressions", "--db", str(broken)])):
            expect(result, IO, "damaged", "backup")
    broken.write_bytes(case.store.read_bytes()[:50])
    expect(case.ingest(store=broken), IO, "damaged", "backup")
    broken.write_bytes(b"Dear reader,\n" * 50)
    expect(case.ingest(store=broken), CONFIG, "not a store", "--db")


def flipped_store(case):
    """Bits of the store's file are flipped: no crash, and never a wrong word about what to do."""
    case.half()
    octets = case.store.read_bytes()
    few = mailbox(50, case.folder / "few.mbox", "--seed", "2")
    drawing = random.Random(7)
    found = 0
    for turn in range(40):
        broken = case.folder / f"broken-{turn}.db"
        damaged = bytearray(octets)
        for _ in range(drawing.choice((1, 8, 200))):
            place = drawing.randrange(len(damaged))
            damaged[place] ^= 1 << drawing.randrange(8)
        broken.write_bytes(damaged)
        for words in (["suppressions"], ["domains"], ["verify"], ["ingest", str(few)]):
            result = run([case.program, *words, "--db", str(broken)], timeout=120)
            if result.returncode < 0 or "Fatal" in result.stderr:
                raise Failed(f"{words[0]} crashed on turn {turn}: {result.returncode} {result.stderr[-300:]}")
            if result.returncode == SOFTWARE and "rebound verify" in result.stderr:
                continue  # The words that make the tables are hit.
            if result.returncode not in (OK, IO, CONFIG):
                raise Failed(f"{words[0]} on turn {turn} ended with {result.returncode}: {result.stderr.strip()}")
            if result.returncode == IO:
                found += 1
                if not any(word in result.stderr for word in ("backup", "run again")):
                    raise Failed(f"{words[0]} on turn {turn} does not say what to do: {result.stderr.strip()}")
        remove_store(broken)
    if not found:
        raise Failed("no damage was found in any of the broken stores")


def locked_store(case):
    """Another program holds the write lock for longer than an ingest waits."""
    half = case.half()
    holder = sqlite3.connect(case.store, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    started = time.monotonic()
    expect(case.ingest(more=("--busy-timeout", "0.3")), TEMPORARY, "another process is writing", "try again")
    if time.monotonic() - started > 20:
        raise Failed("waited far longer than it was told to")
    expect(case.ask("suppressions"), OK)
    holder.execute("ROLLBACK")
    holder.close()
    same(case.store, half)
    expect(case.ingest(), OK)
    same(case.store, case.expected)


# The mail. -----------------------------------------------------------------------------------------------------------------


def vanished_file(case):
    """A mail program takes a message away between the listing of its folder and its reading; and one is only renamed."""
    maildir = case.folder / "Maildir"
    mailbox(LONG, maildir, "--maildir")
    process = stop_in_the_middle(case, maildir)
    names = sorted(os.listdir(maildir / "new"))
    os.unlink(maildir / "new" / names[-1])
    os.rename(maildir / "new" / names[-2], maildir / "cur" / (names[-2] + ":2,S"))
    # Taken away: named, and all the rest is stored. Renamed: read under its new name, by this run or the next.
    expect(go_on(process), DATA, names[-1])
    run(ingest(case.program, maildir, store=case.store))
    if count(case.store) != LONG - 1:
        raise Failed(f"{count(case.store)} events of {LONG - 1}")


def appended_mailbox(case):
    """Mail is delivered while the mailbox is read; nothing is emptied that was not read."""
    grown = case.folder / "grown.mbox"
    octets = case.mail.read_bytes()
    cut = octets.rindex(b"\nFrom MAILER-DAEMON") + 1
    grown.write_bytes(octets[:cut])
    process = stop_in_the_middle(case, grown, "--after", "delete")
    with open(grown, "ab") as file:
        file.write(octets[cut:])
    expect(go_on(process), OK, "added while it was read", "next run")
    if grown.stat().st_size != len(octets):
        raise Failed("the mailbox was changed")
    expect(case.ingest(grown, more=("--after", "delete")), OK)
    same(case.store, case.expected)
    if grown.stat().st_size:
        raise Failed("the mailbox was not emptied")


def half_delivered_message(case):
    """A delivery agent is in the middle of a message, and holds its lock."""
    octets = case.mail.read_bytes()
    cut = octets.rindex(b"\nFrom MAILER-DAEMON") + 1
    growing = case.folder / "growing.mbox"
    growing.write_bytes(octets[:cut])
    with open(growing, "r+b") as delivery:
        fcntl.lockf(delivery, fcntl.LOCK_EX)
        delivery.seek(0, os.SEEK_END)
        delivery.write(octets[cut : cut + 1500])
        delivery.flush()
        process = case.start(growing)
        time.sleep(0.2)
        delivery.write(octets[cut + 1500 :])
        delivery.flush()
        fcntl.lockf(delivery, fcntl.LOCK_UN)
    _, errors = process.communicate()
    if process.returncode:
        raise Failed(errors)
    expect(case.ingest(growing), OK)
    same(case.store, case.expected)


def truncated_mailbox(case):
    """Somebody empties the mailbox while it is read."""
    shrunk = case.folder / "shrunk.mbox"
    shutil.copy(case.mail, shrunk)
    process = stop_in_the_middle(case, shrunk)
    os.truncate(shrunk, 0)
    result = go_on(process)
    if result.returncode not in (OK, DATA):
        raise Failed(f"ended with {result.returncode}: {result.stderr}")
    before = count(case.store)
    shutil.copy(case.mail, shrunk)
    expect(case.ingest(shrunk), OK)
    if count(case.store) < before:
        raise Failed("what was committed is lost")
    lost = set(case.expected.splitlines()) - set(contents(case.store).splitlines())
    if any("|failed|" in line for line in lost):
        raise Failed("mail that was put back was not read")


def rotated_mailbox(case):
    """The mailbox is renamed while it is read, and a new one begun in its place."""
    box, rotated = case.folder / "box", case.folder / "box.1"
    octets = case.mail.read_bytes()
    cut = octets.index(b"\nFrom MAILER-DAEMON", len(octets) * 9 // 10) + 1
    box.write_bytes(octets[:cut])
    process = stop_in_the_middle(case, box, "--after", "delete")
    os.rename(box, rotated)
    box.write_bytes(octets[cut:])
    result = go_on(process)
    expect(result, OK, "left for the next run")
    if box.stat().st_size != len(octets) - cut or rotated.stat().st_size != cut:
        raise Failed("mail was removed that was not read")
    expect(case.ingest(box), OK)
    same(case.store, case.expected)


CASES = [
    full_disk, full_disk_at_the_start, full_disk_with_delete, read_only_file_system, read_only_directory, deleted_store,
    replaced_store, truncated_store, flipped_store, locked_store, vanished_file, appended_mailbox, half_delivered_message,
    truncated_mailbox, rotated_mailbox,
]


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    program_, wanted = program(sys.argv[1]), sys.argv[2:]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        mail = mailbox(LONG, folder / "mail.mbox")
        store = folder / "undisturbed.db"
        expect(run(ingest(program_, mail, store=store)), OK)
        expected = contents(store)
        run_cases(CASES, lambda own: Case(program_, own, mail, expected), wanted, folder)


if __name__ == "__main__":
    main()
