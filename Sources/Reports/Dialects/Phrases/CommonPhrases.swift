/// What reports say in every dialect, as phrases of which only the words count.
///
/// A phrase is worth listing where mailers write it and people who write to each other hardly do. How
/// phrases are compared stands at `Word`; `ANY` is one word of any kind.
enum CommonPhrases {
  static let all: [(PhraseUse, [String])] = [
    (.failure, english.failure + languages.flatMap(\.failure)),
    (.reason, english.reason + languages.flatMap(\.reason)),
    (.delay, english.delay + languages.flatMap(\.delay)),
    (.final, english.final + languages.flatMap(\.final)),
    (.delivered, english.delivered + languages.flatMap(\.delivered)),
    (.contact, english.contact + languages.flatMap(\.contact)),
    (.absence, english.absence + languages.flatMap(\.absence)),
    (.whole, whole), (.ends, ends),
    (.stageConnect, stageConnect), (.stageHelo, stageHelo), (.stageMail, stageMail),
    (.stageRcpt, stageRcpt), (.stageData, stageData), (.stageEndOfData, stageEndOfData),
  ]

  /// What is only clear where it is the subject of a report.
  static let subject: [(PhraseUse, [String])] = [
    (
      .delay,
      [
        "notification delay", "notification delayed", "notification warning", "delivery delayed",
        "delayed mail", "could not send message for past", "could not send mail for past",
        "message delayed", "delivery delay", "mail delivery warning", "delivery warning",
        "notification retrying", "mail delayed", "delivery is delayed",
      ]
    ),
    (
      .delivered,
      [
        "notification success", "notification relay", "notification relayed", "delivery report",
        "successful mail delivery",
        "delivered successfully", "delivery successful",
      ]
    ),
    (
      .failure,
      [
        "failure notice", "failure delivery", "notification failure", "notification failed",
        "notification error", "mail failure", "mail error", "mail system error",
        "mail delivery problem",
        "delivery problem", "processing error", "error during delivery", "nameserver error",
        "message status undeliverable", "loop alert", "delivery status notification",
        "delivery notification", "mail failed", "message failed", "delivery report failure",
      ]
    ),
  ]

  struct Language {
    var failure: [String] = []
    var reason: [String] = []
    var delay: [String] = []
    var final: [String] = []
    var delivered: [String] = []
    var contact: [String] = []
    var absence: [String] = []
  }

  static let english = Language(
    failure: [
      "could not be delivered", "couldn't be delivered", "can not be delivered",
      "cannot be delivered",
      "can't be delivered", "was not delivered", "wasn't delivered", "were not delivered",
      "not been delivered", "not be delivered", "could not deliver", "couldn't deliver",
      "cannot deliver", "unable to deliver", "wasn't able to deliver", "not able to deliver",
      "unable to be delivered", "failed to deliver", "delivery failed", "delivery has failed",
      "delivery failure", "delivery error", "delivery errors", "delivery problems",
      "problem delivering", "delivery to the following", "undeliverable", "undelivered",
      "nondelivery", "non delivery", "non deliverable", "not deliverable", "did not reach",
      "didn't reach", "did NOT receive", "did not receive", "returned to sender", "returned mail",
      "returning message", "has been returned", "being returned", "message not delivered",
      "not delivered to", "failed recipient", "failed recipients", "failed address",
      "failed addresses", "address failed", "addresses failed", "address(es) failed",
      "recipients failed", "recipient failed", "recipient(s) failed", "permanent fatal errors",
      "fatal errors", "could not be sent", "couldn't be sent", "could not send",
      "could not be reached",
      "couldn't be reached", "failed permanently", "has been failed", "error delivering",
      "cannot be reached", "can't be reached", "errors occurred when",
      "errors occurred while", "error occurred when", "error occurred while", "trying to deliver",
      "has been blocked",
      "error while delivering", "error sending", "trouble delivering", "unsuccessful delivery",
      "delivery was unsuccessful", "was automatically rejected", "rejected your message",
      "has been rejected", "was rejected by", "was blocked by", "was not accepted",
      "not accepted by",
      "message was undeliverable", "could not be processed", "unable to send",
      "permanent delivery errors", "delivery was aborted", "was aborted", "aborted after",
      "incorrectly constructed", "malformed address", "delivery attempts failed", "was bounced",
      "unable to reach", "not been sent", "message could not be", "mail could not be",
      "invalid receiver address", "encountered an error", "permanent failure",
      "permanent error", "gave up trying", "has been frozen", "was frozen on arrival",
      "undisclosed address", "recipients of your message have been processed by the mail server",
      "have delivery notifications", "was rejected by the local scanning code",
      "not delivered to any",
      "not yet received your message", "delivery notification", "list of failed recipients",
      "account you tried to", "group you tried to contact", "addresses are unknown",
      "recipients are unknown", "users are unknown", "are unknown here", "following addresses are",
    ],
    reason: [
      "user unknown", "unknown user", "users unknown", "no such user", "no such mailbox",
      "no such recipient", "no such address", "no such person", "no such domain", "no such account",
      "no mailbox here", "no user here", "no account by that name", "mailbox unavailable",
      "mailbox not found", "mailbox full", "mailbox is full", "mailfolder is full",
      "mailbox exceeds",
      "over quota", "overquota", "over disk quota", "quota exceeded", "exceeded quota",
      "exceeds quota", "disk quota", "mail quota", "exceeded the quota", "exceeded its quota",
      "too much mail", "does not exist", "doesn't exist", "do not exist", "not exist",
      "address not found", "user not found", "recipient not found", "account not found",
      "wasn't found", "couldn't be found", "could not be found", "was not found",
      "unknown recipient", "recipient unknown", "unknown address", "address unknown",
      "addressee unknown", "unknown mailbox", "unknown local part", "unknown account",
      "invalid recipient", "invalid user", "invalid address", "invalid mailbox",
      "invalid final delivery", "address rejected", "recipient rejected", "user rejected",
      "account disabled", "account is disabled", "mailbox disabled", "mailbox is disabled",
      "been disabled", "been suspended", "is suspended", "been deactivated", "account is locked",
      "mailbox is inactive", "mailbox inactive", "is inactive", "account inactive", "is not active",
      "no longer valid", "no longer active", "no longer available", "no longer in use",
      "no longer exists", "no longer on server", "no longer accepts", "not a valid",
      "not valid", "host unknown", "unknown host", "host not found", "domain not found",
      "unknown domain", "host name lookup", "unrouteable address", "unroutable address",
      "unrouteable mail domain", "relay denied", "relaying denied", "unable to relay",
      "relay access denied", "access denied", "not listed in", "name is not recognized",
      "connection timed out", "connection refused", "timed out", "retry timeout",
      "network unreachable", "no route to host", "message too large", "message too big",
      "too large", "size limit", "permission denied", "bad destination", "bad address",
      "account by this name", "not our customer", "doesn't have a", "does not have a", "mail loop",
      "message looping", "hop count", "too many hops", "not permitted", "not allowed",
      "not authorized", "not accepting mail", "does not accept", "not accept mail", "blocked by",
      "considered spam", "unsolicited", "virus detected", "was rejected", "service unavailable",
      "command output", "server busy", "unavailable or busy", "has moved", "lost connection",
      "host not reachable", "not responding", "no MX", "null MX", "nameserver query",
      "box space not enough", "disabled or discontinued", "attempts to deliver",
      "failing for a long time", "loops back", "destination addresses were unknown",
      "address is wrong", "possibly incorrect", "not a known user",
    ],
    delay: [
      "will keep trying", "attempts will continue", "will continue to try", "will continue trying",
      "will continue to attempt", "continue to be made", "delivery attempts will be made",
      "will be retried", "will be tried again", "will retry for", "will retry to", "will try again",
      "be attempted again", "is a warning only", "warning message only", "is only a warning",
      "only a temporary failure", "do not need to resend", "don't need to resend",
      "don't need to do anything", "has been delayed", "been delayed", "is delayed", "are delayed",
      "message delayed", "delivery delayed", "delivery is delayed", "delivery delay",
      "delayed for more than", "not yet been delivered", "not been delivered yet",
      "still undelivered", "still being retried", "still trying to deliver", "still in the queue",
      "not delivered for more than", "delivered for more than", "yet to be delivered",
      "been postponed", "has been deferred", "no action is required", "advisory only",
      "retrying to deliver", "keep trying to deliver", "transient non fatal errors",
      "is being queued", "remains in the queue", "will be notified if the delivery fails",
      "temporary problem delivering", "delivery incomplete", "not yet received your message",
      "notification about a delay", "no need to resend", "not need to take any action",
      "is just a warning", "delay in the delivery",
    ],
    final: [
      "will not continue trying", "giving up", "given up", "gave up", "give up on",
      "permanent error",
      "failed permanently", "failed for good", "permanent fatal errors", "permanent failure",
      "no further delivery attempts", "no further attempts", "will not be retried",
      "retry timeout exceeded", "deleted from queue", "removed from the queue",
      "removed from the mail queue", "not going to try again", "will not try again",
      "permanent delivery errors", "stopped trying", "is being returned", "has been returned",
      "has been frozen", "was frozen on arrival", "will not be delivered", "delivery was aborted",
      "was aborted after",
    ],
    delivered: [
      "successfully delivered", "successful delivery", "delivered successfully",
      "delivery report that you requested", "was delivered to the following",
      "has been delivered to", "have been delivered to", "successfully relayed",
      "was successfully relayed", "message was relayed", "relayed to non DSN",
      "successful delivery notifications", "was delivered to", "delivery was successful",
      "groups is complete", "recipients is complete", "no delivery notification was sent by",
    ],
    contact: [
      "for further assistance", "please contact", "contact your", "contact the", "contact our",
      "send mail to", "please reply to", "to be in error", "if you have questions",
      "if you have any questions", "for assistance", "for help", "need help", "help desk",
      "helpdesk", "questions", "customer support", "technical support", "customer service",
      "system contact",
      "problem report", "please forward", "questions about", "more information", "report this",
      "removal request", "e-mail us", "email us", "write to", "notify the", "abuse contact",
      "instead of", "new address", "new email", "new e-mail", "please use",
    ],
    absence: [
      "out of office", "out of the office", "on vacation", "on holiday", "on leave", "am away",
      "away from", "autoreply", "auto reply", "automatic reply", "automatic response",
      "auto response", "autoresponder", "automated reply", "automated response", "will be back",
      "back in the office", "limited access", "received your message", "received your email",
      "thank you for your email", "thank you for your e-mail", "thank you for your message",
      "thank you for contacting", "as soon as possible", "annual leave", "maternity leave",
    ])

  /// Where the returned message begins, should the text not have been cut there.
  private static let ends: [String] = [
    "original message follows", "original message headers", "message headers follow",
    "message header follow", "header of the original message", "unsent message follows",
    "message text follows", "copy of the message", "copy of your message", "copy of the original",
    "transcript of session follows", "returned message", "original message attached",
    "header of the source mail", "body of the message is", "original mail info", "original message",
    "old message", "message headers", "end of message", "unsent message below",
    "returned mail follows",
    "message header", "header and top", "lines of your original",
    "diagnostic information for administrators",
  ]

  private static let whole: [String] = [
    "was rejected by the local scanning code", "not delivered to any recipients",
    "not delivered to any of its recipients", "wasn't delivered to anyone",
    "not delivered to anyone", "no valid recipients for this",
  ]

  private static let stageConnect: [String] = [
    "after initial connection", "initial server greeting", "greeting failed",
    "refused to talk to me",
    "in reply to connect", "initial greeting",
  ]
  private static let stageHelo: [String] = [
    "reply to EHLO", "reply to HELO", "after EHLO", "after HELO", "my name was rejected",
    "our EHLO", "our HELO", "HELO command", "EHLO command",
  ]
  private static let stageMail: [String] = [
    "reply to MAIL", "after MAIL FROM", "after pipelined MAIL FROM", "our MAIL FROM",
    "sender was rejected", "MAIL FROM generated", "following MAIL command", "MAIL FROM command",
    "following MAIL FROM", "sent MAIL FROM",
  ]
  private static let stageRcpt: [String] = [
    "RCPT TO", "RCPT command", "SMTP RCPT", "does not like recipient", "following RCPT",
    "during RCPT",
  ]
  private static let stageData: [String] = [
    "reply to DATA", "after DATA", "after pipelined DATA", "failed on DATA", "our DATA",
    "DATA command", "following DATA",
  ]
  private static let stageEndOfData: [String] = [
    "end of data", "final DATA", "after I sent the message", "TEXT command", "DATA send",
    "end of message command", "sending end of data", "after sending the message",
    "body of message generated",
  ]
}
