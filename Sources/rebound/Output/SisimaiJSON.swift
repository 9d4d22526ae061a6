import Diagnosis
import Model
import Octets
import Reports

/// What `rebound parse --schema sisimai` prints for one recipient: the field names of Sisimai 5, so that
/// its users can switch. Three fields differ in what they hold: `deliverystatus` is never a made-up code,
/// `token` is Rebound's own key, and `decodedby` is Rebound's name of the dialect.
enum SisimaiJSON {
  static func object(
    _ recipient: ReportedRecipient, of report: Report, file: String, classifier: Classifier,
    token: EventKey
  ) -> JSONValue {
    let finding = classifier.classify(recipient.evidence)
    let evidence = recipient.evidence
    let names = RecipientNames(recipient: recipient, finding: finding)
    let addresser = report.original.from ?? ""
    let moment = recipient.at ?? report.date
    return .object([
      ("action", .string(action(of: recipient.kind))),
      ("addresser", .string(addresser)),
      ("alias", .string(recipient.via ?? "")),
      ("catch", .null),
      ("command", .string(command(at: evidence.stage))),
      ("decodedby", .string(report.dialect)),
      ("deliverystatus", .string(evidence.status?.description ?? "")),
      ("destination", .string(recipient.address.domain)),
      ("diagnosticcode", .string(evidence.text.string)),
      ("diagnostictype", .string(evidence.reply == nil ? "" : "SMTP")),
      ("feedbackid", .string("")),
      ("feedbacktype", .string(recipient.kind == .complaint ? "abuse" : "")),
      ("hardbounce", .bool(names.isHardBounce)),
      ("lhost", .string(report.reportingHost?.string ?? "")),
      ("listid", .string("")),
      ("messageid", .string(report.original.messageID?.string ?? "")),
      ("origin", .string(file)),
      ("reason", .string(names.sisimai)),
      ("recipient", .string(recipient.address.description)),
      ("replycode", .string(evidence.reply?.description ?? "")),
      ("rhost", .string(evidence.remoteHost?.string ?? "")),
      ("senderdomain", .string(addresser.split(separator: "@").last.map(String.init) ?? "")),
      ("subject", .string(report.original.subject ?? "")),
      ("timestamp", moment.map(JSONValue.integer) ?? .null),
      ("timezoneoffset", .string("+0000")),
      ("token", .string(token.hexadecimal)),
    ])
  }

  private static func action(of kind: EventKind) -> String {
    switch kind {
    case .failed, .providerSuppressed: "failed"
    case .delayed: "delayed"
    case .delivered: "delivered"
    case .complaint, .autoReply: ""
    }
  }

  private static func command(at stage: SMTPStage?) -> String {
    switch stage {
    case nil: ""
    case .connect: "CONN"
    case .helo: "EHLO"
    case .mail: "MAIL"
    case .rcpt: "RCPT"
    case .data, .endOfData: "DATA"
    }
  }
}
