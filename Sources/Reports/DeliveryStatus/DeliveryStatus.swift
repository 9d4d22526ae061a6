import Octets

/// A delivery status as it was written (RFC 3464 section 2): what it says of the message, and one group
/// of fields for each recipient.
struct DeliveryStatus: ~Copyable {
  /// What is said of one recipient: where the values stand in `source`.
  struct Group {
    var originalRecipient = 0..<0
    var finalRecipient = 0..<0
    var actualRecipient = 0..<0
    var action = 0..<0
    var status = 0..<0
    var remoteMTA = 0..<0
    var diagnosticCode = 0..<0
    var lastAttemptDate = 0..<0
    var willRetryUntil = 0..<0
    var displayName = 0..<0

    var hasRecipient: Bool {
      !finalRecipient.isEmpty || !originalRecipient.isEmpty || !actualRecipient.isEmpty
    }
    var isComplete: Bool {
      hasRecipient && !action.isEmpty && (!status.isEmpty || !diagnosticCode.isEmpty)
    }
    /// Whether it says nothing about a delivery.
    var isEmpty: Bool {
      !hasRecipient && action.isEmpty && status.isEmpty && diagnosticCode.isEmpty
    }

    /// Where a recipient's field stands; empty for all others.
    subscript(field: DeliveryStatusField) -> Range<Int> {
      get {
        switch field {
        case .originalRecipient: originalRecipient
        case .finalRecipient: finalRecipient
        case .actualRecipient: actualRecipient
        case .action: action
        case .status: status
        case .remoteMTA: remoteMTA
        case .diagnosticCode: diagnosticCode
        case .lastAttemptDate: lastAttemptDate
        case .willRetryUntil: willRetryUntil
        case .displayName: displayName
        case .reportingMTA, .receivedFromMTA, .arrivalDate, .other: 0..<0
        }
      }
      set {
        switch field {
        case .originalRecipient: originalRecipient = newValue
        case .finalRecipient: finalRecipient = newValue
        case .actualRecipient: actualRecipient = newValue
        case .action: action = newValue
        case .status: status = newValue
        case .remoteMTA: remoteMTA = newValue
        case .diagnosticCode: diagnosticCode = newValue
        case .lastAttemptDate: lastAttemptDate = newValue
        case .willRetryUntil: willRetryUntil = newValue
        case .displayName: displayName = newValue
        case .reportingMTA, .receivedFromMTA, .arrivalDate, .other: break
        }
      }
    }

    mutating func fill(from other: Group) {
      for field in DeliveryStatusField.ofRecipient where self[field].isEmpty {
        self[field] = other[field]
      }
    }
  }

  let source: Bytes
  var reportingMTA = 0..<0
  var arrivalDate = 0..<0
  var receivedFromMTA = 0..<0
  var groups: [Group] = []
  /// Whether groups were left unread because of a limit.
  var isCut = false

  /// Not unfolded.
  func raw(_ range: Range<Int>) -> Bytes { source[range] }
  /// Unfolded and trimmed.
  func value(_ range: Range<Int>) -> Bytes { source[range].unfolded() }
}

/// Reads a delivery status leniently: what group a field belongs to is decided by the fields, since blank
/// lines stand between the fields of one group here and are missing between two groups there.
struct DeliveryStatusParser: ~Copyable {
  private let source: Bytes
  private var status: DeliveryStatus
  private var group = DeliveryStatus.Group()
  private let limit: Int
  /// Whether a blank line stood above the current field.
  private var isBehindBlank = false
  private var current: (field: DeliveryStatusField, start: Int, end: Int)?

  /// - Parameter limit: How many recipients are read.
  static func parse(_ source: Bytes, limit: Int) -> DeliveryStatus {
    var parser = DeliveryStatusParser(source, limit)
    parser.run()
    return parser.finish()
  }

  private init(_ source: Bytes, _ limit: Int) {
    self.source = source
    status = DeliveryStatus(source: source)
    self.limit = limit
  }

  private consuming func finish() -> DeliveryStatus { status }

  private mutating func run() {
    var lines = source.lines
    var sawBlank = false
    while let line = lines.nextRange() {
      if line.isEmpty {
        close()
        sawBlank = true
        continue
      }
      let first = source[line.lowerBound]
      if first == 0x20 || first == 0x09 {
        let isBlank = source.trimmed(line).isEmpty
        if isBlank {
          close()
          sawBlank = true
        } else if current != nil {
          current?.end = line.upperBound
        } else if let (field, value) = named(line) {
          open(field, value, isBehindBlank: sawBlank)
          sawBlank = false
        }
      } else if let (field, value) = named(line) {
        close()
        open(field, value, isBehindBlank: sawBlank)
        sawBlank = false
      } else {
        // A line that was wrapped without the white space that marks it as wrapped.
        current?.end = line.upperBound
      }
    }
    close()
    endGroup()
  }

  /// The field whose name the line begins with.
  private func named(_ line: Range<Int>) -> (DeliveryStatusField, Range<Int>)? {
    guard let colon = source.firstIndex(of: UInt8(ascii: ":"), in: line),
      colon - line.lowerBound <= 64,
      let field = DeliveryStatusField(source.trimmed(line.lowerBound..<colon), in: source)
    else { return nil }
    return (field, colon + 1..<line.upperBound)
  }

  private mutating func open(
    _ field: DeliveryStatusField, _ value: Range<Int>, isBehindBlank: Bool
  ) {
    current = (field, value.lowerBound, value.upperBound)
    if isBehindBlank { self.isBehindBlank = true }
  }

  private mutating func close() {
    guard let (field, start, end) = current else { return }
    current = nil
    let value = start..<end
    switch field {
    case .reportingMTA: if status.reportingMTA.isEmpty { status.reportingMTA = value }
    case .arrivalDate: if status.arrivalDate.isEmpty { status.arrivalDate = value }
    case .receivedFromMTA: if status.receivedFromMTA.isEmpty { status.receivedFromMTA = value }
    case .other: return
    default: put(value, field)
    }
    isBehindBlank = false
  }

  /// A field that the group has already begins the next one, where it names a recipient or a blank line stands
  /// above it; otherwise it repeats itself, and the first is kept.
  private mutating func put(_ value: Range<Int>, _ field: DeliveryStatusField) {
    if group[field].isEmpty {
      // A complete group ends at a blank line even where the next one begins with a field it lacks.
      if isBehindBlank, group.isComplete { endGroup() }
      group[field] = value
    } else if isBehindBlank || field == .finalRecipient || field == .action {
      endGroup()
      group[field] = value
    }
  }

  private mutating func endGroup() {
    defer { group = DeliveryStatus.Group() }
    guard !group.isEmpty else { return }
    if !group.hasRecipient, group.action.isEmpty, let last = status.groups.indices.last {
      // The rest of the group above, which a blank line cut in two.
      status.groups[last].fill(from: group)
      return
    }
    guard status.groups.count < limit else {
      status.isCut = true
      return
    }
    status.groups.append(group)
  }
}
