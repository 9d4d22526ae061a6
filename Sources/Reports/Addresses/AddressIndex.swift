import Model

/// Positions by address. Most reports are about one address, for which a search is faster than a table.
struct AddressIndex {
  private static let few = 8

  private var entries: [(address: EmailAddress, position: Int)] = []
  private var table: [EmailAddress: Int] = [:]

  subscript(address: EmailAddress) -> Int? {
    if entries.count > Self.few { return table[address] }
    return entries.first { $0.address == address }?.position
  }

  /// The first position given for an address is kept.
  mutating func insert(_ address: EmailAddress, at position: Int) {
    guard self[address] == nil else { return }
    entries.append((address, position))
    if entries.count == Self.few + 1 {
      for (address, position) in entries { table[address] = position }
    } else if entries.count > Self.few {
      table[address] = position
    }
  }
}
