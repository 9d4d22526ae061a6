// Safety argument: a block is written only behind what was appended to it before, by the one owner that appends; it is
// neither moved nor freed before the arena is. A place is made by `append` alone, so that it lies inside its block. An
// arena is filled by one thread and read by others only afterwards, when nothing is appended any more. What
// `octets` gives is used while the arena is alive: its callers are the listings that own one.

import Octets

/// Many short texts, one behind the other in a few large blocks: nothing is allocated or counted for a single one, and
/// nothing is moved when there are more of them.
final class TextArena: @unchecked Sendable {
  /// Where texts that were appended together lie.
  struct Place {
    var block: UInt32 = 0
    var start: UInt32 = 0
    var count: UInt32 = 0
  }

  private static let blockSize = 1 << 20
  // Never accessed while they are being changed: see above. To check it at run time for each text costs more than to
  // append it.
  @exclusivity(unchecked) private var blocks: [UnsafeMutableRawBufferPointer] = []
  @exclusivity(unchecked) private var used = 0

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// Appends a text to those at `place`, which must be the last that were appended.
  ///
  /// - Returns: How many octets the text has.
  func append(_ text: UnsafeRawBufferPointer, to place: inout Place) -> Int {
    var start = place.count == 0 ? used : Int(place.start)
    if (blocks.last?.count ?? 0) - used < text.count {
      // What the place has already comes along, so that it stays in one piece.
      let begun = Int(place.count)
      let next = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(TextArena.blockSize, begun + text.count), alignment: 1)
      if let last = blocks.last, begun > 0 {
        next.copyMemory(from: UnsafeRawBufferPointer(rebasing: last[start..<start + begun]))
      }
      blocks.append(next)
      start = 0
      used = begun
    }
    place.block = UInt32(max(blocks.count - 1, 0))
    place.start = UInt32(start)
    place.count += UInt32(text.count)
    if text.count > 0, let block = blocks.last {
      UnsafeMutableRawBufferPointer(rebasing: block[used..<used + text.count])
        .copyMemory(from: text)
      used += text.count
    }
    return text.count
  }

  /// A part of what lies at a place, valid as long as the arena is.
  func octets(_ place: Place, _ range: Range<UInt32>) -> UnsafeBufferPointer<UInt8> {
    guard range.upperBound <= place.count, !range.isEmpty else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    let start = Int(place.start + range.lowerBound)
    let part = blocks[Int(place.block)][start..<start + range.count]
    return UnsafeRawBufferPointer(rebasing: part).assumingMemoryBound(to: UInt8.self)
  }

  /// Begins to fetch what lies at a place.
  func prefetch(_ place: Place) {
    guard place.count > 0 else { return }
    Memory.prefetch(blocks[Int(place.block)].baseAddress.map { $0 + Int(place.start) })
  }

  /// All that lies at a place, valid as long as the arena is.
  func octets(_ place: Place) -> UnsafeBufferPointer<UInt8> { octets(place, 0..<place.count) }

  /// Appends a text that is to lie alone.
  func place(of text: UnsafeRawBufferPointer) -> Place {
    var place = Place()
    _ = append(text, to: &place)
    return place
  }
}
