import Model
import Octets

/// PowerMTA: `  <address>  delivery failed; will not continue trying`.
extension Dialect {
  static let powerMTA = Dialect(
    name: "powermta",
    marks: [
      .sure(.text, "to inform you on the delivery status of a message you previously sent"),
      .hint(.text, "Hello, this is the mail server on"),
      .hint(.text, "Immediately below you will find a list of the affected recipients"),
    ],
    begins: ["also attached is a Delivery Status Notification", "list of the affected recipients"],
    read: { report in
      var result: [ReportedRecipient] = []
      let listed = AddressList(bracketed: true, isWhole: true).read(report, from: 0).recipients
      for entry in listed {
        let reason = report.joined(entry.reason)
        let kind: EventKind =
          reason.containsFolded("will continue trying")
          ? .delayed : reason.containsFolded("delivered") ? .delivered : .failed
        result.append(report.recipient(entry.address, kind: kind, reason: entry.reason))
      }
      return result
    })

  static let sendGrid = Dialect(
    name: "sendgrid",
    marks: [
      .sure(.text, "This is an automatically generated message from SendGrid"),
      .hint(.text, "please contact SendGrid support"), .hint(.from, "sendgrid"),
      .hint(.from, "MAILER-DAEMON"),
    ],
    read: { report in
      report.recipients(
        AddressList(bracketed: true, colon: true, isWhole: true).read(report, from: 0).recipients)
    })
}
