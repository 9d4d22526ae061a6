import Model
import Octets

/// A form of report that follows no standard.
///
/// What tells it apart and what structures it is data, found for all dialects in one pass over the
/// text; only where the marks of a dialect stand is its `read` run.
struct Dialect: Sendable {
  /// As it stands in `Report.dialect`.
  let name: String
  /// What it is recognised by.
  let marks: [Mark]
  /// The phrases behind which its list of recipients begins.
  var begins: [String] = []
  /// The phrases at which the list ends.
  var ends: [String] = []
  /// The recipients the report names, each with what was said about it. None where it is not of this
  /// form after all.
  let read: @Sendable (ReportText) -> [ReportedRecipient]
}

/// A phrase that speaks for a dialect.
struct Mark: Sendable {
  /// Where the phrase stands.
  enum Field: UInt8, Sendable {
    case text, subject
    /// The author: display name and address.
    case from
    /// The value of X-Mailer.
    case mailer
  }

  var field: Field
  var phrase: String
  var weight: UInt8

  /// A phrase that only this software writes: enough by itself.
  static func sure(_ field: Field, _ phrase: String) -> Mark {
    Mark(field: field, phrase: phrase, weight: 2)
  }

  /// A phrase that others write too: two of them are needed.
  static func hint(_ field: Field, _ phrase: String) -> Mark {
    Mark(field: field, phrase: phrase, weight: 1)
  }

  /// The weight at which a dialect is tried.
  static let enough = 2
}

/// What a phrase is good for.
enum PhraseUse: UInt8, Sendable {
  // Of one dialect.
  case mark, begins, ends
  // Of all.
  /// "could not be delivered": what a report of a failure says.
  case failure
  /// "user unknown": why.
  case reason
  /// "will keep trying": not final.
  case delay
  /// "giving up": final, whatever else is said.
  case final
  /// "was successfully delivered".
  case delivered
  /// "was not delivered to any recipients": what failed, failed for all the message was addressed to.
  case whole
  /// "for further assistance, contact": the addresses of the sentence are not recipients.
  case contact
  /// "on vacation": not about delivery at all.
  case absence
  // The stage of the SMTP dialogue.
  case stageConnect, stageHelo, stageMail, stageRcpt, stageData, stageEndOfData
}

struct PhraseTag: Sendable {
  /// The number of a dialect, or `common`.
  var dialect: UInt8
  var use: PhraseUse
  var field: Mark.Field = .text
  var weight: UInt8 = 0
  /// Which phrase it is, among all.
  var number: UInt16 = 0

  static let common: UInt8 = 255
}
