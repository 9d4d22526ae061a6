import Diagnosis
import Model
import Octets
import Reports

/// What `rebound parse` prints for one message.
enum ReportJSON {
  static func object(_ report: Report, file: String, offset: Int, classifier: Classifier)
    -> JSONValue
  {
    .object([
      ("file", .string(file)),
      ("offset", .integer(Int64(offset))),
      ("kind", .string(report.kind.rawValue)),
      ("dialect", .string(report.dialect)),
      ("date", .optional(report.date.map(UTCTime.timestamp))),
      ("messageID", .optional(report.messageID?.string)),
      ("reportingHost", .optional(report.reportingHost?.string)),
      (
        "original",
        .object([
          ("messageID", .optional(report.original.messageID?.string)),
          ("from", .optional(report.original.from)),
          ("to", .array(report.original.to.map(JSONValue.string))),
          ("subject", .optional(report.original.subject)),
        ])
      ),
      (
        "recipients",
        .array(report.recipients.map { recipient($0, classifier: classifier) })
      ),
      ("notes", .array(report.notes.map(JSONValue.string))),
    ])
  }

  private static func recipient(_ recipient: ReportedRecipient, classifier: Classifier)
    -> JSONValue
  {
    let finding = classifier.classify(recipient.evidence)
    let evidence = recipient.evidence
    let names = RecipientNames(recipient: recipient, finding: finding)
    return .object([
      ("address", .string(recipient.address.description)),
      ("via", .optional(recipient.via)),
      ("action", .string(recipient.kind.rawValue)),
      ("status", .string(evidence.status?.description ?? "")),
      ("reply", .string(evidence.reply?.description ?? "")),
      ("cause", .string(names.cause)),
      ("sisimai", .string(names.sisimai)),
      ("permanent", .bool(recipient.kind == .failed && finding.permanent)),
      ("rule", .string(names.isFailure ? finding.rule : "")),
      ("confidence", .number(names.isFailure ? finding.confidence : 1)),
      ("blocklist", .optional(finding.blocklist)),
      ("diagnostic", .string(evidence.text.string)),
      ("remoteHost", .optional(evidence.remoteHost?.string)),
      ("stage", .optional(evidence.stage?.rawValue)),
      ("at", .optional(recipient.at.map(UTCTime.timestamp))),
    ])
  }
}
