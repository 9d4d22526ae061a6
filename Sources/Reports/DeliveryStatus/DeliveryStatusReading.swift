import Mail
import Model
import Octets

/// What a delivery status says of its recipients, and for which of them it leaves the words to the text
/// that stands beside it.
struct DeliveryStatusReading: ~Copyable {
  /// What a status does not say of a recipient.
  struct Gaps: OptionSet {
    let rawValue: UInt8
    /// The diagnostic code is missing, says nothing or is cut short.
    static let words = Gaps(rawValue: 1)
    /// The kind had to be guessed.
    static let kind = Gaps(rawValue: 2)
    /// There is no Original-Recipient, which is there to tell whom was mailed.
    static let mailedAddress = Gaps(rawValue: 4)

    /// Whether the words for people are to be read for what is missing.
    var areForWords: Bool { !isDisjoint(with: [.words, .kind]) }
  }

  private let status: DeliveryStatus

  init(_ status: consuming DeliveryStatus) {
    self.status = status
  }

  var isCut: Bool { status.isCut }
  var reportingHost: Bytes? { MTAName.host(of: status.raw(status.reportingMTA)) }
  /// When the message arrived at the reporting host, in Unix seconds.
  var arrival: Int64? { MailDate.parse(status.value(status.arrivalDate)) }
  var recipientCount: Int { status.groups.count }

  /// What is said of the recipient at this position.
  ///
  /// - Returns: a recipient that is not named where the field holds no address: a path, a pipe, a user of the
  ///   reporting host; and the user's name, where that is all that is given.
  func recipient(_ number: Int) -> (said: ReportedRecipient, localName: Bytes?) {
    let group = status.groups[number]
    let diagnostic = Diagnostic(status.value(group.diagnosticCode))
    let field = StatusField(status.value(group.status))
    let codes = Self.codes(of: diagnostic, field: field.status)
    let (kind, isTold) = kind(group, field: field, codes: codes)
    let names = RecipientNames(group, of: status)
    // AOL writes `Action: failed` beside `250 OK`, its answer to an earlier command.
    let isContradicted = kind == .failed && codes.reply.map { $0.rawValue < 300 } == true
    var nearest = Self.nearest(codes.status, field.status)
    if isContradicted, nearest?.statusClass == 2 { nearest = nil }
    let saysNothing = Diagnostic.saysNothing(diagnostic.text)
    // The reply itself does not name the command; only what is written around it does.
    let isReplyAlone =
      diagnostic.type.equalsFolded("smtp") && !diagnostic.text.contains("reply")
    var gaps: Gaps = names.isMailedAddressTold ? [] : .mailedAddress
    if !isTold { gaps.insert(.kind) }
    if isContradicted || (saysNothing || diagnostic.isFirstLineOnly) && kind != .delivered {
      gaps.insert(.words)
    }
    let evidence = Evidence(
      text: isContradicted
        ? .empty : saysNothing && !field.gloss.isEmpty ? field.gloss : diagnostic.text,
      reply: isContradicted ? nil : codes.reply ?? field.reply, status: nearest,
      remoteHost: MTAName.host(of: status.raw(group.remoteMTA))
        ?? MTAName.host(said: diagnostic.text),
      stage: isReplyAlone ? nil : StageWords.stage(in: diagnostic.text))
    let said = ReportedRecipient(
      address: names.address, via: names.via, kind: kind, evidence: evidence,
      at: MailDate.parse(status.value(group.lastAttemptDate)), gaps: gaps)
    return (said, names.localName)
  }

  /// The innermost reply in a diagnostic text is nearest to the cause; but where the reporting host took its
  /// status from one further out (`550 5.1.351 … -> 550 …`), that one is the answer to its own command.
  private static func codes(of diagnostic: Diagnostic, field: EnhancedStatus?) -> SMTPCodes {
    let codes = diagnostic.codes
    guard let field, field.subject != 0 || field.detail != 0, let said = codes.status, said != field
    else {
      return codes
    }
    let written = Bytes(field.description)
    guard let position = diagnostic.text.position(of: written) else { return codes }
    let outer = SMTPCodes.find(in: diagnostic.text.prefix(position + written.count))
    return outer.status == field
      ? SMTPCodes(reply: outer.reply ?? codes.reply, status: field) : codes
  }

  /// The code in the words of the host that refused is nearer to the cause than the one the reporting host
  /// made of them, unless it says nothing.
  private static func nearest(
    _ said: EnhancedStatus?, _ field: EnhancedStatus?
  ) -> EnhancedStatus? {
    guard let said else { return field }
    if let field, said.subject == 0, said.detail == 0, said.statusClass == field.statusClass {
      return field
    }
    return said
  }

  private func kind(
    _ group: DeliveryStatus.Group, field: StatusField, codes: SMTPCodes
  ) -> (EventKind, isTold: Bool) {
    if let action = DeliveryAction(status.raw(group.action)) { return (action.event, true) }
    switch field.status?.statusClass ?? codes.status?.statusClass
      ?? codes.reply.map({ $0.rawValue / 100 })
    {
    case 2: return (.delivered, false)
    case 4:
      return (group.willRetryUntil.isEmpty ? .failed : .delayed, !group.willRetryUntil.isEmpty)
    case 5: return (.failed, true)
    default: return (.failed, false)
    }
  }
}

/// The Status field (RFC 3464 section 2.3.4) and what stands in it besides a status.
private struct StatusField {
  var status: EnhancedStatus?
  /// `Status: 553 Exceeded maximum inbound message size`.
  var reply: ReplyCode?
  /// `Status: 4.4.7 (delivery time expired)`.
  var gloss = Bytes.empty

  init(_ value: Bytes) {
    guard let first = value.firstIndex(where: { $0.isDigit }) else { return }
    if let (status, end) = EnhancedStatus.scan(value, at: first) {
      self.status = status
      gloss = value.dropFirst(end).trimmed()
      if gloss.first == UInt8(ascii: "("), gloss.last == UInt8(ascii: ")") {
        gloss = gloss[1..<gloss.count - 1].trimmed()
      }
    } else {
      let codes = SMTPCodes.find(in: value)
      reply = codes.reply
      status = codes.status
      gloss = value
    }
  }
}

/// Whom a group is about: who was mailed to, and by which other address it failed.
private struct RecipientNames: ~Copyable {
  /// `unknown` where none is given.
  let address: EmailAddress
  private(set) var localName: Bytes?
  private(set) var via: String?
  let isMailedAddressTold: Bool

  init(_ group: DeliveryStatus.Group, of status: borrowing DeliveryStatus) {
    let final = TypedAddress(status.value(group.finalRecipient))
    let mailed = TypedAddress(status.value(group.originalRecipient))
    if group.actualRecipient.isEmpty, mailed.value.isEmpty || mailed == final,
      let only = final.address
    {
      // Most groups name one address, once or twice.
      address = only
      isMailedAddressTold = !mailed.value.isEmpty
      return
    }
    let failed = final.address
    var mailedTo = mailed.address
    if let written = mailedTo, written != failed { mailedTo = TypedAddress.decodeXtext(written) }
    let actual =
      group.actualRecipient.isEmpty
      ? nil : TypedAddress(status.value(group.actualRecipient)).address
    isMailedAddressTold = mailedTo != nil
    if let named = mailedTo ?? failed ?? actual {
      address = named
      // The one furthest from the sender: `actual` is what an alias or .forward stood for.
      if let other = actual ?? failed, other != named { via = other.description }
    } else {
      address = AddressSpec.read(status.value(group.displayName)) ?? .unknown
      localName = final.localName
    }
  }
}

/// The name of a mail system: `dns; mx.example.net (192.0.2.1)` (RFC 3464 section 2.2.2), in UTF-8.
enum MTAName {
  static func host(of field: Bytes) -> Bytes? {
    var name = field.trimmed()
    if let (_, value) = name.split(at: UInt8(ascii: ";")) { name = value.trimmed() }
    if let end = name.firstIndex(where: { $0.isSpace || $0 == UInt8(ascii: "(") }) {
      name = name.prefix(end)
    }
    return host(name)
  }

  /// The host in Postfix's `host mx.example.net[192.0.2.1] said: …`, `connect to mx.example.net[192.0.2.1]:25: …`.
  static func host(said text: Bytes) -> Bytes? {
    var start: Int
    if text.hasPrefix("host ") {
      start = 5
    } else if text.hasPrefix("connect to ") {
      start = 11
    } else {
      return nil
    }
    while start < text.count, text[start].isSpace { start += 1 }
    let end =
      text.firstIndex(
        from: start, where: { $0.isSpace || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: ":") })
      ?? text.count
    return host(text[start..<end])
  }

  private static func host(_ name: Bytes) -> Bytes? {
    var name = name
    if name.first == UInt8(ascii: "["), name.last == UInt8(ascii: "]") {
      name = name[1..<name.count - 1]
    }
    while let last = name.last, last == UInt8(ascii: ".") || last == UInt8(ascii: ",") {
      name = name.dropLast()
    }
    guard (1...255).contains(name.count), name.firstIndex(where: { !isHostOctet($0) }) == nil else {
      return nil
    }
    return name.isLowerCaseASCII ? name : name.lowercased().inUTF8
  }

  private static func isHostOctet(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"): true
    default: octet.isAlphanumeric || octet >= 0x80
    }
  }
}
