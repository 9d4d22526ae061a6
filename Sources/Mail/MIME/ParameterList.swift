import Octets

/// The parameters behind a media type or a disposition, read anew for each question: few are asked for.
struct ParameterList: Sendable {
  private let bytes: Bytes

  init(_ bytes: Bytes) {
    self.bytes = bytes
  }

  /// How many pieces of one value are put together; RFC 2231 sets no bound.
  private static let maximumSections = 1_000

  /// The value of `name`, which must be in lower case, in UTF-8.
  ///
  /// The forms of RFC 2231, where they occur, win over the plain one (RFC 6266 section 4.3).
  func value(_ name: StaticString) -> Bytes? {
    var reader = ParameterReader(bytes)
    var plain: Bytes?
    var sections: [Section] = []
    while let (written, value) = reader.next() {
      guard written.hasPrefixFolded(name) else { continue }
      let suffix = written[name.utf8CodeUnitCount...]
      if suffix.isEmpty {
        if plain == nil { plain = value }
      } else if let section = Section(suffix, value), sections.count < Self.maximumSections {
        sections.append(section)
      }
    }
    return joined(sections) ?? plain
  }

  /// One piece of a value: `name*`, `name*0`, `name*0*` (RFC 2231 sections 3 and 4).
  private struct Section {
    let number: Int
    let isEncoded: Bool
    let value: Bytes

    init?(_ suffix: Bytes, _ value: Bytes) {
      guard suffix.first == 0x2A else { return nil }
      var digits = suffix.dropFirst()
      let isMarked = digits.last == 0x2A
      if isMarked { digits = digits.dropLast() }
      if digits.isEmpty {
        number = 0
        isEncoded = true
      } else {
        guard let decimal = digits.decimal else { return nil }
        number = decimal
        isEncoded = isMarked
      }
      self.value = value
    }
  }

  private func joined(_ found: [Section]) -> Bytes? {
    guard !found.isEmpty else { return nil }
    // Stable, so that of two pieces with one number the first is taken.
    let sections = found.enumerated().sorted {
      ($0.element.number, $0.offset) < ($1.element.number, $1.offset)
    }
    var charset = Bytes.empty
    var octets = ByteBuilder()
    var expected = 0
    for (_, section) in sections where section.number == expected {
      var value = section.value
      if expected == 0, section.isEncoded, let (label, rest) = value.split(at: 0x27),
        let (_, text) = rest.split(at: 0x27)
      {
        charset = label
        value = text
      }
      if section.isEncoded { octets.appendPercentDecoded(value) } else { octets.append(value) }
      expected += 1
    }
    return expected == 0 ? nil : Charset.utf8(octets.finish(), label: charset)
  }
}

extension ByteBuilder {
  fileprivate mutating func appendPercentDecoded(_ text: Bytes) {
    var position = 0
    while position < text.count {
      if text[position] == 0x25, position + 2 < text.count, let high = text[position + 1].hexDigit,
        let low = text[position + 2].hexDigit
      {
        append(high << 4 | low)
        position += 3
      } else {
        append(text[position])
        position += 1
      }
    }
  }
}
