import Mail
import Model
import Octets

/// Makes the recipients of a report from its delivery status, and fetches from the words for people what
/// the status does not say.
struct DeliveryStatusReport: ~Copyable {
  let context: ReportContext
  var recipients: [ReportedRecipient] = []
  private(set) var reportingHost: Bytes?
  private(set) var date: Int64?
  private(set) var isCut = false
  private var nameless: [Nameless] = []
  /// Positions in `recipients` by address, of those that were there when one was last looked for.
  private var index = AddressIndex()
  private var indexedCount = 0

  /// A group that does not tell whom it is about.
  private struct Nameless {
    var said: ReportedRecipient
    /// The name of a local user, where that is all that is given.
    let localName: Bytes?
  }

  init(_ bodies: some Sequence<Bytes>, context: ReportContext) {
    self.context = context
    for body in bodies {
      let reading = DeliveryStatusReading(
        DeliveryStatusParser.parse(body, limit: context.recipientLimit - recipients.count))
      isCut = isCut || reading.isCut
      reportingHost = reportingHost ?? reading.reportingHost
      var firstAttempt: Int64?
      for number in 0..<reading.recipientCount {
        let (said, localName) = reading.recipient(number)
        firstAttempt = firstAttempt ?? said.at
        if said.isNamed {
          add(said)
        } else {
          nameless.append(Nameless(said: said, localName: localName))
        }
      }
      date = date ?? firstAttempt
      // Not read for nothing: the header's date comes first.
      if date == nil, context.date == nil { date = reading.arrival }
    }
    nameNameless()
    guard !recipients.isEmpty || !nameless.isEmpty else { return }
    if !nameless.isEmpty || recipients.contains(where: \.gaps.areForWords) { fillFromWords() }
    fillStages()
    ForwardedRecipients.blameMailedAddress(&recipients, in: context)
  }

  // MARK: Recipients

  /// Two groups about one recipient are one: the worse outcome counts.
  private mutating func add(_ recipient: consuming ReportedRecipient) {
    if let known = position(of: recipient.address) {
      merge(recipient, at: known)
    } else {
      recipients.append(recipient)
    }
  }

  /// Most reports are about one recipient, for whom nothing has to be looked for.
  private mutating func position(of address: EmailAddress) -> Int? {
    if recipients.isEmpty { return nil }
    while indexedCount < recipients.count {
      index.insert(recipients[indexedCount].address, at: indexedCount)
      indexedCount += 1
    }
    return index[address]
  }

  private mutating func merge(_ other: ReportedRecipient, at position: Int) {
    if other.kind.severity > recipients[position].kind.severity {
      let known = recipients[position]
      recipients[position] = other
      recipients[position].via = other.via ?? known.via
      recipients[position].gaps = known.gaps
    } else if other.kind == recipients[position].kind,
      recipients[position].evidence.text.isEmpty || recipients[position].evidence.status == nil
    {
      recipients[position].evidence.fill(from: other.evidence)
    }
  }

  /// A group whose recipient field holds a path or a local name is about the one addressee of the returned
  /// message, where there is one.
  private mutating func nameNameless() {
    guard !nameless.isEmpty else { return }
    let addressees = context.original.to
    var left: [Nameless] = []
    for var recipient in nameless {
      var address: EmailAddress?
      if let name = recipient.localName,
        let match = addressees.first(where: { Bytes($0).hasLocalPart(name) })
      {
        address = AddressSpec.read(Bytes(match))
      } else if nameless.count == 1, recipients.isEmpty, addressees.count == 1,
        recipient.localName == nil
      {
        address = AddressSpec.read(Bytes(addressees[0]))
      }
      if let address {
        recipient.said.address = address
        add(recipient.said)
      } else {
        left.append(recipient)
      }
    }
    nameless = left
  }

  // MARK: Words

  private mutating func fillFromWords() {
    let said = context.dialectResult?.recipients ?? []
    var saidOf = AddressIndex()
    for (position, recipient) in said.enumerated() {
      saidOf.insert(recipient.address, at: position)
      if let via = recipient.via.flatMap({ AddressSpec.read(Bytes($0)) }) {
        saidOf.insert(via, at: position)
      }
    }
    for position in recipients.indices where recipients[position].gaps.areForWords {
      let match = saidOf[recipients[position].address].map { said[$0] }
      let onlyOne = recipients.count == 1 && said.count == 1 ? said.first : nil
      fillWords(of: position, from: match ?? onlyOne)
    }
    nameFromWords(said)
    nameLocalUsers()
  }

  private mutating func fillWords(of position: Int, from said: ReportedRecipient?) {
    if let said, !Diagnostic.saysNothing(said.evidence.text) {
      recipients[position].evidence.replaceWords(from: said.evidence)
      if recipients[position].gaps.contains(.kind) { recipients[position].kind = said.kind }
    } else if Diagnostic.saysNothing(recipients[position].evidence.text) {
      let words = context.notice.text.trimmed().prefix(Evidence.textLimit)
      let codes = recipients.count == 1 ? SMTPCodes.find(in: words) : SMTPCodes()
      recipients[position].evidence.replaceWords(
        from: Evidence(text: words, reply: codes.reply, status: codes.status))
    }
  }

  /// Recipients that only the words name: the status has groups without an address, or none at all.
  private mutating func nameFromWords(_ said: [ReportedRecipient]) {
    guard !nameless.isEmpty else { return }
    for (number, var recipient) in said.enumerated() where position(of: recipient.address) == nil {
      if number < nameless.count {
        let group = nameless[number]
        if !group.said.gaps.contains(.kind) { recipient.kind = group.said.kind }
        recipient.at = recipient.at ?? group.said.at
        recipient.evidence.fill(from: group.said.evidence)
      }
      recipient.gaps = .mailedAddress
      recipients.append(recipient)
    }
    if !said.isEmpty { nameless = [] }
  }

  /// Somebody of the reporting host, whose words do not say where: better an address without a domain than
  /// none.
  private mutating func nameLocalUsers() {
    for recipient in nameless {
      guard let name = recipient.localName else { continue }
      var said = recipient.said
      said.address = EmailAddress(local: name.string, domain: "")
      add(said)
    }
    nameless = []
  }

  /// The command that was refused stands in the words only, in reports of Postfix and sendmail.
  private mutating func fillStages() {
    guard recipients.count <= 16 else { return }
    for position in recipients.indices
    where recipients[position].evidence.stage == nil && recipients[position].evidence.reply != nil {
      guard let words = context.wordsWithStage else { return }
      recipients[position].evidence.stage = StageOfRecipient.find(
        recipients[position].via ?? recipients[position].address.description,
        isOnly: recipients.count == 1, in: words)
    }
  }
}

extension Bytes {
  fileprivate func hasLocalPart(_ name: Bytes) -> Bool {
    guard let at = lastIndex(of: UInt8(ascii: "@")) else { return false }
    return prefix(at).equalsFolded(name)
  }
}
