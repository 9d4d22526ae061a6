import Model

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
