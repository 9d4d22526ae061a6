// Safety argument: a block is written only behind what was appended to it before, by the one owner that appends; it is
// neither moved nor freed before the arena is. A place is made by `append` alone, so that it lies inside its block. An
// arena is filled by one thread and read by others only afterwards, when nothing is appended any more. What a place
// gives is used while the arena is alive: those who use it are the listings, which own the arenas. A place refers to
// memory and not to its arena because references would be counted for each text, by all threads at once.

import Octets

/// Many short texts, one behind the other in a few large blocks: nothing is allocated or counted for a single one, and
/// nothing is moved when there are more of them.
final class TextArena: @unchecked Sendable {
  /// Where texts that were appended together lie, valid as long as their arena is.
  struct Place: @unchecked Sendable {
    fileprivate var start: UnsafePointer<UInt8>?
    fileprivate(set) var count: UInt32 = 0

    init() {}

    var octets: UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(start: start, count: Int(count))
    }

    /// A part of the octets; empty where there is no such part.
    func octets(_ range: Range<UInt32>) -> UnsafeBufferPointer<UInt8> {
      guard range.upperBound <= count, let start else {
        return UnsafeBufferPointer(start: nil, count: 0)
      }
      return UnsafeBufferPointer(start: start + Int(range.lowerBound), count: range.count)
    }

    func prefetch() { Memory.prefetch(start) }
  }

  private static let blockSize = 1 << 20
  // Never accessed while they are being changed: see above. To check it at run time for each text costs more than to
  // append it.
  @exclusivity(unchecked) private var blocks: [UnsafeMutableBufferPointer<UInt8>] = []
  /// The block that is being filled, and how much of it is.
  @exclusivity(unchecked) private var last = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
  @exclusivity(unchecked) private var used = 0

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// Appends a text to those at `place`, which must be the last that were appended.
  ///
  /// - Returns: How many octets the text has.
  func append(_ text: UnsafeRawBufferPointer, to place: inout Place) -> Int {
    guard let source = text.baseAddress, !text.isEmpty else { return 0 }
    if last.count - used < text.count { beginBlock(for: text.count, behind: &place) }
    guard let block = last.baseAddress else { return 0 }
    UnsafeMutableRawPointer(block + used).copyMemory(from: source, byteCount: text.count)
    if place.count == 0 { place.start = UnsafePointer(block + used) }
    place.count += UInt32(text.count)
    used += text.count
    return text.count
  }

  /// Begins a block with room for so many octets. What the place has already comes along, so that it stays in one piece.
  private func beginBlock(for count: Int, behind place: inout Place) {
    let begun = place.octets
    last = .allocate(capacity: max(TextArena.blockSize, begun.count + count))
    blocks.append(last)
    used = last.update(fromContentsOf: begun)
    place.start = UnsafePointer(last.baseAddress)
  }

  /// Appends a text that is to lie alone.
  func place(of text: UnsafeRawBufferPointer) -> Place {
    var place = Place()
    _ = append(text, to: &place)
    return place
  }
}
