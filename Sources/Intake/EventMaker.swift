import Diagnosis
import Mail
import Model
import Octets
import Reports
import Store

/// Turns what a report says into events: names the causes, dates them and gives them their keys. An event is packed
/// as it is made, since to put it together and take it apart again would cost more than all of that but the cause.
public struct EventMaker: Sendable {
  private let classifier: Classifier
  private let mailedAddress: MailedAddress
  private let guardian: Guard
  /// When the run takes place, in Unix seconds.
  private let now: Int64

  public init(
    classifier: Classifier, mailedAddress: MailedAddress = MailedAddress(),
    guardian: Guard = Guard(), now: Int64
  ) {
    self.classifier = classifier
    self.mailedAddress = mailedAddress
    self.guardian = guardian
    self.now = now
  }

  /// The same, for one of several threads.
  func forAnotherThread() -> EventMaker {
    EventMaker(
      classifier: classifier.forAnotherThread(), mailedAddress: mailedAddress, guardian: guardian,
      now: now)
  }

  /// Where a report was sent to: see `MailedAddress`.
  func returnPaths(of message: Message, _ wrappedHeader: Header?) -> [String] {
    mailedAddress.returnPaths(of: message, wrappedHeader)
  }

  /// - Parameter returnPaths: Where the report was sent to.
  func pack(
    _ report: consuming Report, returnPaths: [String], into packer: inout EventPacker
  ) {
    mailedAddress.resolve(&report, returnPaths: returnPaths)
    var recipients: [ReportedRecipient] = []
    swap(&recipients, &report.recipients)
    // The last one can be taken out of an array; others would be copied.
    recipients.reverse()
    while let recipient = recipients.popLast() {
      let verification = guardian.verification(
        of: recipient, in: report, returnPaths: returnPaths, now: now)
      pack(recipient, in: report, verification: verification, into: &packer)
    }
  }

  private func pack(
    _ recipient: borrowing ReportedRecipient, in report: borrowing Report,
    verification: Verification, into packer: inout EventPacker
  ) {
    let text = recipient.evidence.text
    let named: NamedCause? =
      switch recipient.kind {
      case .failed, .delayed: classifier.name(recipient.evidence)
      case .delivered, .complaint, .autoReply, .providerSuppressed: nil
      }
    let foldedLocal = recipient.address.local.inLowerCase
    let domain = InternationalDomain.ascii(recipient.address.domain)
    packer.append(
      kind: recipient.kind, local: recipient.address.local, foldedLocal: foldedLocal,
      domain: domain, via: recipient.via,
      at: moment(of: recipient, in: report), finding: named,
      diagnostic: text.inUTF8,
      remoteHost: recipient.evidence.remoteHost, reportingHost: report.reportingHost,
      originalMessageID: report.original.messageID, reportMessageID: report.messageID,
      verification: verification,
      key: Self.key(of: recipient, foldedLocal: foldedLocal, domain: domain, in: report))
  }

  /// The last attempt's time where the report gives a credible one, else the report's, else now. A
  /// moment in the future is a wrong clock: it counts as now, or a hold would start before its cause.
  private func moment(
    of recipient: borrowing ReportedRecipient, in report: borrowing Report
  ) -> Int64 {
    let written = report.date ?? recipient.at ?? now
    guard let attempted = recipient.at else { return min(written, now) }
    let isCredible =
      attempted <= written + UTCTime.secondsPerDay
      && attempted >= written - 30 * UTCTime.secondsPerDay
    return min(isCredible ? attempted : written, now)
  }

  /// From what was said, never from where it was read: the causes are left out too, since better rules
  /// would otherwise make the same report a new event.
  public static func key(of recipient: ReportedRecipient, in report: Report) -> EventKey {
    key(
      of: recipient, foldedLocal: recipient.address.local.inLowerCase,
      domain: InternationalDomain.ascii(recipient.address.domain), in: report)
  }

  private static func key(
    of recipient: borrowing ReportedRecipient, foldedLocal: String, domain: String,
    in report: borrowing Report
  ) -> EventKey {
    var hash = ContentHash()
    hash.add(recipient.kind.rawValue)
    hash.add(foldedLocal)
    hash.add(domain)
    hash.add(recipient.via ?? "")
    hash.add(UInt64(recipient.evidence.status?.packed ?? 0))
    hash.add(UInt64(recipient.evidence.reply?.rawValue ?? 0))
    hash.addFoldingSpace(recipient.evidence.text)
    hash.add(report.original.messageID ?? .empty)
    if let messageID = report.messageID {
      hash.add(messageID)
    } else {
      // Without a Message-ID of its own a report is known by its date.
      hash.add(UInt64(bitPattern: report.date ?? recipient.at ?? 0))
    }
    let (high, low) = hash.value
    return EventKey(high: high, low: low)
  }
}

extension NamedCause: StorableFinding {}
