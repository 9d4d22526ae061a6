/// Letters as phrases compare them: lower case, without accents, umlauts written out, full-width forms
/// as ASCII. Mail servers write "Empfänger", "Empfaenger", "EMPFÄNGER" for the same word.
enum Folding {
  enum Outcome {
    /// A letter or digit, folded to one scalar.
    case letter(UInt32)
    /// A letter that folds to two ASCII letters.
    case pair(UInt8, UInt8)
    /// A character of a script without spaces between words: a word of its own.
    case ideograph(UInt32)
    /// A combining mark: no trace.
    case nothing
    /// An apostrophe, which holds a word together.
    case apostrophe
    /// Anything else ends a word.
    case separator
  }

  /// For scalars from U+0080.
  static func fold(_ scalar: UInt32) -> Outcome {
    switch scalar {
    case 0x80..<0xC0:
      // U+00AA, U+00B5 and U+00BA are letters of a sort; nobody rejects mail with them.
      return .separator
    case 0xC0..<0x250: return latin(scalar)
    case 0x300..<0x370: return .nothing
    case 0x370..<0x400: return greek(scalar)
    case 0x400..<0x410: return .letter(scalar == 0x401 ? 0x435 : scalar + 0x50)
    case 0x410..<0x430: return .letter(scalar + 0x20)
    case 0x451: return .letter(0x435)
    case 0x460..<0x530: return .letter(scalar % 2 == 0 ? scalar + 1 : scalar)
    case 0x1E00..<0x1F00:
      return .letter(vietnamese(scalar))
    case 0x2019, 0x2BC, 0x2BB: return .apostrophe
    case 0x2000..<0x2070, 0x20A0..<0x2C00, 0x2E00..<0x2E80, 0x3000..<0x3041, 0x30FB,
      0xFE10..<0xFE70:
      return .separator
    case 0x3041..<0x3100, 0x3400..<0xA000, 0xAC00..<0xD7B0, 0xF900..<0xFB00,
      0xFF66..<0xFFDD, 0x2_0000..<0x3_2000:
      return .ideograph(scalar)
    case 0xFF10..<0xFF1A: return .letter(scalar - 0xFEE0)
    case 0xFF21..<0xFF3B: return .letter(scalar - 0xFEE0 + 0x20)
    case 0xFF41..<0xFF5B: return .letter(scalar - 0xFEE0)
    case 0xFF00..<0xFF66, 0xFFDD...0xFFFF: return .separator
    default: return .letter(scalar)
    }
  }

  /// Hands out the UTF-8 of a scalar.
  @inline(__always)
  static func forEachOctet(of scalar: UInt32, _ body: (UInt8) -> Void) {
    guard scalar >= 0x80 else { return body(UInt8(scalar)) }
    if scalar < 0x800 {
      body(UInt8(0xC0 | scalar >> 6))
    } else {
      if scalar < 0x1_0000 {
        body(UInt8(0xE0 | scalar >> 12))
      } else {
        body(UInt8(0xF0 | (scalar >> 18) & 7))
        body(UInt8(0x80 | (scalar >> 12) & 0x3F))
      }
      body(UInt8(0x80 | (scalar >> 6) & 0x3F))
    }
    body(UInt8(0x80 | scalar & 0x3F))
  }

  // U+00C0 to U+024F by their base letters; a question mark where there is none.
  private static let latinBases: [UInt8] = Array(
    ("aaaaaa?ceeeeiiiidnooooo?ouuuuyt?aaaaaa?ceeeeiiiidnooooo?ouuuuyty"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkkllllll?"
      + "?llnnnnnn?nnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
      + "???????????????e???????i????????oo?????????????uu???????????????"
      + "?????????????aaiioouuuuuuuuuu?aaaa????ggkkoooo??j???gg??nnaa????"
      + "aaaaeeeeiiiioooorrrruuuusstt??hh??????aaeeooooooooyy????????????"
      + "????????????????").utf8)

  private static func latin(_ scalar: UInt32) -> Outcome {
    switch scalar {
    case 0xC4, 0xE4, 0xC6, 0xE6: return .pair(0x61, 0x65)
    case 0xD6, 0xF6, 0x152, 0x153: return .pair(0x6F, 0x65)
    case 0xDC, 0xFC: return .pair(0x75, 0x65)
    case 0xDF: return .pair(0x73, 0x73)
    case 0xD7, 0xF7: return .separator
    default: break
    }
    let offset = Int(scalar) - 0xC0
    guard offset < latinBases.count, latinBases[offset] != 0x3F else {
      return .letter(scalar)
    }
    return .letter(UInt32(latinBases[offset]))
  }

  private static func greek(_ scalar: UInt32) -> Outcome {
    let bare: UInt32 =
      switch scalar {
      case 0x386, 0x3AC: 0x3B1
      case 0x388, 0x3AD: 0x3B5
      case 0x389, 0x3AE: 0x3B7
      case 0x38A, 0x3AF, 0x3CA, 0x390, 0x3AA: 0x3B9
      case 0x38C, 0x3CC: 0x3BF
      case 0x38E, 0x3CD, 0x3CB, 0x3B0, 0x3AB: 0x3C5
      case 0x38F, 0x3CE: 0x3C9
      case 0x3C2: 0x3C3
      case 0x391...0x3A9: scalar + 0x20
      default: scalar
      }
    return scalar == 0x37E || scalar == 0x387 ? .separator : .letter(bare)
  }

  private static func vietnamese(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x1EA0..<0x1EB8: 0x61
    case 0x1EB8..<0x1EC8: 0x65
    case 0x1EC8..<0x1ECC: 0x69
    case 0x1ECC..<0x1EE4: 0x6F
    case 0x1EE4..<0x1EF2: 0x75
    case 0x1EF2..<0x1EFA: 0x79
    default: scalar
    }
  }
}
