import Octets

/// Character references: `&#228;`, `&#xE4;`, `&auml;`.
enum HTMLReference {
  /// The longest of the names below.
  private static let maximumNameLength = 8

  /// The character that is referred to at `start`, where an ampersand stands, and where the reference ends.
  static func scalar(in html: Bytes, at start: Int) -> (Unicode.Scalar, end: Int)? {
    if html[start + 1..<start + 2].first == 0x23 { return numeric(html, start + 2) }
    var end = start + 1
    while end < html.count, end - start <= maximumNameLength, html[end].isAlphanumeric { end += 1 }
    let name = html[start + 1..<end]
    guard let scalar = named[name] else { return nil }
    return (scalar, html[end..<end + 1].first == 0x3B ? end + 1 : end)
  }

  private static func numeric(_ html: Bytes, _ start: Int) -> (Unicode.Scalar, end: Int)? {
    var end = start
    var value: UInt32 = 0
    let isHex = html[start..<start + 1].first?.lowercased == 0x78
    if isHex { end += 1 }
    let digits = end
    while end < html.count, let digit = html[end].hexDigit, isHex || digit < 10 {
      value = min(value * (isHex ? 16 : 10) + UInt32(digit), 0x11_0000)
      end += 1
    }
    guard end > digits else { return nil }
    if html[end..<end + 1].first == 0x3B { end += 1 }
    return (scalar(value), end)
  }

  private static func scalar(_ value: UInt32) -> Unicode.Scalar {
    switch value {
    // HTML section 13.2.5.80: numbers of Windows-1252, which were meant.
    case 0x80...0x9F: Windows1252.scalar(UInt8(value))
    case 0x09, 0x0A, 0x0D: " "
    case 0..<0x20, 0x7F: "\u{FFFD}"
    default: Unicode.Scalar(value) ?? "\u{FFFD}"
    }
  }

  private static let named: [Bytes: Unicode.Scalar] = {
    var named: [Bytes: Unicode.Scalar] = [
      "amp": "&", "AMP": "&", "lt": "<", "LT": "<", "gt": ">", "GT": ">", "quot": "\"",
      "QUOT": "\"", "apos": "'", "ndash": "\u{2013}", "mdash": "\u{2014}", "lsquo": "\u{2018}",
      "rsquo": "\u{2019}", "sbquo": "\u{201A}", "ldquo": "\u{201C}", "rdquo": "\u{201D}",
      "bdquo": "\u{201E}", "hellip": "\u{2026}", "bull": "\u{2022}",
      "euro": "\u{20AC}", "trade": "\u{2122}", "ensp": " ", "emsp": " ", "thinsp": " ",
      "OElig": "\u{152}", "oelig": "\u{153}", "Scaron": "\u{160}", "scaron": "\u{161}",
      "Yuml": "\u{178}", "larr": "\u{2190}", "rarr": "\u{2192}", "commat": "@", "colon": ":",
      "period": ".", "lowbar": "_", "sol": "/", "num": "#", "lpar": "(", "rpar": ")",
    ]
    // ISO-8859-1 from 0xA0 on, in its order.
    let latin: [Bytes] = [
      "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf",
      "laquo", "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro",
      "para", "middot", "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest",
      "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave",
      "Eacute", "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve",
      "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc", "Uuml",
      "Yacute", "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig",
      "ccedil", "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth",
      "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave",
      "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml",
    ]
    for (offset, name) in latin.enumerated() {
      named[name] = Unicode.Scalar(UInt8(truncatingIfNeeded: 0xA0 + offset))
    }
    return named
  }()
}
