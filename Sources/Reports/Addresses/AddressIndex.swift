import Model

/// Positions by address. Most reports are about one address, for which a search is faster than a table.
struct AddressIndex {
  private static let few = 8

  private var addresses: [EmailAddress] = []
  private var positions: [Int] = []
  private var table: [EmailAddress: Int] = [:]

  subscript(address: EmailAddress) -> Int? {
    if addresses.count > Self.few { return table[address] }
    return addresses.firstIndex(of: address).map { positions[$0] }
  }

  /// The first position given for an address is kept.
  mutating func insert(_ address: EmailAddress, at position: Int) {
    guard self[address] == nil else { return }
    addresses.append(address)
    positions.append(position)
    if addresses.count == Self.few + 1 {
      for (address, position) in zip(addresses, positions) { table[address] = position }
    } else if addresses.count > Self.few {
      table[address] = position
    }
  }
}
