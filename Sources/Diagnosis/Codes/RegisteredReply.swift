/// A reply code of SMTP.
struct RegisteredReply: Sendable {
  let code: Int
  let title: String
  /// In our words.
  let meaning: String
  let reference: String

  init(_ code: Int, _ title: String, _ meaning: String, _ reference: String) {
    self.code = code
    self.title = title
    self.meaning = meaning
    self.reference = reference
  }

  static let all: [RegisteredReply] = [
    RegisteredReply(211, "System status", "The answer to a question about the server.", "RFC 5321"),
    RegisteredReply(214, "Help message", "How to use the server, for a person.", "RFC 5321"),
    RegisteredReply(220, "Service ready", "The server greets the client.", "RFC 5321"),
    RegisteredReply(221, "Service closing", "The server ends the connection as asked.", "RFC 5321"),
    RegisteredReply(235, "Authentication succeeded", "The client is logged in.", "RFC 4954"),
    RegisteredReply(250, "Completed", "The command was carried out.", "RFC 5321"),
    RegisteredReply(
      251, "User not local; will forward", "Accepted, and sent on to the address that is named.",
      "RFC 5321"),
    RegisteredReply(
      252, "Cannot verify, but will try", "The server does not tell whether the mailbox exists.",
      "RFC 5321"),
    RegisteredReply(
      334, "Continue the authentication", "The server's part of a login.", "RFC 4954"),
    RegisteredReply(354, "Start mail input", "The message may now be sent.", "RFC 5321"),
    RegisteredReply(
      421, "Service not available",
      "The server closes the connection: it is busy, shutting down, or "
        + "has had enough of this client. Try again later.", "RFC 5321"),
    RegisteredReply(
      422, "Password transition needed, or mailbox full",
      "Registered for a password change; some servers misuse it for a full mailbox.", "RFC 4954"),
    RegisteredReply(
      430, "Invalid user name or password", "Not in the standard; seen from submission servers.", ""
    ),
    RegisteredReply(
      432, "Password transition needed", "The account must log in once in another way.", "RFC 4954"),
    RegisteredReply(
      450, "Mailbox temporarily unavailable",
      "The mailbox is busy or blocked for the moment; also how "
        + "greylisting says to come back later.", "RFC 5321"),
    RegisteredReply(
      451, "Local error in processing", "Something failed on the server's side; try again later.",
      "RFC 5321"),
    RegisteredReply(
      452, "Insufficient storage", "No room for the message now, or too many recipients at once.",
      "RFC 5321"),
    RegisteredReply(
      453, "You have no mail", "Of the on-demand relay; some servers use it for too many messages.",
      "RFC 2645"),
    RegisteredReply(
      454, "Temporary authentication or TLS failure",
      "Logging in or encryption is not to be had now.",
      "RFC 3207, RFC 4954"),
    RegisteredReply(
      455, "Parameters cannot be accommodated now", "The server can't honour them at the moment.",
      "RFC 5321"),
    RegisteredReply(
      458, "Unable to queue messages", "Of the remote queue starting command.", "RFC 1985"),
    RegisteredReply(459, "Node not allowed", "Of the remote queue starting command.", "RFC 1985"),
    RegisteredReply(
      500, "Syntax error, command unrecognised",
      "The server does not know the command, or the line is "
        + "too long.", "RFC 5321"),
    RegisteredReply(
      501, "Syntax error in parameters", "The command's argument is malformed; often an address.",
      "RFC 5321"),
    RegisteredReply(502, "Command not implemented", "Known but not offered.", "RFC 5321"),
    RegisteredReply(503, "Bad sequence of commands", "Out of order.", "RFC 5321"),
    RegisteredReply(
      504, "Parameter not implemented", "The argument asks for something not offered.", "RFC 5321"),
    RegisteredReply(
      510, "Bad address", "Not in the standard; seen where a list of addresses is wrong.", ""),
    RegisteredReply(
      511, "Bad address", "Not in the standard; some servers give it for an unknown user.", ""),
    RegisteredReply(
      512, "Host unknown", "Not in the standard; the domain's host can't be found.", ""),
    RegisteredReply(
      513, "Relaying denied, or address type wrong", "Not in the standard; Courier's for relaying.",
      ""),
    RegisteredReply(
      521, "Host does not accept mail",
      "This host never takes mail: the answer to the connection "
        + "itself.", "RFC 7504"),
    RegisteredReply(
      523, "Encryption needed", "Or, with some servers, a mailbox over its limit.", "RFC 5248"),
    RegisteredReply(
      525, "User account disabled", "The account that logs in to send is switched off.", "RFC 5248"),
    RegisteredReply(
      530, "Authentication required", "Log in first; before STARTTLS also: encrypt first.",
      "RFC 4954, RFC 3207"),
    RegisteredReply(
      533, "Remote server has insufficient storage", "Not in the standard.", ""),
    RegisteredReply(534, "Authentication mechanism too weak", "Use a stronger one.", "RFC 4954"),
    RegisteredReply(
      535, "Authentication credentials invalid", "Wrong user name or password.", "RFC 4954"),
    RegisteredReply(
      538, "Encryption required for this authentication", "Log in over TLS only.", "RFC 4954"),
    RegisteredReply(
      541, "Rejected as spam", "Not in the standard; seen from filters.", ""),
    RegisteredReply(
      550, "Mailbox unavailable",
      "The action was refused for good: no such mailbox, no access, or a "
        + "rule of the receiver. The words behind the code tell which.", "RFC 5321"),
    RegisteredReply(
      551, "User not local", "The server does not take mail for the address; it may name another.",
      "RFC 5321"),
    RegisteredReply(
      552, "Exceeded storage allocation",
      "The message is too big, or the mailbox too full: alone it "
        + "proves neither. For too many recipients it is a historical mistake and means 452.",
      "RFC 5321 section 4.5.3.1.10"),
    RegisteredReply(553, "Mailbox name not allowed", "The address's form is refused.", "RFC 5321"),
    RegisteredReply(
      554, "Transaction failed",
      "Refused for good without a better code; at the greeting: no service "
        + "for this client.", "RFC 5321"),
    RegisteredReply(
      555, "Parameters not recognised", "MAIL or RCPT came with an unknown parameter.", "RFC 5321"),
    RegisteredReply(
      556, "Domain does not accept mail", "The domain has a null MX.", "RFC 7504, RFC 7505"),
    RegisteredReply(
      571, "Delivery not authorised, message refused",
      "No code of the standard: 571 is 5.7.1 written "
        + "without its dots, and usually stands behind a 550. It says \"I have been told not to work "
        + "with you\"; the words behind it say why: not on an allowlist, not authenticated, relaying, or "
        + "a blocklist. None of them is the recipient's fault.", "RFC 3463 (as 5.7.1)"),
  ]
}
