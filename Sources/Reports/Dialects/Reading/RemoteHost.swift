import Octets

/// Which host a text says has given the answer.
enum RemoteHost {
  /// Words behind which a mailer names the host it talked to.
  private static let introductions: [StaticString] = [
    "host ", "host: ", "talking to ", "connected to ", "connect to ", "connection to ", "server ",
    "mailer ", "smtp server <", "remote server (", "remote mail server ", " by ",
    "receiving system: ",
  ]
  /// Words in front of which it does.
  private static let conclusions: [StaticString] = [
    " does not like recipient", " did not like our ", " failed after i sent the message",
    " failed on data command", " said:", " does not like ",
  ]

  static func named(in text: Bytes) -> Bytes? {
    // What matters stands at the start; the rest is what the host said.
    let head = text.prefix(600)
    for words in introductions {
      var from = 0
      var tries = 0
      while tries < 4, let found = head.position(ofFolded: words, from: from) {
        let position = found + words.utf8CodeUnitCount
        let isWord = found == 0 || !head[found - 1].isAlphanumeric || words.utf8Start[0] == 0x20
        if isWord, let host = host(in: head, from: position) { return host }
        from = position
        tries += 1
      }
    }
    for words in conclusions {
      guard let found = head.position(ofFolded: words) else { continue }
      var end = found
      // `mx.example.net [192.0.2.1] did not like our …`
      if end > 0, head[end - 1] == UInt8(ascii: "]"),
        let open = head[..<end].lastIndex(of: UInt8(ascii: "["))
      {
        end = open
        while end > 0, head[end - 1].isSpace { end -= 1 }
        if end == 0 { end = found }
      }
      var start = end
      while start > 0, isHost(head[start - 1]) { start -= 1 }
      if let host = host(in: head, from: start) { return host }
    }
    return nil
  }

  private static func isHost(_ octet: UInt8) -> Bool {
    octet.isAlphanumeric || octet == 0x2D || octet == 0x2E || octet == 0x5F
  }

  /// The name or IPv4 address that starts at `start`: with a dot in it, and no mail address.
  private static func host(in text: Bytes, from start: Int) -> Bytes? {
    var position = start
    while position < text.count, position < start + 3,
      text[position].isSpace || text[position] == UInt8(ascii: "<")
        || text[position] == UInt8(ascii: "[")
        || text[position] == UInt8(ascii: "(")
    {
      position += 1
    }
    var end = position
    while end < text.count, end - position < 256, isHost(text[end]) { end += 1 }
    if end < text.count, text[end] == UInt8(ascii: "@") { return nil }
    var host = text[position..<end]
    while host.last == UInt8(ascii: ".") || host.last == UInt8(ascii: "-") {
      host = host.dropLast()
    }
    guard let dot = host.firstIndex(of: UInt8(ascii: ".")), dot > 0, dot + 1 < host.count else {
      return nil
    }
    let last = host[((host.lastIndex(of: UInt8(ascii: ".")) ?? 0) + 1)...]
    // A sentence's full stop without a space behind it, a version, a status code.
    if last.decimal != nil {
      let dots = host.filter(UInt8(ascii: "."))
      guard dots == 3, host.firstIndex(where: { !$0.isDigit && $0 != UInt8(ascii: ".") }) == nil
      else {
        return nil
      }
    } else if last.count < 2 {
      return nil
    }
    return host.isLowerCaseASCII ? host : host.lowercased()
  }
}

extension Bytes {
  fileprivate func filter(_ octet: UInt8) -> Int {
    var count = 0
    for position in 0..<self.count where self[position] == octet { count += 1 }
    return count
  }
}
