import Diagnosis
import Model
import Octets
import Policy

/// What can be said about one rejection text, or one code.
struct ExplainedText {
  private let text: Bytes
  private let finding: Finding
  private let codes: [CodeMeaning]
  private let verdict: Verdict
  /// Whether the text is nothing but a code.
  private let isBareCode: Bool

  init(_ text: Bytes, host: String?, classifier: Classifier) {
    let trimmed = text.trimmed()
    var evidence = Evidence(text: text, remoteHost: host.map { Bytes($0) })
    if let status = EnhancedStatus(trimmed) {
      evidence.status = status
      isBareCode = true
    } else if let reply = trimmed.count == 3 ? trimmed.decimal.flatMap(ReplyCode.init) : nil {
      // 571 is 5.7.1 without its dots: as a code it says no more than that.
      evidence.reply = reply
      if reply.rawValue == 571 { evidence.status = EnhancedStatus(5, 7, 1) }
      isBareCode = true
    } else {
      isBareCode = false
    }
    self.text = text
    finding = classifier.classify(evidence)
    codes =
      [
        (evidence.reply ?? finding.reply).map(CodeCatalogue.meaning(of:)),
        (evidence.status ?? finding.status).map(CodeCatalogue.meaning(of:)),
      ].compactMap { $0 }
    verdict = Self.defaultVerdict(finding)
  }

  /// What one such failure leads to by the policy Rebound comes with.
  private static func defaultVerdict(_ finding: Finding) -> Verdict {
    let entry = HistoryEntry(
      key: EventKey(high: 0, low: 1), kind: .failed, cause: finding.cause,
      permanent: finding.permanent, isUnsure: finding.isUnsure,
      statusClass: finding.permanent ? 5 : 4, at: 0, message: 1, verification: .unchecked)
    return Policy.standard.evaluate(
      RecipientHistory(domain: "example.org", entries: [entry]), now: 0)
  }

  var json: JSONValue {
    .object([
      ("text", .string(text.string)),
      ("reply", .string(finding.reply?.description ?? "")),
      ("status", .string(finding.status?.description ?? "")),
      ("cause", .string(finding.cause.rawValue)),
      ("sisimai", .string(finding.sisimai)),
      ("permanent", .bool(finding.permanent)),
      ("inactive", .bool(finding.cause == .mailboxInactive)),
      ("blocklist", .string(finding.blocklist ?? "")),
      ("listed", .string(finding.particulars.listed ?? "")),
      ("lookup", .string(finding.particulars.lookup ?? "")),
      ("retry_after", finding.particulars.retryAfter.map { .integer(Int64($0)) } ?? .null),
      ("size_limit", finding.particulars.sizeLimit.map { .integer(Int64($0)) } ?? .null),
      ("new_address", .string(finding.particulars.newAddress ?? "")),
      ("stage", .string(finding.particulars.stage?.rawValue ?? "")),
      ("fault", .string(finding.cause.fault.rawValue)),
      ("verdict", .string(verdict.state.rawValue)),
      ("rule", .string(finding.rule)),
      ("basis", .string(finding.basis.rawValue)),
      ("confidence", .number(finding.confidence)),
      ("unsure", .bool(finding.isUnsure)),
      ("weighed", .array(finding.particulars.weighed.map { .string($0) })),
      ("template", .string(finding.template)),
      (
        "substitutions",
        .array(
          finding.substitutions.map {
            .object([("role", .string($0.role.rawValue)), ("word", .string($0.word))])
          })
      ),
      ("explanation", .string(finding.cause.text.explanation)),
      ("advice", .string(finding.cause.text.advice)),
    ])
  }

  func print(to sink: ByteSink) {
    let page = Page(sink: sink)
    sink.line(Terminal.standardOutput.bold(Escape.terminal(text.string)))
    for code in codes {
      page.field(
        code.code,
        code.title + (code.reference.isEmpty ? "" : " (\(code.reference))") + ". " + code.meaning)
    }
    if !isBareCode {
      page.field("message", Escape.terminal(finding.template))
      for substitution in finding.substitutions {
        page.field("", "<\(substitution.role.rawValue)> \(Escape.terminal(substitution.word))")
      }
    }
    page.field("explanation", finding.cause.text.explanation)
    page.field("cause", "\(finding.cause.rawValue): \(finding.cause.text.title)")
    printParticulars(on: page)
    page.field("permanent", finding.permanent ? "yes" : "no")
    page.field("who must act", finding.cause.fault.words)
    page.field("advice", finding.cause.text.advice)
    page.field("verdict", "\(verdict.state.rawValue): \(verdict.rule.words)")
    if finding.isUnsure, Policy.standard.rule(for: finding.cause, at: "").outcome != .never {
      page.field("", "The cause is unsure, so one such report neither holds nor suppresses.")
    }
    page.field(
      "decided by",
      "rule \(finding.rule) (\(finding.basis.rawValue), confidence \(finding.confidence.hundredths)); "
        + "Sisimai says \(finding.sisimai)")
    if !finding.particulars.weighed.isEmpty {
      page.field(
        "weighed",
        finding.particulars.weighed.map { "“\(Escape.terminal($0))”" }.joined(separator: ", "))
    }
    sink.line()
  }

  /// What the words name besides the cause.
  private func printParticulars(on page: Page) {
    let particulars = finding.particulars
    if let blocklist = finding.blocklist { page.field("blocklist", blocklist) }
    if let listed = particulars.listed { page.field("listed", Escape.terminal(listed)) }
    if let lookup = particulars.lookup { page.field("look it up", Escape.terminal(lookup)) }
    if let seconds = particulars.retryAfter { page.field("retry after", "\(seconds) seconds") }
    if let octets = particulars.sizeLimit { page.field("limit", "\(octets) octets") }
    if let address = particulars.newAddress {
      page.field("new address", Escape.terminal(address))
    }
    if let stage = particulars.stage { page.field("stage", stage.rawValue) }
  }
}

/// What is to be said of a cause.
struct CausePage {
  let cause: Cause

  func print(to sink: ByteSink) {
    let page = Page(sink: sink)
    sink.line(Terminal.standardOutput.bold("\(cause.rawValue): \(cause.text.title)"))
    page.field("explanation", cause.text.explanation)
    page.field("who must act", cause.fault.words)
    page.field("advice", cause.text.advice)
    page.field("policy", Policy.standard.rule(for: cause, at: "").words)
    page.field("Sisimai", cause.sisimaiReason)
    sink.line()
  }
}

/// Names on the left, sentences on the right.
struct Page {
  let sink: ByteSink
  private static let nameWidth = 12
  private static let textWidth = 78 - nameWidth - 2

  func field(_ name: String, _ text: String) {
    let lines = Paragraph.lines(text, width: Self.textWidth)
    for (number, line) in lines.enumerated() {
      let label = number == 0 ? name : ""
      let padding = String(repeating: " ", count: max(0, Self.nameWidth - label.count))
      sink.line("  \(padding)\(label)  \(line)")
    }
  }
}

extension Double {
  /// Rounded for a person to read.
  var hundredths: Double { (self * 100).rounded() / 100 }
}
