import Model
import Octets

/// The SMTP dialogue that Sendmail and others print: `>>> RCPT To:<user@host>`, `<<< 550 unknown`, and the
/// mailer's own line about the recipient, `550 <user@host>... User unknown`.
struct Transcript {
  /// What was said about one recipient.
  struct Entry {
    var address: EmailAddress
    var lines: [Range<Int>]
    var stage: SMTPStage?
    var host: Bytes?
  }

  private(set) var entries: [Entry] = []
  private var positions: [EmailAddress: Int] = [:]
  /// Replies after which no line about a recipient came: they are about all of the message.
  var common: [Range<Int>] = []
  var commonStage: SMTPStage?
  /// Where the dialogue was with, last.
  var host: Bytes?

  func entry(about address: EmailAddress) -> Entry? { positions[address].map { entries[$0] } }

  private mutating func add(_ entry: Entry) {
    if positions[entry.address] == nil { positions[entry.address] = entries.count }
    entries.append(entry)
  }

  /// Reads the lines from `first` up to `last`.
  static func read(_ report: ReportText, from first: Int, to last: Int) -> Transcript {
    var reader = Reader(report: report)
    for line in report.lines[max(first, 0)..<max(first, min(last, report.lines.count))] {
      reader.read(line)
    }
    reader.closeCommand()
    return reader.transcript
  }

  private struct Reader {
    let report: ReportText
    var transcript = Transcript()
    /// Replies since the last line about a recipient.
    var pending: [Range<Int>] = []
    /// Those of them that the other host gave; the others are the mailer's own.
    var remote: [Range<Int>] = []
    var stage: SMTPStage?
    /// The recipient of the last RCPT command.
    var recipient: EmailAddress?
    /// The entries that were made since the last command.
    var answered: [Int] = []
    var isAnswered: Bool { !answered.isEmpty }

    mutating func read(_ line: Line) {
      guard !line.isBlank else { return }
      let content = report.text[line.range]
      if content.hasPrefix(">>>") {
        command(Line(content.dropFirst(3), at: line.start + 3))
      } else if content.hasPrefix("<<<") {
        let reply = Line(content.dropFirst(3), at: line.start + 3)
        // Pipelining: the reply to a RCPT is printed after DATA, and DATA's own reply after it.
        if isAnswered, isNoRecipients(report.text[reply.range]) {
          while let position = answered.popLast() { transcript.entries[position].stage = .rcpt }
          return
        }
        guard !reply.isBlank else { return }
        pending.append(reply.range)
        remote.append(reply.range)
      } else if content.containsFolded("while talking to ") {
        closeCommand()
        clear()
        stage = nil
        transcript.host = RemoteHost.named(in: content)
      } else if let address = subject(of: line) {
        add(address, line.range)
      } else if SMTPCodes.find(in: content.prefix(16)).reply != nil || content.hasPrefix("...") {
        pending.append(line.range)
      } else if line.indent > 0, !pending.isEmpty {
        pending.append(line.range)
      } else if line.indent > 0, isAnswered, let last = transcript.entries.indices.last {
        transcript.entries[last].lines.append(line.range)
      } else {
        pending.append(line.range)
      }
    }

    /// `user@host`, where the line begins with it or with a reply code and it: `550 5.1.1 <user@host>...`.
    private func subject(of line: Line) -> EmailAddress? {
      guard let found = AddressText.first(in: report.text, line.range) else { return nil }
      let rest = report.text[found.outer.upperBound..<line.end]
      guard rest.hasPrefix("...") || rest.hasPrefix(":") || rest.hasPrefix(" ...") else {
        return nil
      }
      let before = report.text[line.start..<found.outer.lowerBound]
      guard
        before.firstIndex(where: { !$0.isDigit && $0 != 0x2E && $0 != 0x20 && $0 != 0x2D }) == nil
      else { return nil }
      return found.address
    }

    private mutating func command(_ line: Line) {
      closeCommand()
      let content = report.text[line.range]
      answered = []
      recipient = nil
      if content.hasPrefixFolded("rcpt") {
        stage = .rcpt
        recipient = AddressText.first(in: report.text, line.range)?.address
      } else if content.hasPrefixFolded("mail") {
        stage = .mail
      } else if content.hasPrefixFolded("data") || content.first == UInt8(ascii: ".") {
        stage = .endOfData
      } else if content.hasPrefixFolded("ehlo") || content.hasPrefixFolded("helo") {
        stage = .helo
      } else {
        stage = nil
      }
    }

    private mutating func add(_ address: EmailAddress, _ range: Range<Int>) {
      answered.append(transcript.entries.count)
      transcript.add(
        // What the other host said is enough: the mailer's line calls every 550 "User unknown".
        Entry(
          address: address, lines: remote.isEmpty ? pending + [range] : remote, stage: stage,
          host: transcript.host))
      clear()
    }

    private mutating func clear() {
      pending = []
      remote = []
    }

    /// Replies to a RCPT without a line of the mailer's own are about that recipient.
    mutating func closeCommand() {
      guard !pending.isEmpty else { return }
      if let recipient, !isAnswered {
        transcript.add(
          Entry(
            address: recipient, lines: remote.isEmpty ? pending : remote, stage: stage,
            host: transcript.host))
        clear()
      } else if !isAnswered, transcript.common.isEmpty {
        transcript.common = remote.isEmpty ? pending : remote
        transcript.commonStage = stage
      }
    }

    private func isNoRecipients(_ reply: Bytes) -> Bool {
      reply.containsFolded("need rcpt") || reply.containsFolded("no valid recipient")
        || reply.containsFolded("no recipient") || reply.containsFolded("need recipient")
    }
  }
}
