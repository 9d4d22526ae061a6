import Mail
import Model
import Octets

/// Makes the recipients of a report from its delivery status, and fetches from the words for people what
/// the status does not say.
struct DeliveryStatusReport: ~Copyable {
  let context: ReportContext
  private(set) var recipients: [ReportedRecipient] = []
  private(set) var reportingHost: String?
  private(set) var date: Int64?
  private(set) var isCut = false
  private var nameless: [DeliveryStatusReading.Recipient] = []
  /// Positions in `recipients` by address, of those that were there when one was last looked for.
  private var index = AddressIndex()
  private var indexedCount = 0
  /// What the status leaves to the words, of each of the recipients it names.
  private var gaps: [DeliveryStatusReading.Gaps] = []

  init(_ bodies: some Sequence<Bytes>, context: ReportContext) {
    self.context = context
    for body in bodies {
      let reading = DeliveryStatusReading(
        DeliveryStatusParser.parse(body, limit: context.recipientLimit - recipients.count))
      isCut = isCut || reading.isCut
      reportingHost = reportingHost ?? reading.reportingHost
      var firstAttempt: Int64?
      for number in 0..<reading.recipientCount {
        let recipient = reading.recipient(number)
        firstAttempt = firstAttempt ?? recipient.at
        if recipient.address == nil { nameless.append(recipient) } else { add(recipient) }
      }
      date = date ?? firstAttempt
      // Not read for nothing: the header's date comes first.
      if date == nil, context.date == nil { date = reading.arrival }
    }
    nameNameless()
    guard !recipients.isEmpty || !nameless.isEmpty else { return }
    if !nameless.isEmpty || gaps.contains(where: { !$0.isDisjoint(with: [.words, .kind]) }) {
      fillFromWords()
    }
    fillStages()
    ForwardedRecipients.blameMailedAddress(
      &recipients, in: context,
      where: { [gaps] in gaps[$0].contains(.mailedAddress) })
  }

  // MARK: Recipients

  /// Two groups about one recipient are one: the worse outcome counts.
  private mutating func add(_ recipient: DeliveryStatusReading.Recipient) {
    guard let address = recipient.address else { return }
    if let known = position(of: address) {
      merge(recipient.reported(as: address), at: known)
    } else {
      recipients.append(recipient.reported(as: address))
      gaps.append(recipient.gaps)
    }
  }

  /// Most reports are about one recipient, for whom nothing has to be looked for.
  private mutating func position(of address: EmailAddress) -> Int? {
    while indexedCount < recipients.count {
      index.insert(recipients[indexedCount].address, at: indexedCount)
      indexedCount += 1
    }
    return index[address]
  }

  private mutating func merge(_ other: ReportedRecipient, at position: Int) {
    if other.kind.severity > recipients[position].kind.severity {
      let via = recipients[position].via
      recipients[position] = other
      recipients[position].via = other.via ?? via
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
    var left: [DeliveryStatusReading.Recipient] = []
    for var recipient in nameless {
      if let name = recipient.localName,
        let match = addressees.first(where: { Bytes($0).hasLocalPart(name) })
      {
        recipient.address = AddressSpec.read(Bytes(match))
      } else if nameless.count == 1, recipients.isEmpty, addressees.count == 1,
        recipient.localName == nil
      {
        recipient.address = AddressSpec.read(Bytes(addressees[0]))
      }
      if recipient.address == nil { left.append(recipient) } else { add(recipient) }
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
    for position in gaps.indices where !gaps[position].isDisjoint(with: [.words, .kind]) {
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
      if gaps[position].contains(.kind) { recipients[position].kind = said.kind }
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
        if !group.gaps.contains(.kind) { recipient.kind = group.kind }
        recipient.at = recipient.at ?? group.at
        recipient.evidence.fill(from: group.evidence)
      }
      recipients.append(recipient)
      gaps.append(.mailedAddress)
    }
    if !said.isEmpty { nameless = [] }
  }

  /// Somebody of the reporting host, whose words do not say where: better an address without a domain than
  /// none.
  private mutating func nameLocalUsers() {
    for recipient in nameless {
      guard let name = recipient.localName else { continue }
      var named = recipient
      named.address = EmailAddress(local: name.string, domain: "")
      add(named)
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
