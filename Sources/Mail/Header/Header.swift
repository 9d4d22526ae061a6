import Octets

/// One header field as it stands in the message.
public struct HeaderField: Sendable {
  public let name: Bytes
  /// What stands behind the colon, folded as it was, without the line end.
  public let rawValue: Bytes

  /// Unfolded and trimmed, not decoded.
  public var value: Bytes { rawValue.unfolded() }
  /// Unfolded, with its encoded words (RFC 2047) decoded, in UTF-8.
  public var decoded: Bytes { EncodedWords.decode(rawValue.unfolded()) }
}

/// The fields of a header, in their order. Names are asked for in lower case.
///
/// The fields are kept as positions in one block of octets: values are cut out, unfolded and decoded
/// only when they are asked for.
public struct Header: Sendable {
  let source: Bytes
  let index: ArraySlice<FieldPosition>

  init(source: Bytes, index: ArraySlice<FieldPosition>) {
    self.source = source
    self.index = index
  }

  /// Reads the header at the start of a message or of what is left of one.
  public init(_ bytes: Bytes, limits: Limits = .standard) {
    var index: [FieldPosition] = []
    index.reserveCapacity(32)
    _ = HeaderParser.parse(bytes, place: .message, limits: limits, into: &index)
    self.init(source: bytes, index: index[...])
  }

  public static let empty = Header(source: .empty, index: [])

  public var fields: HeaderFields { HeaderFields(header: self) }
  public var isEmpty: Bool { index.isEmpty }

  /// The first field's value, unfolded and trimmed, not decoded.
  public subscript(name: StaticString) -> Bytes? {
    raw(name)?.unfolded()
  }

  /// All values of a field, unfolded and trimmed, not decoded.
  public func all(_ name: StaticString) -> [Bytes] {
    let key = FieldPosition.Key(name)
    var values: [Bytes] = []
    for position in index where position.isNamed(name, key, in: source) {
      values.append(source[position.value].unfolded())
    }
    return values
  }

  /// The first field's value with its encoded words (RFC 2047) decoded, in UTF-8.
  public func decoded(_ name: StaticString) -> Bytes? {
    self[name].map(EncodedWords.decode)
  }

  public func contains(_ name: StaticString) -> Bool { raw(name) != nil }

  /// The first field's value as it stands, folded.
  func raw(_ name: StaticString) -> Bytes? {
    let key = FieldPosition.Key(name)
    let positions = index.span
    for number in positions.indices where positions[number].isNamed(name, key, in: source) {
      return source[positions[number].value]
    }
    return nil
  }
}

/// Where a field stands within the octets of its header.
struct FieldPosition: Sendable {
  /// Length, first and last letter of a name: almost every field that was not asked for is passed over
  /// without a look at its name.
  struct Key: Equatable {
    let bits: UInt32

    init(length: Int, first: UInt8, last: UInt8) {
      bits =
        UInt32(truncatingIfNeeded: length) << 16 | UInt32(first | 0x20) << 8 | UInt32(last | 0x20)
    }

    @inline(__always)
    init(_ name: StaticString) {
      let length = name.utf8CodeUnitCount
      self = name.withUTF8Buffer { octets in
        Key(length: length, first: octets.first ?? 0, last: octets.last ?? 0)
      }
    }
  }

  let key: Key
  private let nameStart: UInt32
  private let nameEnd: UInt32
  private let valueStart: UInt32
  var valueEnd: UInt32

  /// Positions beyond 32 bits do not occur: `HeaderParser` keeps to them.
  init(name: Range<Int>, first: UInt8, last: UInt8, value: Range<Int>) {
    key = Key(length: name.count, first: first, last: last)
    nameStart = UInt32(truncatingIfNeeded: name.lowerBound)
    nameEnd = UInt32(truncatingIfNeeded: name.upperBound)
    valueStart = UInt32(truncatingIfNeeded: value.lowerBound)
    valueEnd = UInt32(truncatingIfNeeded: value.upperBound)
  }

  /// Whether the name is `name`, in lower case, in the octets that this is a position in.
  @inline(__always)
  func isNamed(_ name: StaticString, in source: Bytes) -> Bool {
    isNamed(name, Key(name), in: source)
  }

  /// - Parameter key: That of `name`, for those who ask for many fields.
  @inline(__always)
  func isNamed(_ name: StaticString, _ key: Key, in source: Bytes) -> Bool {
    self.key == key && source.equalsFolded(name, in: self.name)
  }

  var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
  var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }
}

/// The fields of a header, cut out one by one as they are looked at.
public struct HeaderFields: RandomAccessCollection, Sendable {
  let header: Header
  public var startIndex: Int { 0 }
  public var endIndex: Int { header.index.count }
  public subscript(index: Int) -> HeaderField {
    let position = header.index[header.index.startIndex + index]
    return HeaderField(
      name: header.source[position.name], rawValue: header.source[position.value])
  }
}
