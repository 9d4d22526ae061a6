#!/usr/bin/env python3
"""Reads every export back with the program it is made for, and every import with what services hand out.

usage: exports.py PROGRAM

Postfix's postmap, with its sqlite maps, and Exim are Debian's own, unpacked below .build-integration and run from there:
nothing is installed, and no mail system of this machine is touched. Mailman, sqlite-utils and csvkit come from PyPI into a
virtual environment in the same place. Services that cannot be run here are held to their documented formats. A tool that
cannot be had fails the test; nothing is passed over.
"""
import csv
import hashlib
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TOOLS = ROOT / ".build-integration"
NOW = "2026-11-24"
ODD = [
    "Mixed.Case@Example.COM", "o'brien@example.com", "plus+tag@example.com", "equals=sign@example.com",
    "#hash@example.com", "semi;colon@example.com", '"two words"@example.com', '"com,ma"@example.com',
    "=formula@example.com", "-dash@example.com", "per%cent@example.com", "grün@example.com", "ada@bücher.example",
    "dollar$sign@example.com", "back\\slash@example.com", "brace{d}@example.com", "\"co:lon\"@example.com",
]
failures = []
done = []


def check(name, condition, detail=""):
    if condition:
        return True
    failures.append(f"{name}: {detail}")
    print(f"FAILED {name}: {detail}", file=sys.stderr)
    return False


def run(arguments, stdin=None, environment=None, status=0, text=True):
    result = subprocess.run(
        [str(a) for a in arguments], input=stdin, capture_output=True, text=text, check=False,
        env={**os.environ, **(environment or {})})
    if status is not None and result.returncode != status:
        sys.exit(f"{' '.join(map(str, arguments))} ended with {result.returncode}:\n{result.stdout}{result.stderr}")
    return result


# The programs of others. ----------------------------------------------------------------------------


def unpacked(name, *packages):
    """Debian packages and what they need, unpacked below a folder of their own."""
    folder = TOOLS / name
    root, archives = folder / "root", folder / "archives"
    if (folder / "complete").exists():
        return root
    shutil.rmtree(folder, ignore_errors=True)
    (archives / "partial").mkdir(parents=True)
    fetch = ["apt-get", "install", "--download-only", "--reinstall", "-qq", "-y", "--no-install-recommends",
             "-o", f"Dir::Cache::archives={archives}", "-o", "Debug::NoLocking=1", *packages]
    if subprocess.run(fetch, capture_output=True, check=False).returncode != 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        run(fetch)
    for archive in archives.glob("*.deb"):
        run(["dpkg", "-x", archive, root])
    (folder / "complete").touch()
    return root


def libraries(root):
    return ":".join(sorted({str(p.parent) for p in root.glob("usr/lib/**/*.so*")}))


class Accounts:
    """Users that the mail systems ask for, for their processes only."""

    def __init__(self, folder):
        root = unpacked("nss-wrapper", "libnss-wrapper")
        (folder / "passwd").write_text(
            pathlib.Path("/etc/passwd").read_text(encoding="utf-8")
            + "Debian-exim:x:64001:64001::/:/bin/false\npostfix:x:64002:64002::/:/bin/false\n", encoding="utf-8")
        (folder / "group").write_text(
            pathlib.Path("/etc/group").read_text(encoding="utf-8")
            + "Debian-exim:x:64001:\npostfix:x:64002:\npostdrop:x:64003:\n", encoding="utf-8")
        self.environment = {
            "LD_PRELOAD": str(next(root.glob("usr/lib/**/libnss_wrapper.so"))),
            "NSS_WRAPPER_PASSWD": str(folder / "passwd"), "NSS_WRAPPER_GROUP": str(folder / "group"),
        }


class Postfix:
    def __init__(self, folder, accounts):
        root = unpacked("postfix", "postfix-sqlite", "postfix")
        self.program = root / "usr/sbin/postmap"
        self.environment = {**accounts.environment, "LD_LIBRARY_PATH": libraries(root)}
        self.configuration = folder / "postfix"
        self.configuration.mkdir()
        (self.configuration / "main.cf").write_text(
            f"shlib_directory = {root}/usr/lib/postfix\nmeta_directory = {self.configuration}\n"
            f"queue_directory = {self.configuration}\ndata_directory = {self.configuration}\n"
            "myhostname = mx.example.org\ncompatibility_level = 3.6\ninet_protocols = ipv4\n", encoding="utf-8")
        (self.configuration / "dynamicmaps.cf").write_text(
            f"sqlite\t{root}/usr/lib/postfix/postfix-sqlite.so\tdict_sqlite_open\n", encoding="utf-8")

    def postmap(self, *arguments, status=0):
        return run([self.program, "-c", self.configuration, *arguments], environment=self.environment, status=status)

    def ask(self, table, key):
        """The answer of a map; None where it has none. Warnings of Postfix are failures."""
        result = self.postmap("-q", key, table, status=None)
        check(f"postmap -q {key}", not result.stderr, result.stderr)
        return result.stdout.rstrip("\n") if result.returncode == 0 else None


class Exim:
    def __init__(self, folder, accounts):
        root = unpacked("exim", "exim4-daemon-light")
        self.program = root / "usr/sbin/exim4"
        self.environment = {**accounts.environment, "LD_LIBRARY_PATH": libraries(root)}
        self.configuration = folder / "exim.conf"
        self.configuration.write_text("primary_hostname = mx.example.org\n", encoding="utf-8")

    def ask(self, file, keys):
        """Looks keys up as a router would, the address in a variable of its own."""
        queries = "".join(
            "${lookup{" + key.replace("\\", "\\\\").replace("$", "\\$").replace("{", "\\{").replace("}", "\\}")
            + "}lsearch{" + str(file) + "}{$value}{NONE}}\n" for key in keys)
        result = run([self.program, "-C", self.configuration, "-be"], stdin=queries, environment=self.environment)
        return [line.removeprefix("> ") for line in result.stdout.splitlines() if line.removeprefix("> ")]


def environment_of_python():
    folder = TOOLS / "python"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        run([sys.executable, "-m", "venv", folder])
        run([folder / "bin/pip", "-q", "install", "mailman", "sqlite-utils", "csvkit"])
        (folder / "complete").touch()
    return folder / "bin"


class Mailman:
    """Mailman 3 with a database of its own and one list."""

    def __init__(self, folder, python):
        self.program = python / "mailman"
        self.configuration = folder / "mailman.cfg"
        self.configuration.write_text(
            f"[mailman]\nlayout: here\n[paths.here]\nvar_dir: {folder}/mailman\n"
            "[mta]\nincoming: mailman.mta.null.NullMTA\n", encoding="utf-8")
        self.run("create", "news@lists.example.org")

    def run(self, *arguments, stdin=None):
        as_root = ["--run-as-root"] if os.geteuid() == 0 else []
        return run([self.program, *as_root, "-C", self.configuration, *arguments], stdin=stdin)

    def members(self):
        lines = self.run("members", "news@lists.example.org").stdout.split("\n")
        return {line.strip() for line in lines if "@" in line}


# The store. -----------------------------------------------------------------------------------------


class Rebound:
    def __init__(self, program, path):
        self.program, self.path = str(pathlib.Path(program).resolve()), str(path)

    def run(self, *arguments, stdin=None, status=0):
        clock = [] if arguments[0] in ("guard", "policy") else ["--now", NOW]
        return run([self.program, arguments[0], "--db", self.path, *clock, *arguments[1:]], stdin=stdin, status=status)

    def suppressed(self):
        rows = self.run("export", "suppressions", "--format", "jsonl").stdout.splitlines()
        return [json.loads(row) for row in rows]

    def export(self, form):
        """The export, and how many addresses it says it left out."""
        result = self.run("export", "suppressions", "--for", form)
        words = result.stderr.split()
        return result.stdout, int(words[words.index("addresses") - 1]) if "addresses" in words else 0


def key(address):
    """As addresses are compared."""
    local, _, domain = address.rpartition("@")
    return local.lower() + "@" + domain.encode("idna").decode().lower()


def filled(program, folder):
    store = Rebound(program, folder / "rebound.db")
    store.run("ingest", ROOT / "Fixtures/mail", status=None)
    for address in ODD:
        store.run("suppress", "--reason", "asked for it, \"in writing\"", "--", address)
    store.run("suppress", "@closed.example", "--reason", "closed")
    store.run("suppress", "known@closed.example", "--reason", "closed")
    store.run("allow", "friend@closed.example", "--reason", "works")
    store.run("suppress", "later@example.com", "--reason", "holidays", "--until", "2099-01-01")
    store.run("suppress", "over@example.com", "--reason", "holidays", "--until", "2026-11-25")
    store.run("release", "over@example.com", "--reason", "back")
    return store


# The exports. ---------------------------------------------------------------------------------------


def complete(name, found, expected, left_out, fit=lambda address: True):
    """All were found but those that the program said it left out, which the format cannot carry."""
    missing = {key(a) for a in expected} - {key(a) for a in found}
    extra = {key(a) for a in found} - {key(a) for a in expected}
    check(name, not extra, f"not suppressed: {sorted(extra)[:5]}")
    check(name, len(missing) == left_out, f"{left_out} said to be left out, but {sorted(missing)[:8]} are")
    check(name, not [a for a in missing if fit(a)], f"could have been carried: {sorted(missing)[:8]}")
    done.append(f"{name}: {len(set(found))} addresses, {left_out} left out")


def one_word(address):
    return not set(address) & set(" \t\"")


def for_mailman(address):
    return one_word(address) and address.isascii()


def tables(store, expected, folder, python):
    text = store.run("export", "suppressions", "--format", "csv", "--raw").stdout
    file = folder / "suppressions.csv"
    file.write_bytes(store.run("export", "suppressions", "--format", "csv", "--raw").stdout.encode())
    complete("python csv", [row["address"] for row in csv.DictReader(io.StringIO(text, newline=""))], expected, 0)
    run(["sqlite3", folder / "a.db", f".import --csv {file} s"])
    rows = json.loads(run(["sqlite3", "-json", folder / "a.db", "SELECT * FROM s"]).stdout)
    complete("sqlite3 .import", [row["address"] for row in rows], expected, 0)
    run([python / "sqlite-utils", "insert", folder / "b.db", "s", file, "--csv"])
    rows = json.loads(run([python / "sqlite-utils", "query", folder / "b.db", "SELECT * FROM s"]).stdout)
    complete("sqlite-utils insert", [row["address"] for row in rows], expected, 0)
    rows = json.loads(run([python / "csvjson", "-I", file]).stdout)
    complete("csvkit csvjson", [row["address"] for row in rows], expected, 0)
    stat = run([python / "csvstat", "--count", file]).stdout
    check("csvkit csvstat", str(len(expected)) in stat, stat)
    problems = run([python / "csvclean", "--enable-all-checks", file], status=None)
    check("csvkit csvclean", "row(s)" not in problems.stderr or problems.returncode == 0, problems.stderr[:300])


def plain_lists(store, expected, folder, python):
    for form in ("plain", "sympa"):
        text, left_out = store.export(form)
        complete(form, text.splitlines(), expected, left_out, one_word)
    text, left_out = store.export("mailman")
    file = folder / "remove.txt"
    file.write_text(text, encoding="utf-8")
    complete("mailman file", text.splitlines(), expected, left_out, for_mailman)
    mailman = Mailman(folder, python)
    # Mailman takes ASCII members only, in a form of its own taste; the keeper is to stay.
    members = [a for a in text.splitlines() if a.isascii() and one_word(a)] + ["keeper@example.net"]
    mailman.run("addmembers", "-", "news@lists.example.org", stdin="\n".join(members) + "\n")
    before = mailman.members()
    check("mailman addmembers", len(before) > 10, str(before))
    mailman.run("delmembers", "-f", str(file), "-l", "news@lists.example.org")
    check("mailman delmembers", mailman.members() == {"keeper@example.net"}, str(mailman.members()))
    done.append(f"mailman delmembers: {len(before)} members before, 1 after")


def services(store, expected):
    for form, column in (("listmonk", "email"), ("mailchimp", "Email Address"), ("sendgrid", "email")):
        text, left_out = store.export(form)
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        complete(form, [row[column] for row in rows], expected, left_out)
        if form == "listmonk":
            check(form, list(rows[0]) == ["email", "name", "attributes"], str(list(rows[0])))
            check(form, all(isinstance(json.loads(row["attributes"]), dict) for row in rows), "attributes are no JSON")
    text, left_out = store.export("ses")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    complete("ses", [row[0] for row in rows], expected, left_out)
    check("ses", {row[1] for row in rows} == {"BOUNCE", "COMPLAINT"}, str({row[1] for row in rows}))
    text, left_out = store.export("sha256")
    hashes = {hashlib.sha256(a.lower().encode()).hexdigest() for a in expected}
    check("sha256", set(text.split()) == hashes and left_out == 0, "hashes differ")
    done.append(f"sha256: {len(hashes)} hashes")


def mail_systems(store, expected, folder):
    accounts = Accounts(folder)
    postfix, exim = Postfix(folder, accounts), Exim(folder, accounts)
    for form, word in (("postfix", "REJECT 5.7.1 suppressed: "), ("postfix-discard", "DISCARD suppressed: ")):
        text, left_out = store.export(form)
        table = folder / f"{form}.map"
        table.write_text(text, encoding="utf-8")
        made = postfix.postmap(f"hash:{table}")
        check(form, not made.stderr, made.stderr)
        found = [a for a in expected if (postfix.ask(f"hash:{table}", a) or "").startswith(word)]
        complete(f"postmap {form}", found, expected, left_out, lambda a: one_word(a) and not a.startswith("#"))
        check(form, postfix.ask(f"hash:{table}", "keeper@example.net") is None, "a stranger is refused")
    configuration = folder / "rebound.cf"
    configuration.write_text(store.run("export", "suppressions", "--for", "postfix-sqlite").stdout, encoding="utf-8")
    table = f"sqlite:{configuration}"
    # Postfix hands the map the domain as it goes over the wire.
    wire = {a: a if a.isascii() else a.rpartition("@")[0] + "@" + key(a).rpartition("@")[2] for a in expected}
    found = [a for a in expected if (postfix.ask(table, wire[a]) or "").startswith("REJECT 5.7.1 suppressed: ")]
    complete("postmap sqlite:", found, [a for a in expected if "@" in a], 0)
    for address in ("known@closed.example", "never-seen@closed.example", "LATER@EXAMPLE.COM"):
        answer = postfix.ask(table, address) or ""
        check("postmap sqlite:", answer.startswith("REJECT") and "," not in answer, f"{address}: {answer!r}")
    for address in ("friend@closed.example", "over@example.com", "keeper@example.net", "example.net", "x' OR 1=1 --@example.com"):
        check("postmap sqlite:", postfix.ask(table, address) is None, f"{address} is refused")
    text, left_out = store.export("exim")
    file = folder / "exim-list"
    file.write_text(text, encoding="utf-8")
    asked = [a for a in expected] + ["keeper@example.net"]
    answers = exim.ask(file, asked)
    check("exim", len(answers) == len(asked), f"{len(answers)} answers to {len(asked)} questions")
    found = [a for a, answer in zip(asked, answers) if answer.startswith("suppressed: ")]
    complete("exim lsearch", found, expected, left_out, lambda a: one_word(a) and not a.startswith("#"))


# The imports. ---------------------------------------------------------------------------------------

DUMPS = {
    "SES csv": ("a@example.com,BOUNCE\nb@example.com,COMPLAINT\n", {}),
    "SES json": (json.dumps({"SuppressedDestinationSummaries": [
        {"EmailAddress": "a@example.com", "Reason": "BOUNCE", "LastUpdateTime": "2026-03-02T04:11:09+00:00"},
        {"EmailAddress": "b@example.com", "Reason": "COMPLAINT", "LastUpdateTime": "2026-03-02T04:11:09+00:00"}],
        "NextToken": "x@y"}), {"a@example.com": "BOUNCE"}),
    "SendGrid csv": ('status,reason,email,created\n5.1.1,"550 5.1.1 no, never",a@example.com,1772421069\n'
                     "5.0.0,550 gone,b@example.com,1772421070\n", {"a@example.com": "550 5.1.1 no, never"}),
    "SendGrid json": (json.dumps([
        {"created": 1772421069, "email": "a@example.com", "reason": "550 5.1.1 unknown", "status": "5.1.1"},
        {"created": 1772421069, "email": "b@example.com", "reason": "550 5.1.1 unknown", "status": "5.1.1"}]),
        {"a@example.com": "550 5.1.1 unknown"}),
    "Mailgun csv": ("address,code,error,created_at\na@example.com,550,No such mailbox,\"Mon, 02 Mar 2026 03:11:09 UTC\"\n"
                    "b@example.com,605,,\"Mon, 02 Mar 2026 03:11:09 UTC\"\n", {"a@example.com": "No such mailbox"}),
    "Mailgun json": (json.dumps({"items": [
        {"address": "a@example.com", "code": "550", "error": "No such mailbox", "created_at": "Mon, 02 Mar 2026 03:11:09 UTC"},
        {"address": "b@example.com", "code": "550", "error": "", "created_at": "Mon, 02 Mar 2026 03:11:09 UTC"}],
        "paging": {"next": "https://api.example.org/bounces?page=next&address=c@example.com"}}),
        {"a@example.com": "No such mailbox"}),
    "Postmark csv": ("EmailAddress,SuppressionReason,Origin,CreatedAt\na@example.com,HardBounce,Recipient,2026-03-02T03:11:09Z\n"
                     "b@example.com,SpamComplaint,Recipient,2026-03-02T03:11:09Z\n", {"a@example.com": "HardBounce"}),
    "Postmark json": (json.dumps({"Suppressions": [
        {"EmailAddress": "a@example.com", "SuppressionReason": "HardBounce", "Origin": "Recipient", "CreatedAt": "2026-03-02T03:11:09Z"},
        {"EmailAddress": "b@example.com", "SuppressionReason": "ManualSuppression", "Origin": "Customer", "CreatedAt": "2026-03-02T03:11:09Z"}]}),
        {"a@example.com": "HardBounce", "b@example.com": "ManualSuppression"}),
    "SparkPost csv": ("recipient,type,source,description,created,updated\n"
                      "a@example.com,non_transactional,Bounce Rule,550 5.1.1 unknown,2026-03-02T03:11:09+00:00,2026-03-02T03:11:09+00:00\n"
                      "a@example.com,transactional,Bounce Rule,550 5.1.1 unknown,2026-03-02T03:11:09+00:00,2026-03-02T03:11:09+00:00\n"
                      "b@example.com,non_transactional,Spam Complaint,,2026-03-02T03:11:09+00:00,2026-03-02T03:11:09+00:00\n",
                      {"a@example.com": "550 5.1.1 unknown", "b@example.com": "Spam Complaint"}),
    "SparkPost json": (json.dumps({"results": [
        {"recipient": "a@example.com", "type": "transactional", "source": "Bounce Rule", "description": "550 5.1.1 unknown"},
        {"recipient": "b@example.com", "type": "transactional", "source": "Manually Added", "description": ""}],
        "links": [{"href": "/api/v1/suppression-list?cursor=x", "rel": "next"}], "total_count": 2}),
        {"a@example.com": "550 5.1.1 unknown", "b@example.com": "Manually Added"}),
    "JSON lines": ('{"email": "a@example.com", "reason": "gone"}\n{"email": "b@example.com"}\n', {"a@example.com": "gone"}),
    "BOM and semicolons": ("\ufeffEmail;Reason\r\na@example.com;gone\r\nb@example.com;\r\n", {"a@example.com": "gone"}),
}


def dumps(program, folder):
    for number, (name, (text, reasons)) in enumerate(DUMPS.items()):
        store = Rebound(program, folder / f"dump{number}.db")
        file = folder / f"dump{number}"
        file.write_text(text, encoding="utf-8")
        store.run("import", file, "--source", name)
        rows = {row["address"]: row for row in store.suppressed()}
        check(f"import of {name}", set(rows) == {"a@example.com", "b@example.com"}, str(set(rows)))
        check(f"import of {name}", all(row["why"].startswith(name + ": ") for row in rows.values()), str(rows))
        for address, reason in reasons.items():
            check(f"import of {name}", rows[address]["why"] == f"{name}: {reason}", str(rows[address]))
        before = len(store.run("history", "a@example.com").stdout)
        store.run("import", file, "--source", name)
        check(f"second import of {name}", len(store.run("history", "a@example.com").stdout) == before, "it decided again")
    done.append(f"imports of {len(DUMPS)} dumps")


def round_trips(program, store, expected, folder):
    for form in ("plain", "mailman", "sympa", "listmonk", "mailchimp", "sendgrid", "ses", "csv", "tsv", "jsonl"):
        if form in ("csv", "tsv", "jsonl"):
            text, left_out = store.run("export", "suppressions", "--format", form).stdout, 0
        else:
            text, left_out = store.export(form)
        other = Rebound(program, folder / f"trip-{form}.db")
        other.run("import", "-", "--source", form, stdin=text)
        fit = {"plain": one_word, "sympa": one_word, "mailman": for_mailman}.get(form, lambda address: True)
        complete(f"round trip {form}", [row["address"] for row in other.suppressed()],
                 [a for a in expected if "@" in a], left_out, fit)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = sys.argv[1]
    python = environment_of_python()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        store = filled(program, folder)
        expected = [row["address"] for row in store.suppressed()]
        check("store", len(expected) > 100, f"{len(expected)} suppressed")
        tables(store, expected, folder, python)
        plain_lists(store, expected, folder, python)
        services(store, expected)
        mail_systems(store, expected, folder)
        dumps(program, folder)
        round_trips(program, store, expected, folder)
    for line in done:
        print(line)
    if failures:
        sys.exit(f"{len(failures)} failures")


if __name__ == "__main__":
    main()
