#!/usr/bin/env python3
"""Writes the output of the tour's commands into README.md and draws docs/tour.svg from it.

usage: tour.py PROGRAM

The program's own output, as of a fixed day: run it again when the output changes.
"""
import html
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
NOW = "2026-11-24"
BLOCK = re.compile(r"(```console\n\$ rebound (.*)\n)(?:(?!```)[\s\S])*?(```)")


def run(program, store, command):
    arguments = re.findall(r'"[^"]*"|\S+', command)
    words = [program] + [word.strip('"') for word in arguments]
    if words[1] not in ("explain",):
        words += ["--db", store, "--now", NOW]
    result = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    lines = [line.rstrip() for line in result.stdout.splitlines() if not re.search(r"messages/s", line)]
    return [cut(line) for line in lines]


def cut(line, width=118):
    return line if len(line) <= width else line[: width - 1] + "…"


def picture(blocks):
    lines = []
    for command, output in blocks:
        lines.append(("command", "$ rebound " + command))
        lines += [("", line) for line in output[:16]]
        lines.append(("", ""))
    height = 18 * len(lines) + 40
    rows = []
    for number, (kind, text) in enumerate(lines):
        rows.append(
            f'<text x="16" y="{36 + 18 * number}" class="{kind or "out"}" xml:space="preserve">{html.escape(text)}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="920" height="{height}" role="img" '
        'aria-label="rebound in a terminal">\n'
        "<style>text{font:13px ui-monospace,Menlo,Consolas,monospace}.out{fill:#d0d0d0}.command{fill:#8fd460;font-weight:bold}</style>\n"
        f'<rect width="920" height="{height}" rx="8" fill="#1c1f26"/>\n' + "\n".join(rows) + "\n</svg>\n"
    )


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    shown = []
    with tempfile.TemporaryDirectory() as folder:
        store = folder + "/rebound.db"

        def fill(match):
            output = run(program, store, match.group(2))
            shown.append((match.group(2), output))
            return match.group(1) + "\n".join(output) + "\n" + match.group(3)

        text = BLOCK.sub(fill, text)
    readme.write_text(text, encoding="utf-8")
    (ROOT / "docs" / "tour.svg").write_text(picture(shown[1:4]), encoding="utf-8")


if __name__ == "__main__":
    main()
