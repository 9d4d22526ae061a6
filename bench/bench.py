#!/usr/bin/env python3
"""Measures the program beside two yardsticks, in one run, and prints figures and ratios.

usage: bench.py PROGRAM [N] [--runs R]

The mailbox has N bounces (default 100000), each to a recipient of its own, made from the fixtures. Yardsticks: `wc -l` on the
mailbox, and the sqlite3 shell importing N rows into
(key TEXT PRIMARY KEY, address, reply, status, cause, at) WITHOUT ROWID with random keys of 32 hex digits, write-ahead log,
synchronous NORMAL, a cache of 64 MB. Figures are medians over the runs, of whole processes.
"""
import argparse
import os
import pathlib
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent


def timed(arguments, stdin=None):
    """Returns (seconds, peak memory in MB) of one whole process."""
    source = open(stdin, "rb") if stdin else subprocess.DEVNULL
    started = time.perf_counter()
    process = subprocess.Popen(arguments, stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if stdin:
        source.close()
    return seconds, usage.ru_maxrss / 1024


def median(runs, body):
    results = [body() for _ in range(runs)]
    return statistics.median(r[0] for r in results), max(r[1] for r in results)


def remove(path):
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    a = parser.parse_args()
    program = str(pathlib.Path(a.program).resolve())
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR", "/tmp")) as folder:
        mbox, store, rows = folder + "/mail.mbox", folder + "/rebound.db", folder + "/rows.csv"
        subprocess.run([sys.executable, str(HERE / "mailbox.py"), str(a.count), mbox], check=True, stderr=subprocess.DEVNULL)
        size = os.path.getsize(mbox)
        generator = random.Random(1)
        with open(rows, "w", encoding="ascii") as file:
            for number in range(a.count):
                file.write(
                    f"{generator.getrandbits(128):032x},user{number:08d}@domain{number % 500:05d}.example,550,5.1.1,user-unknown,{1790000000 + number}\n"
                )
        one = folder + "/one.eml"
        with open(mbox, "rb") as file:
            file.readline()
            message = file.read(20_000).split(b"\nFrom ")[0]
        pathlib.Path(one).write_bytes(message)
        members = folder + "/members.csv"
        with open(members, "w", encoding="ascii") as file:
            file.write("id,email\n")
            for number in range(a.count):
                file.write(f"{number},user{2 * number:08d}@domain{2 * number * 7919 % 500:05d}.example\n")

        def ingest(new, *more):
            if new:
                remove(store)
            return timed([program, "ingest", mbox, "--db", store, "--now", "2026-11-24", *more])

        def sqlite():
            path = folder + "/yardstick.db"
            remove(path)
            script = (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;\n"
                "CREATE TABLE t (key TEXT PRIMARY KEY, address, reply, status, cause, at) WITHOUT ROWID;\n"
                f".mode csv\n.import {rows} t\n"
            )
            pathlib.Path(folder + "/script.sql").write_text(script, encoding="ascii")
            return timed(["sqlite3", path], stdin=folder + "/script.sql")

        wc, _ = median(a.runs, lambda: timed(["wc", "-l", mbox]))
        yardstick, _ = median(a.runs, sqlite)
        parse, parse_memory = median(a.runs, lambda: timed([program, "parse", "--count", mbox]))
        first, memory = median(a.runs, lambda: ingest(True))
        again, _ = median(a.runs, lambda: ingest(False))
        reread, _ = median(a.runs, lambda: ingest(False, "--reread"))
        ask = lambda *words: median(a.runs, lambda: timed([program, *words, "--db", store, "--now", "2026-11-24"]))[0]
        check = ask("check", "user00000007@domain00001.example")
        listing = ask("suppressions", "--format", "csv")
        domains = ask("domains")
        cleaning = ask("filter", members)
        pipe, _ = median(a.runs, lambda: timed([program, "ingest", "-", "--db", store, "--now", "2026-11-24"], stdin=one))

        def row(name, seconds, note=""):
            print(f"{name:<34} {seconds:10.3f} s   {note}")

        n = a.count
        print(f"{n} bounces, {size / 1e6:.0f} MB, {size / n / 1000:.1f} kB each; medians of {a.runs}; {os.cpu_count()} processors")
        row("wc -l on the mailbox", wc, f"{size / 1e6 / wc:.0f} MB/s")
        row("sqlite3 imports as many rows", yardstick, f"{n / yardstick:.0f} rows/s")
        row("parse only", parse, f"{n / parse:.0f} messages/s, {size / 1e6 / parse:.0f} MB/s, {parse / wc:.1f} x wc, {parse_memory:.0f} MB")
        row("ingest into a new store", first, f"{n / first:.0f} messages/s, {first / yardstick:.2f} x sqlite3, {memory:.0f} MB")
        row("ingest again", again, f"{100 * again / first:.2f} % of the first")
        row("ingest again with --reread", reread, f"{reread / first:.2f} x the first")
        row("one message from a pipe", pipe, "whole process")
        row("check of one address", check, "whole process")
        row("suppressions as CSV", listing)
        row("domains", domains)
        row("filter of a list as long", cleaning)


if __name__ == "__main__":
    main()
