/// An enhanced status code as it stands in the registry of RFC 5248, without its class.
struct RegisteredStatus: Sendable {
  let subject: Int
  let detail: Int
  let title: String
  /// In our words.
  let meaning: String
  let reference: String

  init(_ subject: Int, _ detail: Int, _ title: String, _ meaning: String, _ reference: String) {
    self.subject = subject
    self.detail = detail
    self.title = title
    self.meaning = meaning
    self.reference = reference
  }

  /// All of the registry of 2024-12-06, with the two that RFC 8617 and RFC 8689 added.
  static let all: [RegisteredStatus] = [
    RegisteredStatus(
      0, 0, "Other undefined status",
      "Only the class of the error is known.",
      "RFC 3463"),
    RegisteredStatus(
      1, 0, "Other address status",
      "Something about the address caused this DSN.",
      "RFC 3463"),
    RegisteredStatus(
      1, 1, "Bad destination mailbox address",
      "Mailbox (left of @) does not exist.",
      "RFC 3463"),
    RegisteredStatus(
      1, 2, "Bad destination system address",
      "Domain (right of @) does not exist or cannot take mail.",
      "RFC 3463"),
    RegisteredStatus(
      1, 3, "Bad destination mailbox address syntax",
      "Destination address syntactically invalid.",
      "RFC 3463"),
    RegisteredStatus(
      1, 4, "Destination mailbox address ambiguous",
      "Address matches more than one recipient.",
      "RFC 3463"),
    RegisteredStatus(
      1, 5, "Destination address valid",
      "Positive delivery report.",
      "RFC 3463"),
    RegisteredStatus(
      1, 6, "Destination mailbox has moved, no forwarding address",
      "Was valid once, no longer accepted.",
      "RFC 3463"),
    RegisteredStatus(
      1, 7, "Bad sender's mailbox address syntax",
      "Sender address syntactically invalid.",
      "RFC 3463"),
    RegisteredStatus(
      1, 8, "Bad sender's system address",
      "Sender domain does not exist or cannot take return mail.",
      "RFC 3463"),
    RegisteredStatus(
      1, 9, "Message relayed to non-compliant mailer",
      "Address valid, relayed to a system without DSN; no more known.",
      "RFC 3886"),
    RegisteredStatus(
      1, 10, "Recipient address has null MX",
      "Domain publishes \"MX 0 .\"",
      "RFC 7505, RFC 7504"),
    RegisteredStatus(
      2, 0, "Other or undefined mailbox status",
      "Mailbox exists, something about it caused this DSN.",
      "RFC 3463"),
    RegisteredStatus(
      2, 1, "Mailbox disabled, not accepting messages",
      "Exists but not accepting; permanent if never re-enabled.",
      "RFC 3463"),
    RegisteredStatus(
      2, 2, "Mailbox full",
      "Over per-mailbox quota; \"should be used as a persistent transient failure\"",
      "RFC 3463"),
    RegisteredStatus(
      2, 3, "Message length exceeds administrative limit",
      "Per-mailbox message size limit.",
      "RFC 3463"),
    RegisteredStatus(
      2, 4, "Mailing list expansion problem",
      "List could not be expanded.",
      "RFC 3463"),
    RegisteredStatus(
      3, 0, "Other or undefined mail system status",
      "Destination system normally works, something caused this.",
      "RFC 3463"),
    RegisteredStatus(
      3, 1, "Mail system full",
      "System storage exceeded; recipient cannot free it.",
      "RFC 3463"),
    RegisteredStatus(
      3, 2, "System not accepting network messages",
      "Shutdown, load, maintenance, or a host that never accepts mail (521).",
      "RFC 3463, RFC 7504"),
    RegisteredStatus(
      3, 3, "System not capable of selected features",
      "Requested features unsupported (gateways).",
      "RFC 3463"),
    RegisteredStatus(
      3, 4, "Message too big for system",
      "Over the per-message size limit.",
      "RFC 3463"),
    RegisteredStatus(
      3, 5, "System incorrectly configured",
      "Configuration does not permit acceptance.",
      "RFC 3463"),
    RegisteredStatus(
      3, 6, "Requested priority was changed",
      "Accepted but the MT-PRIORITY was changed.",
      "RFC 6710"),
    RegisteredStatus(
      4, 0, "Other or undefined network or routing status",
      "Network trouble, cause unclear.",
      "RFC 3463"),
    RegisteredStatus(
      4, 1, "No answer from host",
      "Connection attempt not answered.",
      "RFC 3463"),
    RegisteredStatus(
      4, 2, "Bad connection",
      "Connected, then timed out or broke.",
      "RFC 3463"),
    RegisteredStatus(
      4, 3, "Directory server failure",
      "Directory/DNS server unavailable.",
      "RFC 3463"),
    RegisteredStatus(
      4, 4, "Unable to route",
      "No next hop (e.g. DNS gave SOA only).",
      "RFC 3463"),
    RegisteredStatus(
      4, 5, "Mail system congestion",
      "Congested.",
      "RFC 3463"),
    RegisteredStatus(
      4, 6, "Routing loop detected",
      "Forwarded too many times.",
      "RFC 3463"),
    RegisteredStatus(
      4, 7, "Delivery time expired",
      "Too old; the real cause's code is preferred where known.",
      "RFC 3463"),
    RegisteredStatus(
      5, 0, "Other or undefined protocol status",
      "Protocol trouble, no better code.",
      "RFC 3463"),
    RegisteredStatus(
      5, 1, "Invalid command",
      "Out of sequence or unsupported.",
      "RFC 3463"),
    RegisteredStatus(
      5, 2, "Syntax error",
      "Command could not be interpreted.",
      "RFC 3463"),
    RegisteredStatus(
      5, 3, "Too many recipients",
      "Split the transaction.",
      "RFC 3463"),
    RegisteredStatus(
      5, 4, "Invalid command arguments",
      "Arguments out of range or unknown.",
      "RFC 3463"),
    RegisteredStatus(
      5, 5, "Wrong protocol version",
      "Version mismatch.",
      "RFC 3463"),
    RegisteredStatus(
      5, 6, "Authentication exchange line is too long",
      "AUTH response over the buffer size.",
      "RFC 4954"),
    RegisteredStatus(
      6, 0, "Other or undefined media error",
      "Content undeliverable, no better code.",
      "RFC 3463"),
    RegisteredStatus(
      6, 1, "Media not supported",
      "Media unsupported along the path.",
      "RFC 3463"),
    RegisteredStatus(
      6, 2, "Conversion required and prohibited",
      "Needs conversion, not permitted.",
      "RFC 3463"),
    RegisteredStatus(
      6, 3, "Conversion required but not supported",
      "E.g. 8bit cannot be downgraded.",
      "RFC 3463"),
    RegisteredStatus(
      6, 4, "Conversion with loss performed",
      "Delivered, some data lost.",
      "RFC 3463"),
    RegisteredStatus(
      6, 5, "Conversion failed",
      "Conversion was tried and failed.",
      "RFC 3463"),
    RegisteredStatus(
      6, 6, "Message content not available",
      "Content could not be fetched (BURL).",
      "RFC 4468"),
    RegisteredStatus(
      6, 7, "Non-ASCII addresses not permitted for that sender/recipient",
      "SMTPUTF8 address refused.",
      "RFC 6531"),
    RegisteredStatus(
      6, 8, "UTF-8 string reply required, not permitted by client",
      "Reply needs UTF-8 mailbox name.",
      "RFC 6531"),
    RegisteredStatus(
      6, 9, "UTF-8 header message cannot be transferred to some recipients",
      "Rejected after end of DATA.",
      "RFC 6531"),
    RegisteredStatus(
      6, 10, "Deprecated",
      "Deprecated: a duplicate of X.6.8.",
      "RFC 6531"),
    RegisteredStatus(
      7, 0, "Other or undefined security status",
      "Security-related, unspecified.",
      "RFC 3463"),
    RegisteredStatus(
      7, 1, "Delivery not authorized, message refused",
      "Sender not authorized (per-host/per-recipient filtering).",
      "RFC 3463"),
    RegisteredStatus(
      7, 2, "Mailing list expansion prohibited",
      "Sender may not post to the list.",
      "RFC 3463"),
    RegisteredStatus(
      7, 3, "Security conversion required but not possible",
      "Secure protocol conversion impossible.",
      "RFC 3463"),
    RegisteredStatus(
      7, 4, "Security features not supported",
      "Unsupported security features.",
      "RFC 3463"),
    RegisteredStatus(
      7, 5, "Cryptographic failure",
      "Could not validate/decrypt.",
      "RFC 3463"),
    RegisteredStatus(
      7, 6, "Cryptographic algorithm not supported",
      "Algorithm unknown.",
      "RFC 3463"),
    RegisteredStatus(
      7, 7, "Message integrity failure",
      "Message corrupted or altered.",
      "RFC 3463"),
    RegisteredStatus(
      7, 8, "Authentication credentials invalid",
      "AUTH failed.",
      "RFC 4954"),
    RegisteredStatus(
      7, 9, "Authentication mechanism is too weak",
      "Server policy wants stronger AUTH.",
      "RFC 4954"),
    RegisteredStatus(
      7, 10, "Encryption needed",
      "Strong privacy layer required for AUTH.",
      "RFC 5248"),
    RegisteredStatus(
      7, 11, "Encryption required for requested authentication mechanism",
      "Historical.",
      "RFC 4954"),
    RegisteredStatus(
      7, 12, "A password transition is needed",
      "Authenticate once with PLAIN.",
      "RFC 4954"),
    RegisteredStatus(
      7, 13, "User account disabled",
      "Submitter's account disabled after AUTH (many receivers misuse it for disabled recipients).",
      "RFC 5248"),
    RegisteredStatus(
      7, 14, "Trust relationship required",
      "Submission server lacks trust for BURL.",
      "RFC 5248"),
    RegisteredStatus(
      7, 15, "Priority level is too low",
      "Below lowest acceptable MT-PRIORITY.",
      "RFC 6710"),
    RegisteredStatus(
      7, 16, "Message is too big for the specified priority",
      "Too big at this priority.",
      "RFC 6710"),
    RegisteredStatus(
      7, 17, "Mailbox owner has changed",
      "RRVS: not under continuous ownership.",
      "RFC 7293"),
    RegisteredStatus(
      7, 18, "Domain owner has changed",
      "RRVS: domain changed owner.",
      "RFC 7293"),
    RegisteredStatus(
      7, 19, "RRVS test cannot be completed",
      "Timestamp not recorded.",
      "RFC 7293"),
    RegisteredStatus(
      7, 20, "No passing DKIM signature found",
      "The message bears no DKIM signature that verifies.",
      "RFC 7372, RFC 6376"),
    RegisteredStatus(
      7, 21, "No acceptable DKIM signature found",
      "Passing signatures, none acceptable.",
      "RFC 7372, RFC 6376"),
    RegisteredStatus(
      7, 22, "No valid author-matched DKIM signature found",
      "None matches From:.",
      "RFC 7372, RFC 6376"),
    RegisteredStatus(
      7, 23, "SPF validation failed",
      "SPF \"fail\"",
      "RFC 7372, RFC 7208"),
    RegisteredStatus(
      7, 24, "SPF validation error",
      "SPF temperror/permerror.",
      "RFC 7372, RFC 7208"),
    RegisteredStatus(
      7, 25, "Reverse DNS validation failed",
      "PTR check failed.",
      "RFC 7372, RFC 7601"),
    RegisteredStatus(
      7, 26, "Multiple authentication checks failed",
      "More than one of SPF/DKIM/DMARC failed (Gmail and Microsoft use it).",
      "RFC 7372"),
    RegisteredStatus(
      7, 27, "Sender address has null MX",
      "Sender domain cannot take a DSN.",
      "RFC 7505"),
    RegisteredStatus(
      7, 28, "Mail flood detected",
      "Part of a flood of similar messages (Gmail: 4.7.28 rate limit).",
      "draft-levine-mailbomb-header"),
    RegisteredStatus(
      7, 29, "ARC validation failure",
      "ARC chain failed.",
      "RFC 8617"),
    RegisteredStatus(
      7, 30, "REQUIRETLS support required",
      "Next hop lacks REQUIRETLS.",
      "RFC 8689"),
  ]
}
