import Model
import Store

/// The text that tells a recipient, by other means than mail, what to ask the hosting company.
struct HostingLetter {
  private struct Problem {
    var domain: String
    var kind: DomainProblem
    var first: Int64
    var last: Int64
    var host: String?
  }

  private let problem: Problem
  private let said: String?

  /// - Throws: `SuppliedTextError` where nothing is known against the domain.
  init(store: Store, domain: String, now: Int64) throws {
    let known = try store.domainProblems(
      ProblemFilter(domain: domain, includesAll: true), now: now)
    var found: Problem?
    known.forEach(in: 0..<min(known.count, 1)) {
      found = Problem(
        domain: $0.domain, kind: $0.problem, first: $0.first, last: $0.last, host: $0.host)
    }
    guard let worst = found else {
      throw SuppliedTextError(
        description: "Nothing is known against \(domain). `rebound domains --all` lists what is.")
    }
    problem = worst
    var words: String?
    try store.events(EventFilter(kinds: [.failed], domain: domain)) { event in
      if event.cause?.domainProblem == worst.kind, !event.diagnostic.isEmpty {
        words = PersonalWords.removed(from: event.diagnostic, about: event.address)
      }
    }
    said = words
  }

  func print() {
    let sink = ByteSink.standardOutput()
    let days =
      UTCTime.dateString(problem.first) == UTCTime.dateString(problem.last)
      ? "On \(UTCTime.dateString(problem.first))"
      : "Between \(UTCTime.dateString(problem.first)) and \(UTCTime.dateString(problem.last))"
    let host = problem.host.map { "The mail host \($0) answered:" } ?? "The answer was:"
    sink.line("Mail to \(Escape.terminal(problem.domain)) comes back to us")
    sink.line()
    sink.line("\(days) our messages to addresses at \(Escape.terminal(problem.domain)) came back.")
    if let said {
      sink.line(Escape.terminal(host))
      sink.line()
      for line in said.split(separator: "\n", omittingEmptySubsequences: true).prefix(12) {
        sink.line("    " + Escape.terminal(String(line)))
      }
      sink.line()
    }
    sink.line(problem.kind.leadingCause.text.explanation)
    sink.line()
    sink.line("Please ask the company that hosts your domain's mail:")
    for (number, question) in questions.enumerated() { sink.line("  \(number + 1). \(question)") }
    sink.line()
    sink.line("Give them the answer of the mail host above: it tells them where to look.")
    sink.flush()
  }

  private var questions: [String] {
    switch problem.kind {
    case .hosting:
      [
        "Is the mailbox switched off, suspended or not yet activated, and why?",
        "Is the hosting plan paid for and still running?",
        "Was the domain's mail moved to another server, and was the move finished?",
      ]
    case .storage:
      [
        "Is the mail server's disk full?",
        "When will there be room again, and can your mailbox be moved?",
      ]
    case .unreachable:
      [
        "Is the mail server running, and can it be reached on port 25 from outside?",
        "Do the domain's MX records name the right host?",
      ]
    case .unknown:
      [
        "Is the domain still registered, and in your name?",
        "Do its name servers answer, and does it have an MX record?",
      ]
    case .refusesMail:
      [
        "The domain says that it takes no mail at all (a null MX record). Is that meant?",
        "If not: which MX record belongs there?",
      ]
    case .relay:
      [
        "Do the domain's MX records name the right host?",
        "Does that host know that it takes mail for the domain?",
      ]
    case .system:
      [
        "What does the mail server's log say about the answer above?",
        "When will it be mended?",
      ]
    }
  }
}

/// Takes out of an answer whom it was about: the letter goes to another recipient of the domain.
enum PersonalWords {
  /// - Returns: The text with `<address>` for each address in it, and for the mailbox where it is named without its domain.
  static func removed(from text: String, about address: String) -> String {
    let local = address.lastIndex(of: "@").map { address[..<$0] } ?? address[...]
    let mailbox = Array(local.lowercased().utf8)
    var result: [UInt8] = []
    var word: [UInt8] = []
    func endWord() {
      result.append(contentsOf: names(word, mailbox) ? Array("<address>".utf8) : word)
      word.removeAll(keepingCapacity: true)
    }
    for octet in text.utf8 {
      if endsWord(octet) {
        endWord()
        result.append(octet)
      } else {
        word.append(octet)
      }
    }
    endWord()
    return String(decoding: result, as: UTF8.self)
      .replacing("<<address>>", with: "<address>")
  }

  private static func names(_ word: [UInt8], _ mailbox: [UInt8]) -> Bool {
    if let at = word.firstIndex(of: UInt8(ascii: "@")), at > 0 { return true }
    let text = String(decoding: word, as: UTF8.self).lowercased()
    // As a link in the answer carries an address.
    if text.contains("%40") { return true }
    let bare = Array(text.utf8.drop { isMark($0) })
    // Behind an equals sign VERP has the domain.
    guard bare.starts(with: mailbox) else { return false }
    let rest = bare.dropFirst(mailbox.count)
    return rest.first == UInt8(ascii: "=") || rest.allSatisfy(isMark)
  }

  private static func isMark(_ octet: UInt8) -> Bool { "'`.!?".utf8.contains(octet) }

  /// The specials of RFC 5322 section 3.2.3 but for the dot and the @.
  private static func endsWord(_ octet: UInt8) -> Bool {
    octet <= 0x20 || octet == 0x7F || "<>()[],;:\"".utf8.contains(octet)
  }
}
