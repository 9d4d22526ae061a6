#!/usr/bin/env python3
"""Four ingests, two policy re-evaluations and ten readers on one store at once.

usage: load.py PROGRAM [--seconds S] [--messages N] [--seed S]

For S seconds (default 60) each of the sixteen does its work over and over: the ingests take mailboxes of N messages
about the same recipients, two of them the same mail in other copies; two policies are applied in turn; readers use `check`,
`suppressions`, `domains` and plain SELECTs of the sqlite3 shell. Nobody may end with an error. A writer may wait for the others, as
long as --busy-timeout allows; a reader never waits.

In the end the store must pass `rebound verify` and PRAGMA integrity_check, and hold what the same mail and the last policy leave
when one process does it alone.
"""
import argparse
import pathlib
import random
import re
import shutil
import sys
import tempfile
import threading
import time

from support import NOW, contents, count, ingest, mailbox, program, run, sqlite

POLICIES = ("standard.toml", "lenient.toml")


class Load:
    def __init__(self, program_, folder, seconds, messages, seed):
        self.program, self.folder, self.store = program_, folder, folder / "load.db"
        self.seed, self.messages, self.seconds = seed, messages, seconds
        self.lock = threading.Lock()
        self.parts = [self.make_parts(seed) for seed in (1, 2)]
        self.done, self.slowest, self.problems = {}, {}, []

    def make_parts(self, seed, parts=30):
        """Mailboxes of N messages. Both seeds' are about the same recipients, and say different things."""
        path = mailbox(self.messages * parts, self.folder / "parts", "--seed", str(seed), "--domains", "40")
        # Two messages never have one Message-ID; what is the same in both is one event, whichever comes first.
        octets = re.sub(rb"<(\d{8}\.\d+@)", b"<%d.\\1" % seed, path.read_bytes())
        messages = octets.split(b"From MAILER-DAEMON ")[1:]
        path.unlink()
        return [
            b"".join(b"From MAILER-DAEMON " + message for message in messages[start : start + self.messages])
            for start in range(0, len(messages), self.messages)]

    def worker(self, name, body):
        def loop():
            drawing = random.Random(f"{self.seed}{name}")
            turn = 0
            while time.monotonic() < self.until and not self.problems:
                for arguments in body(drawing, turn):
                    self.step(name, arguments)
                turn += 1

        thread = threading.Thread(target=loop, name=name)
        thread.start()
        return thread

    def step(self, name, arguments):
        started = time.monotonic()
        result = run(arguments, timeout=300)
        seconds = time.monotonic() - started
        # `check` says with 1 that an address may not be mailed.
        allowed = (0, 1) if "check" in arguments[:2] else (0,)
        with self.lock:
            kind = name.rstrip("0123456789")
            self.done[kind] = self.done.get(kind, 0) + 1
            self.slowest[kind] = max(self.slowest.get(kind, 0), seconds)
            if result.returncode not in allowed or result.stderr:
                self.problems.append(f"{name}: {' '.join(arguments)}\n  ended with {result.returncode}: {result.stderr.strip()}")

    def ask(self, *words):
        return [self.program, *words, "--db", str(self.store), "--now", NOW]

    # What each does in one turn: the commands one after the other.

    def ingest(self, number):
        """0 and 1 read the same mail in copies of their own, and so do 2 and 3."""
        def turn(drawing, turn_):
            parts = self.parts[number // 2]
            part = self.folder / f"part-{number}-{turn_}.mbox"
            part.write_bytes(parts[(turn_ + number * len(parts) // 3) % len(parts)])
            return [ingest(self.program, part, store=self.store)]
        return turn

    def policy(self, number):
        def turn(drawing, turn_):
            name = POLICIES[(number + turn_) % 2]
            return [self.ask("policy", "apply", str(self.folder / name), "--who", f"load {number}", "--reason", "load")]
        return turn

    def reader(self, number):
        def turn(drawing, turn_):
            person = drawing.randrange(30 * self.messages)
            address = f"reader{person:08d}@town{person * 7919 % 40:05d}.example"
            return [
                self.ask("check", address) if number < 4 else
                self.ask("suppressions", "--format", "csv") if number < 6 else
                self.ask("domains") if number < 8 else
                ["sqlite3", "-readonly", "-cmd", ".timeout 5000", str(self.store),
                 "SELECT count(*) FROM event_log; SELECT cause, count(*) FROM suppression GROUP BY cause;"]
            ]
        return turn

    def run(self):
        # There must be something to read.
        self.step("first", ingest(self.program, mailbox(10, self.folder / "first.mbox", "--start", "99000000"), store=self.store))
        standard = run([self.program, "policy", "show", "--standard"]).stdout
        # Judges the same evidence differently: what suppresses at once is held against nobody before the third time.
        lenient = standard.replace("incidents = 1\n", "incidents = 3\n").replace("hold-days = 90", "hold-days = 7")
        for name, text in zip(POLICIES, (standard, lenient)):
            (self.folder / name).write_text(text, encoding="utf-8")
        self.until = time.monotonic() + self.seconds
        threads = (
            [self.worker(f"ingest{number}", self.ingest(number)) for number in range(4)]
            + [self.worker(f"policy{number}", self.policy(number)) for number in range(2)]
            + [self.worker(f"reader{number}", self.reader(number)) for number in range(10)])
        for thread in threads:
            thread.join()

    def check(self):
        if self.problems:
            sys.exit("\n".join(self.problems[:10]))
        if (result := run([self.program, "verify", "--db", str(self.store)])).returncode:
            sys.exit(f"rebound verify: {result.stdout}{result.stderr}")
        if (found := sqlite(self.store, "PRAGMA integrity_check").stdout.strip()) != "ok":
            sys.exit(f"integrity_check: {found}")
        last = ["policy", "apply", str(self.folder / POLICIES[1]), "--reason", "load"]
        alone = self.folder / "alone.db"
        parts = sorted(self.folder.glob("*.mbox"))
        for store, steps in (
            (self.store, [last]),
            (alone, [["ingest", *map(str, parts)], last]),
        ):
            for step in steps:
                if (result := run([self.program, *step, "--db", str(store), "--now", NOW])).returncode:
                    sys.exit(f"{step[0]}: ended with {result.returncode}: {result.stderr}")
        if contents(self.store) != contents(alone):
            kept = pathlib.Path(tempfile.mkdtemp(prefix="load-"))
            for path in self.folder.glob("*.db*"):
                shutil.copy(path, kept)
            sys.exit(f"the contents differ from those of one process alone; seen in {kept}")
        for kind, times in self.done.items():
            print(f"{kind:8} {times:6} times, the slowest {self.slowest[kind]:.2f} s")
        print(f"{count(self.store)} events; the same contents as one process alone leaves")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--messages", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    a = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        load = Load(program(a.program), pathlib.Path(name), a.seconds, a.messages, a.seed)
        load.run()
        load.check()


if __name__ == "__main__":
    main()
