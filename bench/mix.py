"""Which bounces a mailbox is made of, and how many of each.

`realistic` is what the bounce mailbox of one sending server (Postfix) with a large newsletter receives. No published count of
such mailboxes by dialect exists; the shares below are estimates from how mail is delivered, and each says why. `fixtures`
takes every fixture alike: harder than any real mailbox, since a third of the fixtures are free text in a form of its own.
"""
import re

# (name, what its messages contain, share in per cent). The first that fits decides. Within a dialect, causes decide.
DIALECTS = [
    # Nearly every receiver refuses during the SMTP session, and then it is our own server that reports to us, whatever the
    # receiver said: the words are the receiver's, the form is ours.
    ("postfix", rb"This is the mail system at host|(?m:^X-Postfix-)", 73.5),
    # Accepts first and refuses later: tenants with filters and forwarding of their own. The commonest late report.
    ("exchange", rb"Diagnostic information for administrators|X-MS-Exchange|(?m:^Reporting-MTA: dns; ?\S*(outlook|exchange))", 5.5),
    # Forwarded and grouped addresses, and everybody who relays by way of Gmail.
    ("gmail", rb"googlemail\.com", 4.0),
    # Shared web hosting (cPanel, DirectAdmin) forwards to addresses that have gone. Half of them carry no delivery-status.
    ("exim", rb"created automatically by mail delivery software|(?m:^X-Failed-Recipients)", 8.0),
    # Universities and old companies.
    ("sendmail", rb"The original message was received at", 3.0),
    # Hosters that still run it, and Yahoo's small-business mail in its style.
    ("qmail", rb"qmail-send|Hi\. This is", 1.5),
    # Other senders of RFC 3464: gateways, appliances, Courier, Domino, PowerMTA, services that relay.
    ("other reports", rb"(?i)message/(global-)?delivery-status", 3.0),
    # Free text: what is left.
    ("free text", rb"", 1.0),
]
# Fixtures of broken octets, whatever they were: a mailbox has some.
DAMAGED = ("damaged", 0.5)

# Shares of causes within each dialect, in per cent of it; what a dialect has no fixture of is left out. A list that is mailed
# every week and cleaned now and then: mostly addresses that have gone, then full and idle mailboxes, then what is held
# against the sender.
CAUSES = {
    "user-unknown": 46.0,
    "mailbox-full": 15.0,
    "mailbox-inactive": 9.0,
    "domain-unknown": 4.0,
    "blocklisted": 4.0,
    "spam-content": 4.0,
    "rate-limited": 3.0,
    "network-error": 3.0,
    "delivery-expired": 2.0,
    "policy": 2.0,
    "recipient-refused": 1.5,
}
RARE = 0.5  # every other cause

# What is true of a whole domain does not happen at one where others get their mail.
OF_DOMAINS = {"domain-unknown", "domain-refuses-mail"}


def dialect(fixture, octets):
    if fixture.startswith("bytes/"):
        return DAMAGED[0]
    return next(name for name, sign, _ in DIALECTS if re.search(sign, octets))


def weights(mix, kinds):
    """The weight of each form, from its (dialect, cause)."""
    if mix == "fixtures":
        return [1.0] * len(kinds)
    forms = {}
    for kind in kinds:
        forms[kind] = forms.get(kind, 0) + 1
    share_of_causes = {}
    for name, cause in forms:
        share_of_causes[name] = share_of_causes.get(name, 0) + CAUSES.get(cause, RARE)
    shares = {name: share for name, _, share in DIALECTS} | dict([DAMAGED])
    return [
        shares[name] * CAUSES.get(cause, RARE) / share_of_causes[name] / forms[(name, cause)] for name, cause in kinds
    ]
