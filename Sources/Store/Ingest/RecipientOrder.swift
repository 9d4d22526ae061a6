#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The events of a transaction in the order in which their recipients stand in the index, so that neighbours
/// are written together. The events themselves stay where they are.
struct RecipientOrder {
  private let packs: [PackedEvents]
  private(set) var places: [Place] = []

  /// Where an event comes from and where it goes.
  struct Place {
    var domain: Int64
    /// Of the local part; decides nearly every comparison.
    var start: TextStart
    /// The local part as addresses are compared.
    var local: PackedEvents.Place
    /// Which pack it is in, and which of its rows it is.
    var pack: Int32
    var row: Int32
  }

  init(_ packs: [PackedEvents]) {
    self.packs = packs
    places.reserveCapacity(packs.reduce(0) { $0 + $1.rows.count })
  }

  mutating func append(
    pack: Int, row: Int, domain: Int64, local: PackedEvents.Place, _ texts: PackedEvents.Texts
  ) {
    places.append(
      Place(
        domain: domain, start: TextStart(texts[local]), local: local, pack: Int32(pack),
        row: Int32(row)))
  }

  mutating func sort() {
    let packs = packs
    places.sort { left, right in
      if left.domain != right.domain { return left.domain < right.domain }
      if left.start != right.start { return left.start < right.start }
      let difference = RecipientOrder.compare(left, right, in: packs)
      return difference == 0
        ? (left.pack, left.row) < (right.pack, right.row) : difference < 0
    }
  }

  /// The events of each recipient, as positions in `places`.
  func recipients() -> [Range<Int>] {
    var recipients: [Range<Int>] = []
    recipients.reserveCapacity(places.count)
    var start = 0
    while start < places.count {
      var end = start + 1
      while end < places.count, haveSameRecipient(start, end) { end += 1 }
      recipients.append(start..<end)
      start = end
    }
    return recipients
  }

  private func haveSameRecipient(_ left: Int, _ right: Int) -> Bool {
    places[left].domain == places[right].domain && places[left].start == places[right].start
      && RecipientOrder.compare(places[left], places[right], in: packs) == 0
  }

  /// Local parts as SQLite compares them: octet by octet.
  private static func compare(_ left: Place, _ right: Place, in packs: [PackedEvents]) -> Int {
    packs[Int(left.pack)].withTexts { mine in
      packs[Int(right.pack)].withTexts { its in
        let (mine, its) = (mine[left.local], its[right.local])
        let common = min(mine.count, its.count)
        var order = 0
        if common > 0, let mine = mine.baseAddress, let its = its.baseAddress {
          order = Int(memcmp(mine, its, common))
        }
        return order != 0 ? order : mine.count - its.count
      }
    }
  }
}
