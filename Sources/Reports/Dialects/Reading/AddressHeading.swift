import Model
import Octets

/// A line that names whom the lines below it are about: `<user@host>:`, `  user@host`,
/// `* user@host`, `Recipient: [SMTP:user@host]`, `Name (user@host)`, `user@host: 550 unknown`.
struct AddressHeading {
  /// One or, where the line lists several, more.
  var addresses: [EmailAddress]
  /// What stands behind the address, without the punctuation that parts the two.
  var rest: Range<Int>
  /// `<`, `"` or 0: see `WrittenAddress`.
  var enclosure: UInt8
  var hasColon: Bool
  var indent: Int
  /// Whether it is a `To:` or `Cc:` field.
  var isAddressee: Bool

  /// Names of fields that a report writes in front of a failed recipient, in lower case.
  private static let labels: [StaticString] = [
    "to", "rcpt to", "recipient", "recipients", "address", "addresses", "failed recipient",
    "failed recipients", "failed address", "failed addresses", "recipient address",
    "recipient(s)", "intended recipient", "undeliverable address", "error-for", "addressed to",
    "final-recipient", "final recipient", "original-recipient", "original recipient", "e-mail",
    "email",
    "e-mail address", "email address", "user", "mailbox", "smtp", "rfc822", "mailto",
    "unable to deliver message to", "could not be delivered to", "undeliverable to",
    "adresse", "e-mail-adresse", "empfänger", "destinataire", "destinatario", "destinatário",
    "получатель", "адрес", "адресат", "收件人", "收件地址", "宛先", "受信者", "수신자", "geadresseerde",
    "mottagare",
    "odbiorca", "adresat", "empfängeradresse", "e-mail-adresse des empfängers", "destinataires",
    "destinatarios", "destinatários", "destinatari", "destinatar", "ontvanger", "modtager",
    "mottaker", "vastaanottaja", "příjemce", "příjemci", "príjemca", "címzett", "alıcı",
    "prejemnik",
    "primatelj", "παραλήπτης", "одержувач", "получатели", "נמען", "المستلم", "ผู้รับ", "người nhận",
    "penerima", "收件者", "收信人", "接收人", "送信先", "あて先", "宛先アドレス", "メールアドレス",
    "送信先アドレス", "받는 사람", "받는사람", "받는 이", "수신인", "수신처",
  ]

  /// - Parameter names: Whether a person's name may stand before the address.
  static func read(_ text: Bytes, _ line: Line, names: Bool) -> AddressHeading? {
    guard let found = AddressText.first(in: text, line.range),
      !isCommand(text[line.start..<found.outer.lowerBound])
    else { return nil }
    let prefix = text[line.start..<found.outer.lowerBound]
    guard isHeadingPrefix(prefix, of: found, names: names) else { return nil }
    var heading = AddressHeading(
      addresses: [found.address], rest: line.end..<line.end, enclosure: found.enclosure,
      hasColon: false, indent: line.indent,
      isAddressee: prefix.hasPrefixFolded("to:") || prefix.hasPrefixFolded("cc:"))
    let position = heading.readFurther(in: text, from: found.outer.upperBound, to: line.end)
    heading.readRest(in: text, from: position, to: line.end)
    return heading
  }

  /// `>>> RCPT TO:<`, of a dialogue.
  private static func isCommand(_ prefix: Bytes) -> Bool {
    prefix.hasPrefix(">>>") && prefix.firstIndex(where: \.isLetter) != nil
      || prefix.hasPrefix("<<<")
  }

  private static func isHeadingPrefix(
    _ prefix: Bytes, of found: WrittenAddress, names: Bool
  ) -> Bool {
    var prefix = prefix.withoutBullet()
    if prefix.isEmpty { return true }
    if let last = prefix.last, last == UInt8(ascii: "[") || last == UInt8(ascii: "(") {
      prefix = prefix.dropLast().trimmed()
      if prefix.isEmpty { return true }
      if names, last == UInt8(ascii: "("), isName(prefix) { return true }
    }
    // X.400: `c=US;a= ;p=Example;dda:SMTP=user@host`.
    if prefix.hasPrefixFolded("c=") || prefix.hasPrefixFolded("/g=")
      || prefix.hasPrefixFolded("/s=")
    {
      return true
    }
    if names, found.enclosure == UInt8(ascii: "<"), isName(prefix) { return true }
    return isLabel(prefix)
  }

  /// Whether the words before an address call it that of a recipient that failed: `Intended recipient:`, not
  /// `To:`, which a report also writes when it repeats the header of the message.
  static func isRecipientLabel(_ prefix: Bytes) -> Bool {
    let label = prefix.withoutBullet().trimmed()
    guard isLabel(label) else { return false }
    return ["to:", "user:", "smtp:", "mailto:", "rfc822;", "e-mail:", "email:"].allSatisfy {
      label.string.lowercased() != $0
    }
  }

  static func isLabel(_ prefix: Bytes) -> Bool {
    var label = prefix.trimmed().prefix(80)
    // `Получатель:` too; of ASCII, the comparison takes care.
    if !label.isASCII { label = Bytes(label.string.lowercased()) }
    // `Recipient: [SMTP:` and `Final-Recipient: rfc822;` carry two labels.
    for _ in 0..<2 {
      if label.hasSuffixFolded("\u{FF1A}") {
        label = label.dropLast(3).trimmed()
      } else {
        guard let last = label.last,
          last == UInt8(ascii: ":") || last == UInt8(ascii: ";") || last == UInt8(ascii: "=")
        else { return false }
        label = label.dropLast().trimmed()
      }
      if labels.contains(where: { label.equalsFolded($0) }) { return true }
      guard let colon = label.lastIndex(of: UInt8(ascii: ":")) else { return false }
      let inner = label[(colon + 1)...].trimmed()
      let bare = inner.first == UInt8(ascii: "[") ? inner.dropFirst() : inner
      guard labels.contains(where: { bare.equalsFolded($0) }) else { return false }
      label = label[..<(colon + 1)]
    }
    return false
  }

  /// Whether the text can be a person's name: short, and without the punctuation of a sentence.
  private static func isName(_ text: Bytes) -> Bool {
    guard text.count <= 60, SMTPCodes.find(in: text) == SMTPCodes() else { return false }
    for position in 0..<text.count {
      switch text[position] {
      case UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "/"),
        UInt8(ascii: "<"),
        UInt8(ascii: ">"):
        return false
      case 0xE3 where text[position...].hasPrefix("、") || text[position...].hasPrefix("。"):
        return false
      default: continue
      }
    }
    return true
  }

  /// Reads the further addresses of a line that lists several, and `<user@host>` behind
  /// `"user@host"`.
  private mutating func readFurther(in text: Bytes, from start: Int, to end: Int) -> Int {
    var position = start
    while addresses.count < 1_000 {
      var next = position
      var separated = false
      while next < end {
        let octet = text[next]
        if octet == UInt8(ascii: ",") || octet == UInt8(ascii: ";") {
          separated = true
        } else if !octet.isSpace {
          break
        }
        next += 1
      }
      guard next < end else { return separated ? end : position }
      // Only an address that begins right here belongs to the list.
      let window = next..<min(end, next + 2 * EmailAddress.maximumLength)
      guard let further = AddressText.first(in: text, window),
        text[next..<further.outer.lowerBound].withoutBullet().isEmpty,
        separated || further.enclosure == UInt8(ascii: "<")
      else { return position }
      if !addresses.contains(further.address) {
        guard separated else { return position }
        addresses.append(further.address)
      }
      position = further.outer.upperBound
    }
    return position
  }

  private mutating func readRest(in text: Bytes, from start: Int, to end: Int) {
    var position = start
    while position < end {
      switch text[position] {
      case UInt8(ascii: ":"):
        hasColon = true
      case UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "]"),
        UInt8(ascii: ")"), UInt8(ascii: ";"),
        UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "*"), UInt8(ascii: "|"):
        break
      case UInt8(ascii: "-"):
        // A dash; but `-1` or `--` begins something.
        if position + 1 < end, !text[position + 1].isSpace { return finish(position, end) }
      case let octet where octet.isSpace:
        break
      default:
        return finish(position, end)
      }
      position += 1
    }
    rest = end..<end
  }

  private mutating func finish(_ start: Int, _ end: Int) {
    rest = start..<end
  }
}

extension Bytes {
  /// Without the bullet, quotation mark or number that a list puts in front of its entries.
  func withoutBullet() -> Bytes {
    var rest = self
    while let first = rest.first {
      if first.isSpace || first == UInt8(ascii: "*") || first == UInt8(ascii: "-")
        || first == UInt8(ascii: "+") || first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
        || first == UInt8(ascii: "|") || first == UInt8(ascii: "`") || first == UInt8(ascii: ".")
        || first == UInt8(ascii: ">") || first == UInt8(ascii: "#")
      {
        rest = rest.dropFirst()
      } else if rest.hasPrefix("\u{2022}") || rest.hasPrefix("\u{25CF}")
        || rest.hasPrefix("\u{30FB}")
      {
        rest = rest.dropFirst(3)
      } else if rest.hasPrefix("\u{B7}") || rest.hasPrefix("\u{A0}") {
        rest = rest.dropFirst(2)
      } else if first.isDigit, let end = rest.firstIndex(where: { !$0.isDigit }), end <= 4,
        rest[end] == UInt8(ascii: ".") || rest[end] == UInt8(ascii: ")"), end + 1 < rest.count,
        rest[end + 1].isSpace
      {
        rest = rest.dropFirst(end + 1)
      } else {
        break
      }
    }
    return rest
  }
}
