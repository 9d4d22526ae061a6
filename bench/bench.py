#!/usr/bin/env python3
"""Measures the program beside two yardsticks, in one run, and prints figures and ratios.

usage: bench.py PROGRAM [N] [--runs R] [--mix realistic|fixtures] [--size OCTETS] [--events E ...] [--maildir M] [--memory GB]

The mailbox has N bounces (default 100000), each to a recipient of its own, made from the fixtures: see mailbox.py and mix.py for
what is in it. Yardsticks: `wc -l` on the mailbox, and the sqlite3 shell importing N rows into
(key TEXT PRIMARY KEY, address, reply, status, cause, at) WITHOUT ROWID with random keys of 32 hex digits, write-ahead log,
synchronous NORMAL, a cache of 64 MB. Yardsticks and program take turns, so that a machine whose speed changes treats them
alike. Figures are medians over the runs (default 5), of whole processes; memory is the largest that was seen.

--events measures the questions on stores of so many events, each made first (store.py), and what it takes to add 1000 bounces;
--maildir ingests a Maildir of so many messages, twice; --memory ingests mailboxes of 1 GB and of so many.
"""
import argparse
import os
import pathlib
import platform
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
NOW = "2026-11-24"


def timed(arguments, stdin=None, allowed=(0,)):
    """Returns (seconds, peak memory in MB) of one whole process."""
    with open(stdin or os.devnull, "rb") as source:
        started = time.perf_counter()
        process = subprocess.Popen(arguments, stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode not in allowed:
        sys.exit(f"{' '.join(map(str, arguments))}: ended with {process.returncode}: {errors.decode(errors='replace')[-500:]}")
    return seconds, usage.ru_maxrss / 1024


class Results:
    """Measurements by name, in the order of their first."""

    def __init__(self):
        self.seconds, self.memory = {}, {}

    def add(self, name, result):
        self.seconds.setdefault(name, []).append(result[0])
        self.memory[name] = max(self.memory.get(name, 0), result[1])

    def __getitem__(self, name):
        return statistics.median(self.seconds[name])


def row(name, seconds, note=""):
    print(f"{name:<36} {seconds:10.3f} s   {note}".rstrip(), flush=True)


def remove(path):
    for suffix in ("", "-wal", "-shm"):
        pathlib.Path(f"{path}{suffix}").unlink(missing_ok=True)


def make_mailbox(count, path, *options):
    subprocess.run([sys.executable, str(HERE / "mailbox.py"), str(count), str(path), *options], check=True, stderr=subprocess.DEVNULL)
    return path


class Bench:
    def __init__(self, program, folder, arguments):
        self.program, self.folder, self.a = program, folder, arguments
        self.mix = ("--mix", arguments.mix, "--size", str(arguments.size))

    def ask(self, store, *words, **more):
        return timed([self.program, *words, "--db", str(store), "--now", NOW], **more)

    # The mailbox, beside the yardsticks. ------------------------------------------------------------------------------

    def yardstick(self, rows):
        path, script = self.folder / "yardstick.db", self.folder / "script.sql"
        remove(path)
        script.write_text(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;\n"
            "CREATE TABLE t (key TEXT PRIMARY KEY, address, reply, status, cause, at) WITHOUT ROWID;\n"
            f".mode csv\n.import {rows} t\n",
            encoding="ascii")
        return timed(["sqlite3", str(path)], stdin=script)

    def rows(self):
        path, drawing = self.folder / "rows.csv", random.Random(1)
        with open(path, "w", encoding="ascii") as file:
            for number in range(self.a.count):
                file.write(
                    f"{drawing.getrandbits(128):032x},reader{number:08d}@town{number * 7919 % 500:05d}.example,550,5.1.1,"
                    f"user-unknown,{1790000000 + number}\n")
        return path

    def members(self, count, address):
        """A list of as many members, every second of them one that has bounced."""
        path = self.folder / "members.csv"
        with open(path, "w", encoding="ascii") as file:
            file.write("id,email\n")
            for number in range(count):
                file.write(f"{number},{address(number) if number % 2 else f'other{number:08d}@elsewhere{number % 997}.example'}\n")
        return path

    def mailbox(self):
        n, results = self.a.count, Results()
        mbox = make_mailbox(n, self.folder / "mail.mbox", *self.mix)
        size, rows, store = mbox.stat().st_size, self.rows(), self.folder / "rebound.db"
        with open(mbox, "rb") as file:
            file.readline()
            message = file.read(200_000).split(b"\nFrom MAILER-DAEMON")[0]
        one = self.folder / "one.eml"
        one.write_bytes(message)
        members = self.members(n, lambda number: f"reader{number:08d}@town{number * 7919 % 500:05d}.example")
        for turn in range(self.a.runs):
            results.add("wc", timed(["wc", "-l", str(mbox)]))
            results.add("yardstick", self.yardstick(rows))
            results.add("parse", timed([self.program, "parse", "--count", str(mbox)]))
            remove(store)
            results.add("first", self.ask(store, "ingest", str(mbox)))
            results.add("again", self.ask(store, "ingest", str(mbox)))
            results.add("reread", self.ask(store, "ingest", str(mbox), "--reread"))
            one.write_bytes(message.replace(b"reader", b"reader%d" % turn))
            results.add("pipe", self.ask(store, "ingest", "-", stdin=one))
            results.add("check", self.ask(store, "check", f"reader{7:08d}@town{7 * 7919 % 500:05d}.example", allowed=(0, 1)))
            results.add("listing", self.ask(store, "suppressions", "--format", "csv"))
            results.add("domains", self.ask(store, "domains"))
            results.add("filter", self.ask(store, "filter", str(members)))
        first, yardstick, wc = results["first"], results["yardstick"], results["wc"]
        print(
            f"{n} bounces, {self.a.mix} mix, {size / 1e6:.0f} MB, {size / n / 1000:.1f} kB each; medians of {self.a.runs}; "
            f"{os.cpu_count()} processors, {platform.machine()}")
        row("wc -l on the mailbox", wc, f"{size / 1e6 / wc:.0f} MB/s")
        row("sqlite3 imports as many rows", yardstick, f"{n / yardstick:.0f} rows/s")
        parse = results["parse"]
        row(
            "parse only", parse,
            f"{n / parse:.0f} messages/s, {size / 1e6 / parse:.0f} MB/s, {parse / wc:.1f} x wc, {results.memory['parse']:.0f} MB")
        row("ingest into a new store", first, f"{n / first:.0f} messages/s, {first / yardstick:.2f} x sqlite3, {results.memory['first']:.0f} MB")
        row("ingest again", results["again"], f"{100 * results['again'] / first:.2f} % of the first")
        row("ingest again with --reread", results["reread"], f"{results['reread'] / first:.2f} x the first")
        row("one message from a pipe", results["pipe"], "whole process")
        row("check of one address", results["check"], "whole process")
        row("suppressions as CSV", results["listing"])
        row("domains", results["domains"])
        row("filter of a list as long", results["filter"], f"{results.memory['filter']:.0f} MB")
        mbox.unlink()
        remove(store)
        remove(self.folder / "yardstick.db")

    # Large stores. ------------------------------------------------------------------------------------------------------

    def events(self, count):
        store, results = self.folder / "large.db", Results()
        made = time.perf_counter()
        subprocess.run(
            [sys.executable, str(HERE / "store.py"), self.program, str(count), str(store)], check=True, stderr=subprocess.DEVNULL)
        made = time.perf_counter() - made
        print(f"\n{count} events, each about a recipient of its own, {store.stat().st_size / 1e9:.2f} GB (made in {made:.0f} s)")
        with sqlite3.connect(store) as reader:
            addresses = [a for (a,) in reader.execute(
                "SELECT recipient.local || '@' || domain.name FROM recipient JOIN domain ON domain.id = domain_id"
                " WHERE recipient.id % 997 = 3 ORDER BY random() LIMIT 20000")]
            listed = reader.execute("SELECT count(*) FROM verdict WHERE state = 2").fetchone()[0]
        reader.close()
        members = self.members(100_000, lambda number: addresses[number % len(addresses)])
        drawing = random.Random(count)
        for turn in range(self.a.runs):
            results.add("check", self.ask(store, "check", drawing.choice(addresses), allowed=(0, 1)))
            results.add("listing", self.ask(store, "suppressions", "--format", "csv"))
            results.add("domains", self.ask(store, "domains"))
            results.add("hosts", self.ask(store, "domains", "--by", "host"))
            results.add("causes", self.ask(store, "causes", "--count"))
            results.add("templates", timed([self.program, "templates", "--db", str(store)]))
            results.add("history", self.ask(store, "history", drawing.choice(addresses)))
            results.add("export", self.ask(store, "export", "suppressions", "--for", "postfix"))
            results.add("filter", self.ask(store, "filter", str(members)))
            more = make_mailbox(1000, self.folder / "more.mbox", "--start", str(50_000_000 + 1000 * turn), *self.mix)
            results.add("add", self.ask(store, "ingest", str(more)))
            again = make_mailbox(1000, self.folder / "again.mbox", "--seed", str(1000 + turn), "--start", str(1000 * turn), *self.mix)
            results.add("add known", self.ask(store, "ingest", str(again)))
            one = make_mailbox(1, self.folder / "one.mbox", "--start", str(60_000_000 + turn), *self.mix)
            results.add("pipe", self.ask(store, "ingest", "-", stdin=one))
        row("check of one address", results["check"], "whole process")
        listing = results["listing"]
        row("suppressions as CSV", listing, f"{listed} rows, {listing / max(listed, 1) * 1e6:.2f} s a million, {results.memory['listing']:.0f} MB")
        for name, words in (
            ("domains", "domains"), ("hosts", "domains --by host"), ("causes", "causes --count"), ("templates", "templates"),
            ("history", "history of one address"), ("export", "export suppressions --for postfix"), ("filter", "filter of 100000 members"),
            ("add", "1000 bounces more"), ("add known", "1000 bounces of known recipients"), ("pipe", "one message from a pipe"),
        ):
            row(words, results[name])
        remove(store)

    # Folders, and memory. -----------------------------------------------------------------------------------------------

    def maildir(self, count):
        folder, store, results = self.folder / "Maildir", self.folder / "maildir.db", Results()
        make_mailbox(count, folder, "--maildir", *self.mix)
        results.add("first", self.ask(store, "ingest", str(folder)))
        # A folder that changed a moment ago is looked through once more.
        time.sleep(2.1)
        self.ask(store, "ingest", str(folder))
        for _ in range(self.a.runs):
            results.add("unchanged", self.ask(store, "ingest", str(folder)))
            os.utime(folder / "new")
            results.add("touched", self.ask(store, "ingest", str(folder)))
        for turn in range(self.a.runs):
            make_mailbox(1000, folder, "--maildir", "--start", str(count + 1000 * turn), *self.mix)
            results.add("grown", self.ask(store, "ingest", str(folder)))
        first = results["first"]
        print(f"\nMaildir of {count} messages")
        row("ingest into a new store", first, f"{count / first:.0f} messages/s, {results.memory['first']:.0f} MB")
        row("again", results["unchanged"], f"{100 * results['unchanged'] / first:.2f} % of the first")
        row("again, every file looked at", results["touched"], f"{100 * results['touched'] / first:.2f} % of the first")
        row("again with 1000 messages more", results["grown"])
        shutil.rmtree(folder)
        remove(store)

    def memory(self, gigabytes):
        """Mailboxes of any size need the same memory. The large one repeats the small one: what is known already is read all
        the same, and looked up in the store."""
        store, small, large = self.folder / "memory.db", self.folder / "small.mbox", self.folder / "large.mbox"
        make_mailbox(10**9 // self.a.size, small, *self.mix)
        print("\nPeak memory")
        row("ingest of 1 GB", *self.peak(store, small))
        with open(large, "wb") as target:
            for _ in range(gigabytes):
                with open(small, "rb") as source:
                    shutil.copyfileobj(source, target, 1 << 24)
        row(f"ingest of {gigabytes} GB", *self.peak(store, large))
        row(f"parse of {gigabytes} GB", *self.peak(None, large))

    def peak(self, store, mbox):
        if store is None:
            seconds, peak = timed([self.program, "parse", "--count", str(mbox)])
        else:
            remove(store)
            seconds, peak = self.ask(store, "ingest", str(mbox))
        return seconds, f"{peak:.0f} MB, {mbox.stat().st_size / 1e6 / seconds:.0f} MB/s"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("count", type=int, nargs="?", default=100_000, help="0 leaves the mailbox out")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--mix", choices=("realistic", "fixtures"), default="realistic")
    parser.add_argument("--size", type=int, default=4500)
    parser.add_argument("--events", type=int, nargs="*", default=[])
    parser.add_argument("--maildir", type=int, default=0)
    parser.add_argument("--memory", type=int, default=0, metavar="GB")
    a = parser.parse_args()
    program = str(pathlib.Path(a.program).resolve())
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR", "/tmp")) as name:
        bench = Bench(program, pathlib.Path(name), a)
        if a.count:
            bench.mailbox()
        for count in a.events:
            bench.events(count)
        if a.maildir:
            bench.maildir(a.maildir)
        if a.memory:
            bench.memory(a.memory)


if __name__ == "__main__":
    main()
