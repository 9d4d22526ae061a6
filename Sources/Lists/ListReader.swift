import Octets

/// Reads a list row by row from an open file, in large blocks: memory does not grow with the list.
public struct ListReader {
  private static let blockSize = 1 << 20

  private let descriptor: Int32
  /// What the list is called in messages.
  public let path: String
  private var block = Bytes.empty
  private var position = 0
  private var isAtEnd = false
  private var scanner = RowScanner(delimiter: nil)
  /// Rows handed out so far.
  public private(set) var rows = 0

  public init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  /// What separates fields. Looks at the first line only: a tab, else a semicolon, else a comma, where it
  /// has one; otherwise every line is one field.
  ///
  /// - Throws: `FileError` where the list can't be read, `ListError.notOctetText` where it is UTF-16.
  public mutating func detectDelimiter() throws -> UInt8? {
    if block.isEmpty { try fill() }
    if block.count >= 2,
      (block[0] == 0xFF && block[1] == 0xFE) || (block[0] == 0xFE && block[1] == 0xFF)
    {
      throw ListError.notOctetText(path: path)
    }
    var lines = Lines(block)
    guard let line = lines.next() else { return nil }
    for candidate in [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: ",")]
    where line.contains(candidate) {
      return candidate
    }
    return nil
  }

  public mutating func useDelimiter(_ delimiter: UInt8?) {
    scanner = RowScanner(delimiter: delimiter)
  }

  /// The next row as it stands in the list, its line end included; nil at the end.
  public mutating func next() throws -> Bytes? {
    while true {
      if position < block.count,
        let end = scanner.rowEnd(in: block, from: position, isLast: isAtEnd)
      {
        let row = block[position..<end]
        position = end
        rows += 1
        return row
      }
      if isAtEnd { return nil }
      try fill()
    }
  }

  /// The content of a field of a row, unquoted.
  public func field(_ number: Int, of row: Bytes) -> Bytes? { scanner.field(number, of: row) }

  /// All fields of a row, unquoted.
  public func fields(of row: Bytes) -> [Bytes] { scanner.fields(of: row) }

  /// Whether a JSON document follows: an object or an array with something of JSON in it. Addresses may
  /// begin with a brace too, though nobody's does.
  public mutating func startsJSON() throws -> Bool {
    if block.isEmpty { try fill() }
    var text = block[position..<block.count]
    if text.hasPrefix("\u{FEFF}" as StaticString) { text = text[3...] }
    guard let start = text.firstIndex(where: { !$0.isSpace }),
      text[start] == UInt8(ascii: "{") || text[start] == UInt8(ascii: "["),
      let next = text.firstIndex(from: start + 1, where: { !$0.isSpace })
    else { return false }
    return [UInt8(ascii: "{"), UInt8(ascii: "["), 0x22, UInt8(ascii: "}"), UInt8(ascii: "]")]
      .contains(text[next])
  }

  /// All that was not handed out yet.
  public mutating func rest() throws -> Bytes {
    let rest = block[position..<block.count]
    position = block.count
    isAtEnd = true
    let more = try Bytes(descriptor: descriptor, path: path)
    let all = Bytes(joining: rest, more)
    return all.hasPrefix("\u{FEFF}" as StaticString) ? all[3...] : all
  }

  private mutating func fill() throws {
    let rest = block[position..<block.count]
    let more = try Bytes(descriptor: descriptor, path: path, limit: Self.blockSize)
    isAtEnd = more.isEmpty
    position = 0
    block = rest.isEmpty ? more : Bytes(joining: rest, more)
  }
}

/// A list that can't be worked on.
public enum ListError: Error, Equatable, CustomStringConvertible {
  case notOctetText(path: String)
  case notJSON(path: String)
  case noSuchColumn(name: String, columns: [String])
  case noAddressColumn(columns: [String])

  public var description: String {
    switch self {
    case .notOctetText(let path):
      "\(path) is in UTF-16. Save it as UTF-8 and try again."
    case .notJSON(let path):
      "\(path) starts as JSON and is not: its end may be missing. Fetch it again."
    case .noSuchColumn(let name, let columns):
      "The list has no column \"\(name)\". It has: \(columns.joined(separator: ", "))."
    case .noAddressColumn(let columns):
      "No column of the list is named like an address. Choose one with --column; it has: "
        + "\(columns.joined(separator: ", "))."
    }
  }
}
