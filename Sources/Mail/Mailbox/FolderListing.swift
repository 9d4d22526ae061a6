// Safety argument: readdir's entry is read before the next call on the same stream; `d_name` ends in a NUL, and
// no octet behind it is looked at.

import Octets

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The names in a folder in a stable order: messages of an MH folder by their number, all others by octets.
///
/// The names are kept one behind the other: a Maildir may have a million.
struct FolderListing {
  private let names: Bytes
  private let ranges: [Range<UInt32>]

  var count: Int { ranges.count }
  subscript(index: Int) -> Bytes {
    names[Int(ranges[index].lowerBound)..<Int(ranges[index].upperBound)]
  }

  /// - Parameter isWanted: Of which names the listing is to be.
  init(
    _ path: FilePath, where isWanted: (Bytes) -> Bool = { _ in true }
  ) throws(MailFailure) {
    guard let folder = path.withCString({ opendir($0) }) else {
      throw MailFailure(source: path.description, reason: .unreadable(errno))
    }
    defer { closedir(folder) }
    var collected = ByteBuilder(capacity: 4096)
    var ranges: [Range<UInt32>] = []
    while true {
      errno = 0
      guard let entry = readdir(folder) else { break }
      let start = UInt32(clamping: collected.count)
      withUnsafeBytes(of: &entry.pointee.d_name) { field in
        let octets = field.bindMemory(to: UInt8.self)
        let end = octets.firstIndex(of: 0) ?? octets.count
        collected.append(octets: UnsafeBufferPointer(rebasing: octets[..<end]))
      }
      let end = UInt32(clamping: collected.count)
      if start < end { ranges.append(start..<end) }
    }
    let failure = errno
    let names = collected.finish()
    guard failure == 0 else {
      throw MailFailure(source: path.description, reason: .unreadable(failure))
    }
    func name(_ range: Range<UInt32>) -> Bytes {
      names[Int(range.lowerBound)..<Int(range.upperBound)]
    }
    ranges.removeAll { name($0) == "." || name($0) == ".." || !isWanted(name($0)) }
    ranges.sort { FolderListing.precedes(name($0), name($1)) }
    self.names = names
    self.ranges = ranges
  }

  private static func precedes(_ left: Bytes, _ right: Bytes) -> Bool {
    if let leftNumber = left.decimal, let rightNumber = right.decimal, leftNumber != rightNumber {
      return leftNumber < rightNumber
    }
    return left.precedes(right)
  }
}
