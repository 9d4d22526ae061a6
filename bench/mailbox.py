#!/usr/bin/env python3
"""Writes a mailbox of N bounces made from the fixtures, every one to a recipient of its own.

usage: mailbox.py N FILE [--mix realistic|fixtures] [--size OCTETS] [--domains D] [--start S] [--maildir] [--seed S]

Only fixtures with one failed recipient whose address stands in the message in plain ASCII are used. How often each comes is
said in mix.py; `realistic` draws them at random with those weights, `fixtures` takes them in turn. The recipient's address and
every Message-ID are replaced. The returned original is as long as it needs to be for messages of SIZE octets on average
(default 4500): see forms.py. With --maildir FILE is a folder, and every message a file in its `new`.
"""
import argparse
import pathlib
import random
import sys

import forms
import mix


def recipient(number, domains, cause=None):
    if cause in mix.OF_DOMAINS:
        return b"reader%08d@gone%05d.example" % (number, number * 7919 % (10 * domains))
    return b"reader%08d@town%05d.example" % (number, number * 7919 % domains)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--mix", choices=("realistic", "fixtures"), default="realistic")
    parser.add_argument("--size", type=int, default=4500)
    parser.add_argument("--domains", type=int, default=500)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--maildir", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="tell how often each fixture comes")
    a = parser.parse_args()
    sources = forms.forms()
    if not sources:
        sys.exit("no fixture is fit to be multiplied")
    weights = mix.weights(a.mix, [(mix.dialect(form.name, form.octets), form.cause) for form in sources])
    length = forms.length_for_mean(sources, weights, a.size)
    cut = [form.cut(form.grown(length, number)) for number, form in enumerate(sources)]
    drawing = random.Random(a.seed + a.start)
    numbers = range(a.start, a.start + a.count)
    if a.mix == "fixtures":
        order = (number % len(sources) for number in numbers)
    else:
        order = drawing.choices(range(len(sources)), weights, k=a.count)

    def message(number, form):
        pieces, kinds = cut[form]
        address = recipient(number, a.domains, sources[form].cause)
        output = [pieces[0]]
        for place, kind in enumerate(kinds):
            output.append(address if kind == "address" else b"%08d.%d" % (number, place))
            output.append(pieces[place + 1])
        return b"".join(output)

    if a.maildir:
        for name in ("new", "cur", "tmp"):
            (a.file / name).mkdir(parents=True, exist_ok=True)
        for number, form in zip(numbers, order):
            (a.file / "new" / f"{1790000000 + number // 100}.{number:08d}.mx").write_bytes(message(number, form))
    else:
        with open(a.file, "wb", buffering=1 << 22) as mailbox:
            for number, form in zip(numbers, order):
                mailbox.write(b"From MAILER-DAEMON Tue Nov  3 04:05:06 2026\n" + message(number, form) + b"\n")
    total = sum(weights)
    shares = {}
    for form, weight in zip(sources, weights):
        name = mix.dialect(form.name, form.octets)
        shares[name] = shares.get(name, 0) + 100 * weight / total
    print(
        f"{len(sources)} fixtures, {a.mix} mix: " + ", ".join(f"{share:.1f} % {name}" for name, share in shares.items()),
        file=sys.stderr)
    if a.show:
        for weight, form in sorted(zip(weights, sources), key=lambda pair: -pair[0]):
            print(f"{100 * weight / total:6.2f} %  {form.cause:24} {form.name}", file=sys.stderr)


if __name__ == "__main__":
    main()
