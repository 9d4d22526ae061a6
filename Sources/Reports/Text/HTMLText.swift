import Octets

/// The words of an HTML page, in lines as a reader sees them. Not a parser of HTML: what matters is that no
/// word is lost and none is made up. One pass.
enum HTMLText {
  static func read(_ html: Bytes) -> Bytes {
    guard isMarkedUp(html) else { return html }
    var result = ByteBuilder(capacity: html.count)
    var position = 0
    while position < html.count {
      let octet = html[position]
      if octet == UInt8(ascii: "<"), let end = skipMarkup(html, from: position, into: &result) {
        position = end
      } else if octet == UInt8(ascii: "&"),
        let end = appendEntity(html, from: position, into: &result)
      {
        position = end
      } else {
        if octet.isSpace {
          if let last = result.last, !last.isSpace { result.append(0x20) }
        } else {
          result.append(octet)
        }
        position += 1
      }
    }
    return result.finish()
  }

  /// Whether it has any markup that shapes its lines: plain text is labelled as a page now and then.
  private static func isMarkedUp(_ html: Bytes) -> Bool {
    let head = html.prefix(4096)
    return
      (["<html", "<body", "<p", "<br", "<div", "<table", "<head", "<!doctype"] as [StaticString])
      .contains { head.containsFolded($0) }
  }

  /// - Returns: the position behind the tag, comment or script; nil where `<` is meant as a sign.
  private static func skipMarkup(
    _ html: Bytes, from start: Int, into result: inout ByteBuilder
  ) -> Int? {
    let rest = html[start + 1..<start + 24]
    guard let first = rest.first,
      first.isLetter || first == UInt8(ascii: "/") || first == UInt8(ascii: "!")
        || first == UInt8(ascii: "?")
    else { return nil }
    if rest.hasPrefix("!--") {
      return html.position(of: "-->", from: start).map { $0 + 3 } ?? html.count
    }
    let nameStart = first == UInt8(ascii: "/") ? 1 : 0
    let nameEnd = rest.firstIndex(from: nameStart, where: { !$0.isAlphanumeric }) ?? rest.count
    let name = rest[nameStart..<nameEnd]
    // `<user@host>` in a page that forgot to write `&lt;`.
    if nameEnd < rest.count, !rest[nameEnd].isSpace, rest[nameEnd] != UInt8(ascii: ">"),
      rest[nameEnd] != UInt8(ascii: "/"), first.isLetter, !name.isEmpty,
      let close = html[start..<start + 320].firstIndex(of: UInt8(ascii: ">")),
      html[start..<start + close].contains(UInt8(ascii: "@"))
    {
      return nil
    }
    if nameStart == 0, name.equalsFolded("script") || name.equalsFolded("style") {
      let closing: StaticString = name.equalsFolded("script") ? "</script" : "</style"
      let end = html.position(ofFolded: closing, from: start) ?? html.count
      return (html.firstIndex(of: UInt8(ascii: ">"), from: end) ?? html.count) + 1
    }
    if breaksLine(name), let last = result.last, last != 0x0A { result.append(0x0A) }
    if name.equalsFolded("td") || name.equalsFolded("th"), let last = result.last, !last.isSpace {
      result.append(0x20)
    }
    // A tag that is never closed would swallow the rest: it ends at the next one.
    let close = html.firstIndex(
      from: start + 1, where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") })
    guard let close else { return html.count }
    return html[close] == UInt8(ascii: ">") ? close + 1 : close
  }

  private static let blocks: [StaticString] = [
    "br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "pre",
    "hr",
    "blockquote", "title", "body", "dt", "dd", "center",
  ]

  private static func breaksLine(_ name: Bytes) -> Bool {
    name.count <= 10 && blocks.contains { name.equalsFolded($0) }
  }

  private static let entities: [(StaticString, UInt32)] = [
    ("lt", 0x3C), ("gt", 0x3E), ("amp", 0x26), ("quot", 0x22), ("apos", 0x27), ("nbsp", 0x20),
    ("auml", 0xE4), ("ouml", 0xF6), ("uuml", 0xFC), ("Auml", 0xC4), ("Ouml", 0xD6), ("Uuml", 0xDC),
    ("szlig", 0xDF), ("eacute", 0xE9), ("egrave", 0xE8), ("ecirc", 0xEA), ("agrave", 0xE0),
    ("aacute", 0xE1), ("acirc", 0xE2), ("ccedil", 0xE7), ("iacute", 0xED), ("ntilde", 0xF1),
    ("oacute", 0xF3), ("ocirc", 0xF4), ("ugrave", 0xF9), ("uacute", 0xFA), ("ucirc", 0xFB),
    ("atilde", 0xE3), ("otilde", 0xF5), ("icirc", 0xEE), ("rsquo", 0x2019), ("lsquo", 0x2018),
    ("ldquo", 0x201C), ("rdquo", 0x201D), ("ndash", 0x2013), ("mdash", 0x2014), ("hellip", 0x2026),
    ("commat", 0x40), ("period", 0x2E),
  ]

  /// - Returns: the position behind the entity; nil where `&` is meant as a sign.
  private static func appendEntity(
    _ html: Bytes, from start: Int, into result: inout ByteBuilder
  ) -> Int? {
    let window = html[start + 1..<start + 12]
    guard let end = window.firstIndex(of: UInt8(ascii: ";")), end > 0 else { return nil }
    let name = window.prefix(end)
    var value: UInt32?
    if name.first == UInt8(ascii: "#") {
      let digits = name.dropFirst()
      value =
        digits.first.map { $0 | 0x20 == UInt8(ascii: "x") } == true
        ? UInt32(digits.dropFirst().string, radix: 16) : UInt32(digits.string)
    } else {
      value = entities.first { name == $0.0 }?.1
    }
    guard let value, let scalar = Unicode.Scalar(value) else { return nil }
    if value == 0xA0 || value == 0x20 {
      if let last = result.last, !last.isSpace { result.append(0x20) }
    } else if value >= 0x20 {
      result.append(scalar: scalar)
    }
    return start + 1 + end + 1
  }
}
