#!/usr/bin/env python3
"""Ends ingests at random moments and runs them to the end: the store must hold what an undisturbed run leaves.

usage: crash.py PROGRAM [--messages N] [--kills K] [--after keep|delete] [--seed S]

Each round ingests the same mail in two ways:

kill   SIGKILL at a random moment between nothing and the time a whole run takes, then a run to the end on what is left of
       store and mail.
power  The program is stopped at a random moment, and store and mail are copied as they lie on the disk at this moment. Where
       mail is kept, the write-ahead log of the copy also loses a random part of its end, which a power failure may take
       with it (synchronous NORMAL). The copy must open, pass PRAGMA integrity_check, and come to the same contents
       by a run to the end. The program itself then goes on to its own end.

No message may be lost and none be counted twice: the public views must say the same as after an undisturbed run.
"""
import argparse
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from support import contents, copy_tree, count, ingest, mailbox, program, remove_store, run, sqlite


class Trial:
    def __init__(self, program_, folder, after, messages, seed):
        self.program, self.folder, self.after = program_, folder, after
        self.random = random.Random(seed)
        self.original = folder / "original"
        mailbox(messages, self.original, *(["--maildir"] if after == "delete" else []))
        self.source = folder / "source"
        self.expected, self.whole = self.undisturbed()

    def command(self, source, store):
        return ingest(self.program, source, store=store, more=("--after", self.after))

    def undisturbed(self):
        store = self.folder / "undisturbed.db"
        copy_tree(self.original, self.source)
        started = time.monotonic()
        if (result := run(self.command(self.source, store))).returncode:
            sys.exit(f"the undisturbed run ended with {result.returncode}: {result.stderr}")
        whole = time.monotonic() - started
        print(f"undisturbed: {whole:.2f} s, {count(store)} events", flush=True)
        self.nothing_left(self.source, "the undisturbed run")
        return contents(store), whole

    def start(self, store):
        copy_tree(self.original, self.source)
        process = subprocess.Popen(self.command(self.source, store), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        time.sleep(self.random.uniform(0, self.whole))
        return process

    def kill(self, name):
        store = self.folder / "killed.db"
        process = self.start(store)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        committed = count(store) if store.exists() and store.stat().st_size else 0
        self.to_the_end(self.source, store, name, committed)
        remove_store(store)
        return process.returncode == -signal.SIGKILL

    def power(self, name):
        store, copy, mail = self.folder / "stopped.db", self.folder / "copy.db", self.folder / "copied"
        process = self.start(store)
        running = process.poll() is None
        if running:
            process.send_signal(signal.SIGSTOP)
            os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        copy_tree(self.source, mail)
        for suffix in ("", "-wal"):
            if pathlib.Path(str(store) + suffix).exists():
                shutil.copy(str(store) + suffix, str(copy) + suffix)
        if running:
            process.send_signal(signal.SIGCONT)
        _, errors = process.communicate()
        if process.returncode:
            sys.exit(f"{name}: the program that was stopped and went on ended with {process.returncode}: {errors.decode()}")
        if contents(store) != self.expected:
            sys.exit(f"{name}: the program that was stopped and went on left something else")
        log = pathlib.Path(str(copy) + "-wal")
        if self.after == "keep" and log.exists():
            os.truncate(log, self.random.randint(0, log.stat().st_size))
        if copy.exists() and copy.stat().st_size:
            check = sqlite(copy, "PRAGMA integrity_check")
            if check.stdout.strip() != "ok":
                sys.exit(f"{name}: the copy is damaged: {check.stdout}{check.stderr}")
        self.to_the_end(mail, copy, name, 0)
        for left in (store, copy):
            remove_store(left)
        return running

    def to_the_end(self, source, store, name, committed):
        final = run(self.command(source, store))
        if final.returncode:
            sys.exit(f"{name}: the run to the end ended with {final.returncode}: {final.stderr}")
        if count(store) < committed:
            sys.exit(f"{name}: what was committed before is lost")
        if contents(store) != self.expected:
            sys.exit(f"{name}: the contents differ from those of an undisturbed run; seen in {self.keep(store)}")
        self.nothing_left(source, name)

    def nothing_left(self, source, name):
        if self.after == "delete" and (left := sum(1 for _ in (source / "new").iterdir())):
            sys.exit(f"{name}: {left} messages were read and not removed")

    def keep(self, store):
        kept = pathlib.Path(tempfile.mkdtemp(prefix="crash-"))
        for path in self.folder.glob("*.db*"):
            shutil.copy(path, kept)
        return kept / store.name


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--messages", type=int, default=3_000)
    parser.add_argument("--kills", type=int, default=10, help="rounds of both kinds")
    parser.add_argument("--after", choices=("keep", "delete"), default="keep")
    parser.add_argument("--seed", type=int, default=1)
    a = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        trial = Trial(program(a.program), pathlib.Path(name), a.after, a.messages, a.seed)
        killed = stopped = 0
        for number in range(a.kills):
            killed += trial.kill(f"kill {number}")
            stopped += trial.power(f"power {number}")
    print(
        f"--after {a.after}: {a.kills} kills ({killed} before the end), {a.kills} power failures ({stopped} before the end):"
        " the same contents after each")
    if a.kills >= 5 and not (killed and stopped):
        sys.exit("no round met the program at work: take more messages")


if __name__ == "__main__":
    main()
