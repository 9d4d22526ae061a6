/// What people are told about a cause.
public struct CauseText: Sendable {
  /// A few words.
  public let title: String
  /// How the failure may have come about.
  public let explanation: String
  /// What to do, said to whoever runs the sending side.
  public let advice: String
}

extension Fault {
  /// Who must act, as a sentence.
  public var words: String {
    switch self {
    case .address: "The address is wrong: whoever keeps the list must get the right one."
    case .mailbox: "The owner of the mailbox must act."
    case .host: "Whoever runs the recipient's mail host must act."
    case .domain: "Whoever owns the recipient's domain must act."
    case .sender: "The sending side must act: nothing is wrong with the recipient."
    case .senderOrHost: "The sending side or the recipient's mail host must act."
    case .message: "The message itself must change: nothing is wrong with the recipient."
    case .unknown: "Who must act is not known."
    }
  }
}

extension Cause {
  public var text: CauseText {
    switch self {
    case .userUnknown:
      CauseText(
        title: "The mailbox does not exist",
        explanation:
          "The receiving host knows the domain but has no mailbox of that name: it was mistyped, or it was "
          + "removed when its owner left.",
        advice:
          "Stop mailing the address. Get the new one from the person by other means: telephone, letter, "
          + "or at their next visit.")
    case .badAddress:
      CauseText(
        title: "The address is malformed",
        explanation:
          "The address breaks the rules for addresses, so that no host can deliver to it: a space, a "
          + "missing part, two @ signs, a name no host accepts.",
        advice:
          "Correct the address where it was entered, or remove it. Check new addresses on entry.")
    case .moved:
      CauseText(
        title: "The recipient has moved",
        explanation:
          "The mailbox was given up, and the receiving host says so. Some hosts name the new address.",
        advice:
          "Stop mailing the address. Where a new one is named, ask the person there to confirm it.")
    case .recipientRefused:
      CauseText(
        title: "The recipient refused this message",
        explanation:
          "The mailbox exists, but a filter set up for this one recipient turned the message away, often "
          + "after it had been transferred.",
        advice:
          "Leave the address on the list for now. Ask the person by other means to accept your mail; "
          + "review the address when it happens again.")
    case .mailboxFull:
      CauseText(
        title: "The mailbox is full",
        explanation:
          "The mailbox has reached its quota. Its owner is on holiday, or has stopped reading it.",
        advice:
          "Wait. Mailing is paused when it lasts; if it comes back after every pause, the mailbox has "
          + "been abandoned.")
    case .mailboxInactive:
      CauseText(
        title: "The mailbox is switched off",
        explanation:
          "The mailbox exists but its host does not deliver to it: it was disabled, suspended or never "
          + "activated. That is almost always a matter of the hosting company of the domain: an unpaid "
          + "bill, an expired plan, a move that was never finished.",
        advice:
          "Tell the recipient by other means to talk to the company that hosts the domain's mail. The "
          + "address is held, not given up.")
    case .domainUnknown:
      CauseText(
        title: "The domain does not exist",
        explanation:
          "DNS knows no such domain, or none that could take mail: it was mistyped, or its registration "
          + "has run out.",
        advice:
          "Check the spelling. Where it is right, the domain has been given up: remove its addresses, or "
          + "tell the owner by other means.")
    case .domainRefusesMail:
      CauseText(
        title: "The domain accepts no mail",
        explanation:
          "The domain's owner has declared that it takes no mail at all (a null MX, or a host that "
          + "answers 521 or 556).",
        advice: "Remove all addresses of the domain: they cannot be right.")
    case .networkError:
      CauseText(
        title: "The mail host could not be reached",
        explanation:
          "No connection came about or it broke: the host is down, its name cannot be resolved at the "
          + "moment, the route is broken, or the mail went in circles.",
        advice:
          "Wait. If it lasts for many days, tell the recipient by other means that their mail host "
          + "cannot be reached.")
    case .deliveryExpired:
      CauseText(
        title: "Delivery was tried until time ran out",
        explanation:
          "The message waited in a queue until its time was over. The report does not say what kept it "
          + "there.",
        advice:
          "Look at the delays reported before it. If all mail to the domain expires, its host is down."
      )
    case .systemError:
      CauseText(
        title: "The receiving system has a fault",
        explanation:
          "The receiving host or one of its programs is set up wrongly or failed while it took the "
          + "message.",
        advice:
          "Nothing is wrong with the address. If it lasts, tell the recipient to pass the text of the "
          + "error on to whoever runs their mail host.")
    case .systemFull:
      CauseText(
        title: "The receiving system is out of space",
        explanation: "The disk of the receiving host is full; its users cannot change that.",
        advice: "Wait. If it lasts, tell the recipient that their mail host is out of disk space.")
    case .mailerError:
      CauseText(
        title: "A delivery program failed",
        explanation:
          "The receiving host handed the message to a program (a filter, a list manager, a script), and "
          + "that program ended with an error.",
        advice: "Nothing is wrong with the address. The host's administrator must mend the program."
      )
    case .relayDenied:
      CauseText(
        title: "The host does not relay for this domain",
        explanation:
          "The host that was asked does not take mail for the domain: the domain's MX record points to "
          + "the wrong host, the host has lost its configuration, or the mail was sent through a server "
          + "that does not relay for the sender.",
        advice:
          "Check that outgoing mail goes through a server that knows you. If only this domain answers "
          + "so, tell its owner that its MX record names a host that does not accept its mail.")
    case .authenticationRequired:
      CauseText(
        title: "The submitting server wants authentication",
        explanation:
          "The message was handed to a submission server without logging in, or with a wrong password.",
        advice:
          "Set user name and password (SMTP AUTH) in the program that sends, and its port to 587 or 465."
      )
    case .notAllowlisted:
      CauseText(
        title: "Only known senders are accepted",
        explanation:
          "The receiving side accepts mail only from senders on a list of its own: a closed mailing "
          + "list, a company that takes internal mail only, a personal allowlist.",
        advice:
          "Ask the recipient, or the receiving administrator, to put the sending address or host on "
          + "their allowlist.")
    case .blocklisted:
      CauseText(
        title: "The sending host is on a blocklist",
        explanation:
          "The receiving host asked a list of unwanted senders (a DNSBL, or one of its own), and the "
          + "sending IP address or domain is on it.",
        advice:
          "Look the address up on the list that is named, remove the reason (an open relay, a stolen "
          + "account, bought addresses) and ask to be taken off. Do not remove the recipients.")
    case .badReputation:
      CauseText(
        title: "The sender's reputation is too low",
        explanation:
          "The receiver has had complaints about, or seen too many unknown recipients from, the sending "
          + "IP address or domain.",
        advice:
          "Send less and only to people who asked for it, until the reputation has recovered; use the "
          + "receiver's postmaster pages to see it.")
    case .missingPTR:
      CauseText(
        title: "The sending host has no proper reverse DNS",
        explanation:
          "The sending IP address has no PTR record, or one whose name does not lead back to the address.",
        advice:
          "Have the owner of the IP address set a PTR record, with a name whose A or AAAA record is that "
          + "address.")
    case .authenticationFailed:
      CauseText(
        title: "SPF, DKIM or DMARC failed",
        explanation:
          "The receiver could not tell that the message comes from the domain it names as its sender.",
        advice:
          "Check the domain's SPF record, the DKIM signature and the DMARC policy against what the "
          + "sending servers really do.")
    case .senderRejected:
      CauseText(
        title: "The sender's address was refused",
        explanation:
          "The receiving host does not accept the envelope sender: its domain cannot be resolved or "
          + "takes no mail, or the address is blocked.",
        advice:
          "Check that the envelope sender exists, that its domain resolves, and that it accepts mail."
      )
    case .rateLimited:
      CauseText(
        title: "Too much at once",
        explanation:
          "The receiver limits how many connections, messages or recipients it takes in a time.",
        advice:
          "Send more slowly to this receiver, over fewer connections, and spread over the day.")
    case .greylisted:
      CauseText(
        title: "Asked to come back later",
        explanation:
          "The receiver turns every first attempt of an unknown sender away for some minutes "
          + "(greylisting).",
        advice:
          "Nothing: a mail server tries again by itself. If such mail comes back, your server does not "
          + "retry as it should.")
    case .policy:
      CauseText(
        title: "Refused by a rule of the receiver",
        explanation: "A local rule of the receiving side forbids this message or this sender.",
        advice:
          "Read the words of the reply; ask the receiving administrator which rule it was.")
    case .security:
      CauseText(
        title: "Refused for security reasons",
        explanation: "The receiving side saw a danger in the sender or in the message.",
        advice: "Read the words of the reply, and check that the sending account was not stolen.")
    case .tlsFailed:
      CauseText(
        title: "No encrypted connection came about",
        explanation:
          "One side asks for TLS and the other cannot or does not offer it, or a certificate could not "
          + "be verified.",
        advice:
          "Switch TLS on for outgoing mail. If the receiver's certificate is wrong, its administrator "
          + "must renew it.")
    case .messageTooBig:
      CauseText(
        title: "The message is too big",
        explanation: "The message is larger than the receiving host or mailbox allows.",
        advice: "Send a smaller message: put attachments on a web page and link to them.")
    case .spamContent:
      CauseText(
        title: "The content was taken for spam",
        explanation:
          "A filter judged the words, links or form of the message to be those of unsolicited mail.",
        advice:
          "Look at the links and their domains first, then at the wording. Do not remove the recipient."
      )
    case .virus:
      CauseText(
        title: "A virus was found",
        explanation: "A scanner found malicious software in the message, or took something for it.",
        advice: "Check the attachments and the machine they came from. Do not remove the recipient."
      )
    case .contentRejected:
      CauseText(
        title: "Something in the message is not allowed",
        explanation:
          "An attachment's type, its name or the form of the message is forbidden there.",
        advice: "Send without the attachment, or in another form.")
    case .notRFCCompliant:
      CauseText(
        title: "The message breaks a mail standard",
        explanation:
          "A header is missing, doubled or malformed, a line is too long, or line ends are wrong.",
        advice: "Mend the program that writes the messages; the reply names what is wrong.")
    case .protocolError:
      CauseText(
        title: "The two servers did not understand each other",
        explanation: "A command was unknown, out of order or malformed.",
        advice:
          "If it happens with many receivers, the sending server or a firewall before it is at fault; "
          + "otherwise the receiver's.")
    case .undefined:
      CauseText(
        title: "The cause is not known",
        explanation:
          "The report gives a code or words from which no cause can be told with certainty.",
        advice:
          "Nothing is done at once. If it happens again and again, read the text and report it, so that "
          + "a rule can be written.")
    }
  }
}
