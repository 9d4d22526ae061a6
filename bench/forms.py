"""Fixtures as forms: cut where the recipient's address and the ids stand, with the returned original at its real length.

Fixtures are as short as their case allows. Real bounces are not: they return the whole message or its whole header, and that
is most of their octets. So the original gets the header fields a newsletter arrives with and a text of a given length, in the
form the fixture's original has (plain text or HTML); where only the header is returned, only header fields are added.
"""
import json
import pathlib
import re

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "Fixtures" / "mail"

# What a newsletter carries in its header when it comes back; %s is the recipient.
FIELDS = b"""\
Received: from app3.lists.example.org (app3.lists.example.org [192.0.2.33])
\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
\t key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256)
\t(No client certificate requested)
\tby smtp1.example.org (Postfix) with ESMTPS id 4cN1vC0kLmzQ7
\tfor <%s>; Thu,  3 Sep 2026 06:15:02 +0000 (UTC)
Received: by app3.lists.example.org (Postfix, from userid 1004)
\tid 2F7D14A0C19; Thu,  3 Sep 2026 06:14:58 +0000 (UTC)
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=lists.example.org;
\ts=s2026; t=1788416102; h=from:from:reply-to:subject:subject:date:date:
\t message-id:message-id:to:to:cc:mime-version:mime-version:content-type:
\t list-id:list-help:list-unsubscribe:list-unsubscribe-post;
\tbh=kC9f2mXq7o0bPZr4hYwVt1sLd8eUj6nA3gRiQ5xTzEc=;
\tb=Qm3vTn8yKc1RzLw5oXaGd7ePfJh2UbSi9qVt4mYxNl6CrZk0EwHuDgAoBsIp
\t 8jFy2Xn6TzKq1WvLcRm5UeHo9iPd3SgBaYt7JfVx4NlZw0QrCkEuMhDsGbOi
\t 6TpAy1jXnFz8vKqLw3RcUm5oHe9PdSiBg2aYt7xJfV4NlQ0wZrCkEuMhDsGb
\t 1OiTpAy6jXnFz8vKqLw3RcUm5oHe9PdSiBg2aYt7xJfV4NlQ0wZrCkEuMhDs
\t Gb==
Authentication-Results: smtp1.example.org;
\tdkim=pass (2048-bit key; unprotected) header.d=lists.example.org header.s=s2026;
\tdkim-atps=neutral
List-Id: Harbour Gazette <gazette.lists.example.org>
List-Help: <https://lists.example.org/help>
List-Unsubscribe: <https://lists.example.org/u/5f2d9c71b04e>,
\t<mailto:leave-5f2d9c71b04e@lists.example.org?subject=unsubscribe>
List-Unsubscribe-Post: List-Unsubscribe=One-Click
Feedback-ID: wk36:gazette:weekly:lists
X-Mailer: Gazette 4.2
X-Campaign: weekly/36
Precedence: bulk
""".splitlines(keepends=True)

SENTENCES = [
    b"The harbour office has moved its opening hours to the morning for the whole of the winter.",
    b"Tickets for the lantern walk are on sale at the kiosk by the old crane until Friday noon.",
    b"Three boats of the rowing club came home from the regatta with a medal, and one with a hole.",
    b"Readers ask why the number nine tram turns at the mill: because the points are being renewed.",
    b"The library lends its telescope again; whoever wants it for a night leaves a name at the desk.",
    b"Last week's recipe had the salt twice. Leave out one of the two, and the bread will rise.",
    b"The market stalls stay where they are in December, only the fish moves to the eastern quay.",
    b"A grey cat with one white paw has been found in the rope store and would like to be fetched.",
]


def wrapped(text, width):
    line, result = b"", []
    for word in text.split(b" "):
        if line and len(line) + 1 + len(word) > width:
            result.append(line)
            line = word
        else:
            line = line + b" " + word if line else word
    return result + [line]


def plain_text(length, start):
    """Paragraphs of a newsletter, each with its link, about `length` octets."""
    result, size, number = [], 0, start
    while size < length:
        sentences = b" ".join(SENTENCES[(number * 3 + step) % len(SENTENCES)] for step in range(3))
        paragraph = b"\n".join(wrapped(sentences, 72)) + b"\nhttps://lists.example.org/36/%d?r=5f2d9c71b04e\n\n" % number
        result.append(paragraph)
        size += len(paragraph)
        number += 1
    return cut_at_line(b"".join(result), length)


def html_text(length, start):
    result, size, number = [], 0, start
    while size < length:
        sentences = b" ".join(SENTENCES[(number * 3 + step) % len(SENTENCES)] for step in range(3))
        paragraph = (
            b'<tr><td style="padding:0 24px 16px 24px;font-family:Georgia,serif;font-size:16px">\n<p>'
            + b"\n".join(wrapped(sentences, 76))
            + b'</p>\n<p><a href="https://lists.example.org/36/%d?r=5f2d9c71b04e">Read on</a></p></td></tr>\n' % number
        )
        result.append(paragraph)
        size += len(paragraph)
        number += 1
    return cut_at_line(b"".join(result), length)


def cut_at_line(text, length):
    return text[: text.rfind(b"\n", 0, length + 1) + 1]


class Form:
    """One fixture, ready to be multiplied."""

    def __init__(self, name, octets, address, cause):
        self.name = name
        self.cause = cause
        self.address = address
        octets = re.sub(rb"(?m)^(>*From )", rb">\1", octets if octets.endswith(b"\n") else octets + b"\n")
        self.head, self.body, self.tail, self.original = self.places(octets)
        self.octets = octets

    @staticmethod
    def places(octets):
        """Cuts at the end of the original's header and at the end of its body.

        Returns (up to the header's end, from there to the body's end, the rest, what the original is): "header", "plain",
        "html", or None where nothing is returned that could be longer.
        """
        returned = list(re.finditer(rb"(?im)^content-type:[ \t]*(message/rfc822|text/rfc822-headers)\b", octets))
        if returned:
            blank = octets.find(b"\n\n", returned[-1].start())
            closing = octets.rstrip().rfind(b"\n--")
            if blank < 0 or closing <= blank:
                return octets, b"", b"", None
            start = blank + 2
            only_header = returned[-1].group(1).lower() != b"message/rfc822"
        else:
            # Text that quotes the message, as Exim, qmail and many others do.
            quoted = re.search(rb"(?m)^(?:-+ ?(?:This is a copy|Below this line|The header|Original message|Returned).*\n+)", octets)
            if not quoted or octets.rstrip().endswith(b"--"):
                return octets, b"", b"", None
            start, closing, only_header = quoted.end(), len(octets) - 1, False
        header_end = octets.find(b"\n\n", start, closing)
        if header_end < 0:
            header_end, only_header = closing, True
        if not re.match(rb"[A-Za-z-]+:", octets[start:header_end]):
            return octets, b"", b"", None
        kind = "plain"
        if only_header:
            kind = "header"
        elif re.search(rb"(?im)^content-(type:[ \t]*multipart|transfer-encoding:[ \t]*base64)", octets[start:header_end]):
            kind = "header"
        elif re.search(rb"(?im)^content-type:[ \t]*text/html", octets[start:header_end]):
            kind = "html"
        return octets[: header_end + 1], octets[header_end + 1 : closing + 1], octets[closing + 1 :], kind

    def grown(self, length, number):
        """The message with an original that makes it about `length` octets long."""
        if self.original is None or length <= len(self.octets):
            return self.octets
        result, room = self.head, length - len(self.octets)
        for field in fields():
            if len(field) <= room:
                result += field.replace(b"%s", self.address)
                room -= len(field)
        if self.original == "header":
            return result + self.body + self.tail
        text = html_text(room, number) if self.original == "html" else plain_text(room, number)
        return result + self.body + (b"" if self.body.startswith(b"\n") else b"\n") + text + self.tail

    def cut(self, octets):
        """Pieces of the message, and what stands between them: "address" or "id"."""
        spans = [(m.start(), m.end(), "address") for m in re.finditer(re.escape(self.address), octets, re.I)]
        spans += [(m.start(1), m.end(1), "id") for m in re.finditer(rb"(?im)^message-id:[ \t]*<([^<>\s@]+)@", octets)]
        pieces, kinds, position = [], [], 0
        for start, end, kind in sorted(spans):
            if start < position:
                continue
            pieces.append(octets[position:start])
            kinds.append(kind)
            position = end
        return pieces + [octets[position:]], kinds


def fields():
    """Header fields with their continuation lines."""
    result = []
    for line in FIELDS:
        if line.startswith(b"\t"):
            result[-1] += line
        else:
            result.append(line)
    return result


def forms():
    """The fixtures of one failed recipient whose address stands in the message in plain ASCII."""
    result = []
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
        if b"\r" in octets or address not in octets or b"=\n" in octets:
            continue
        # No message of a mailbox begins with a byte order mark.
        if octets.startswith(b"\xef\xbb\xbf"):
            continue
        # Written in a second form as well, or only good as a telephone number.
        if b"&#64;" in octets or address.split(b"@")[0].isdigit():
            continue
        result.append(Form(str(message.relative_to(FIXTURES)), octets, address, recipients[0]["cause"]))
    return result


def length_for_mean(forms_, weights, mean):
    """How long those that can grow must become, for messages of `mean` octets on average."""
    low, high = 0, 200_000
    while high - low > 8:
        middle = (low + high) // 2
        size = sum(w * len(f.grown(middle, 0)) for f, w in zip(forms_, weights)) / sum(weights)
        low, high = (middle, high) if size < mean else (low, middle)
    return high
