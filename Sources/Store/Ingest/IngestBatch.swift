import Model

/// The events of a batch in the order in which their recipients stand in the index, so that neighbours
/// are written together. The events themselves stay where they are: they are large and full of references.
struct IngestBatch {
  private(set) var order: [Place] = []
  /// Of each event, by `Place.number`.
  private var domains: [RecipientTable.Domain] = []
  private var locals: [String] = []

  /// Where an event comes from and where it goes.
  struct Place {
    var domain: Int64
    /// The first octets of the local part, which decide nearly every comparison.
    var prefix: UInt64
    var number: Int
    /// The position of its report in the batch, and its own in the report.
    var message: Int
    var event: Int
  }

  init(capacity: Int) {
    domains.reserveCapacity(capacity)
    locals.reserveCapacity(capacity)
    order.reserveCapacity(capacity)
  }

  mutating func append(
    message: Int, event: Int, domain: RecipientTable.Domain, local: String
  ) {
    var prefix: UInt64 = 0
    var shift: UInt64 = 64
    for octet in local.utf8.prefix(8) {
      shift -= 8
      prefix |= UInt64(octet) << shift
    }
    order.append(
      Place(
        domain: domain.id, prefix: prefix, number: domains.count, message: message, event: event))
    domains.append(domain)
    locals.append(local)
  }

  func domain(of place: Place) -> RecipientTable.Domain { domains[place.number] }
  func local(of place: Place) -> String { locals[place.number] }

  mutating func sort() {
    order.sort { left, right in
      if left.domain != right.domain { return left.domain < right.domain }
      if left.prefix != right.prefix { return left.prefix < right.prefix }
      let (mine, its) = (locals[left.number], locals[right.number])
      return mine == its ? left.number < right.number : mine < its
    }
  }

  /// Whether two events, by their positions in `order`, are about one recipient.
  func haveSameRecipient(_ left: Int, _ right: Int) -> Bool {
    order[left].domain == order[right].domain && order[left].prefix == order[right].prefix
      && locals[order[left].number] == locals[order[right].number]
  }
}

/// The keys of one recipient's events. Most recipients have so few that a set would cost more than a
/// look at each.
struct KnownKeys {
  private var few: [EventKey]
  private var many: Set<EventKey> = []

  init(_ stored: [StoredEntry]) {
    few = stored.map(\.entry.key)
    if few.count > 16 { many = Set(few) }
  }

  /// - Returns: Whether the key is new.
  mutating func insert(_ key: EventKey) -> Bool {
    if many.isEmpty {
      if few.contains(key) { return false }
      few.append(key)
      if few.count > 16 { many = Set(few) }
      return true
    }
    return many.insert(key).inserted
  }
}
