import Mail
import Model
import Octets
import Testing

@testable import Reports

/// A report as some software writes it, in our own words where the words are not the software's, and what
/// must come out of it.
struct DialectSample: CustomTestStringConvertible, Sendable {
  /// What must be said of one recipient. A text is a part of the diagnostic, where nil anything may be.
  struct Expected: Sendable {
    var address: String
    var kind: EventKind
    var reply: Int?
    var status: String?
    var says: [String]
    var saysNot: [String]
    var via: String?
    var host: String?
    var stage: SMTPStage?
  }

  let name: String
  let dialect: String
  let message: String
  let expected: [Expected]
  let fileID: String
  let line: Int

  /// - Parameters:
  ///   - header: Further fields, or others than the ones a mail system's report has.
  ///   - text: The body, text/plain in UTF-8 unless `header` says otherwise.
  init(
    _ name: String, dialect: String,
    from: String = "Mail Delivery System <MAILER-DAEMON@mx.example.net>",
    subject: String = "Report", header: String = "", text: String, _ expected: Expected...,
    fileID: String = #fileID, line: Int = #line
  ) {
    self.name = name
    self.dialect = dialect
    self.message =
      "Return-Path: <>\nFrom: \(from)\nTo: bounces@example.org\nSubject: \(subject)\n\(header)\n\(text)\n"
    self.expected = expected
    self.fileID = fileID
    self.line = line
  }

  var testDescription: String { "\(dialect): \(name)" }

  func check(_ report: Report) {
    let location = SourceLocation(fileID: fileID, filePath: fileID, line: line, column: 1)
    #expect(report.dialect == dialect, sourceLocation: location)
    let found = report.recipients
    #expect(
      found.map(\.address.description) == expected.map(\.address), sourceLocation: location)
    guard found.count == expected.count else { return }
    for (recipient, expected) in zip(found, expected) {
      let evidence = recipient.evidence
      #expect(recipient.kind == expected.kind, sourceLocation: location)
      #expect(recipient.via == expected.via, sourceLocation: location)
      #expect(evidence.reply?.rawValue == expected.reply, sourceLocation: location)
      #expect(evidence.status?.description == expected.status, sourceLocation: location)
      for words in expected.says {
        #expect(evidence.text.string.contains(words), "\(evidence.text)", sourceLocation: location)
      }
      for words in expected.saysNot {
        #expect(!evidence.text.string.contains(words), "\(evidence.text)", sourceLocation: location)
      }
      if let host = expected.host {
        #expect(evidence.remoteHost == Bytes(host), sourceLocation: location)
      }
      if let stage = expected.stage { #expect(evidence.stage == stage, sourceLocation: location) }
    }
  }
}

extension DialectSample.Expected {
  static func failed(
    _ address: String, _ reply: Int? = nil, _ status: String? = nil, says: String...,
    not: [String] = [], via: String? = nil, host: String? = nil, stage: SMTPStage? = nil
  ) -> Self {
    Self(
      address: address, kind: .failed, reply: reply, status: status, says: says, saysNot: not,
      via: via, host: host, stage: stage)
  }

  static func delayed(
    _ address: String, _ reply: Int? = nil, _ status: String? = nil, says: String...,
    not: [String] = [], host: String? = nil
  ) -> Self {
    Self(
      address: address, kind: .delayed, reply: reply, status: status, says: says, saysNot: not,
      via: nil, host: host, stage: nil)
  }

  static func delivered(
    _ address: String, _ reply: Int? = nil, _ status: String? = nil, says: String...
  ) -> Self {
    Self(
      address: address, kind: .delivered, reply: reply, status: status, says: says, saysNot: [],
      via: nil, host: nil, stage: nil)
  }
}
