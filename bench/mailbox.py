#!/usr/bin/env python3
"""Writes a mailbox of N bounces made from the fixtures, every one to a recipient of its own.

usage: mailbox.py N FILE [--domains D] [--size OCTETS] [--start S]

Only fixtures with one failed recipient whose address stands in the message in plain ASCII are used, in turn. The
recipient's address and every Message-ID are replaced; the returned original is filled up so that messages are SIZE
octets long on average (default 4500), as bounces with a returned message are.
"""
import argparse
import json
import pathlib
import re
import sys

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "Fixtures" / "mail"
FILLING = b"The quick brown fox jumps over the lazy dog while the newsletter goes on and on.\n"


def templates(size):
    """Yields (pieces, total): the message cut at the places of the address and the Message-IDs."""
    for expectation in sorted(FIXTURES.glob("*/*.json")):
        message = expectation.with_suffix(".eml")
        expected = json.loads(expectation.read_text(encoding="utf-8"))
        if not message.exists() or not isinstance(expected, dict) or expected["kind"] != "bounce":
            continue
        recipients = expected["recipients"]
        if len(recipients) != 1 or recipients[0].get("via"):
            continue
        address = recipients[0]["address"].encode()
        octets = message.read_bytes()
        if b"\r" in octets or octets.count(address) < 1 or b"=\n" in octets:
            continue
        if not octets.endswith(b"\n"):
            octets += b"\n"
        octets = re.sub(rb"(?m)^(>*From )", rb">\1", octets)
        room = size - len(octets)
        if room > 0:
            octets = fill(octets, room)
        yield cut(octets, address)


def fill(octets, room):
    """Lengthens the body of the returned original, or of the report where none is returned."""
    filling = FILLING * (room // len(FILLING) + 1)
    closing = octets.rstrip().rfind(b"\n--")
    if closing > 0 and octets.rstrip().endswith(b"--"):
        return octets[: closing + 1] + b"\n" + filling + octets[closing + 1 :]
    return octets


def cut(octets, address):
    pieces, position, kinds = [], 0, []
    header_id = re.compile(rb"(?im)^message-id:[ \t]*<([^<>\s@]+)@")
    spans = [(m.start(), m.end(), "address") for m in re.finditer(re.escape(address), octets, re.I)]
    spans += [(m.start(1), m.end(1), "id") for m in header_id.finditer(octets)]
    for start, end, kind in sorted(spans):
        if start < position:
            continue
        pieces.append(octets[position:start])
        kinds.append(kind)
        position = end
    pieces.append(octets[position:])
    return pieces, kinds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("file")
    parser.add_argument("--domains", type=int, default=500)
    parser.add_argument("--size", type=int, default=4500)
    parser.add_argument("--start", type=int, default=0)
    arguments = parser.parse_args()
    forms = list(templates(arguments.size))
    if not forms:
        sys.exit("no fixture is fit to be multiplied")
    with open(arguments.file, "wb", buffering=1 << 22) as mailbox:
        for number in range(arguments.start, arguments.start + arguments.count):
            pieces, kinds = forms[number % len(forms)]
            address = b"user%08d@domain%05d.example" % (number, number * 7919 % arguments.domains)
            output = [b"From MAILER-DAEMON Tue Nov  3 04:05:06 2026\n", pieces[0]]
            for order, kind in enumerate(kinds):
                output.append(address if kind == "address" else b"%08d.%d" % (number, order))
                output.append(pieces[order + 1])
            output.append(b"\n")
            mailbox.write(b"".join(output))
    print(f"{len(forms)} fixtures in turn", file=sys.stderr)


if __name__ == "__main__":
    main()
