import Octets

/// The codes that a diagnostic text shows: what the server said, not what somebody made of it.
///
/// A number is a reply code only where a reply code can stand: at the start, behind `said:`, in a
/// transcript's `<<<` line, next to an enhanced status code. Octets of IP addresses, sizes, dates, ports and
/// ids in between are none. Where a text quotes several replies, the innermost, which is the last, is the
/// one that was given for this recipient; the ones around it come from hosts that passed it on.
public struct SMTPCodes: Sendable, Equatable {
  public var reply: ReplyCode?
  public var status: EnhancedStatus?

  public init(reply: ReplyCode? = nil, status: EnhancedStatus? = nil) {
    self.reply = reply
    self.status = status
  }

  /// One pass; octets behind `limit` are not looked at.
  public static func find(in text: Bytes, limit: Int = 16 * 1024) -> SMTPCodes {
    var scan = CodeScan(text.prefix(limit))
    scan.run()
    return scan.result
  }
}

/// How sure the surroundings of a number make it that it is a reply code.
private enum Standing: Int, Comparable {
  /// Introduced by a word (`error 550`), or followed by an enhanced status code.
  case introduced = 1
  /// At the start of the text or behind a colon.
  case leading
  /// Marked as the words of another host: `<<<`, `said:`, `->`, quotation marks.
  case quoted

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

private struct CodeScan {
  private struct FoundReply {
    let code: ReplyCode
    let standing: Standing
    let end: Int
    let status: EnhancedStatus?
  }

  private let text: Bytes
  private var reply: FoundReply?
  private var lastStatus: EnhancedStatus?
  /// The last status behind the reply that counts.
  private var statusBehindReply: EnhancedStatus?
  private var success = SMTPCodes()
  /// Where the reply found last ended, of any standing: `550 550 5.1.1` repeats it, `550 571` qualifies it.
  private var previousReplyEnd = -1

  init(_ text: Bytes) { self.text = text }

  var result: SMTPCodes {
    guard let reply else {
      return lastStatus == nil ? success : SMTPCodes(status: lastStatus)
    }
    return SMTPCodes(reply: reply.code, status: reply.status ?? statusBehindReply ?? lastStatus)
  }

  mutating func run() {
    var position = 0
    while let start = text.firstDigit(from: position) {
      var end = start
      while end < text.count, text[end].isDigit || text[end] == 0x2E { end += 1 }
      while end > start, text[end - 1] == 0x2E { end -= 1 }
      position = max(end, start + 1)
      if end - start == 3, let code = replyCode(at: start) {
        take(code, from: start, to: end)
      } else if end - start >= 5, let status = status(at: start), status.1 == end {
        take(status.0)
      }
    }
  }

  private mutating func take(_ status: EnhancedStatus) {
    if status.statusClass == 2 {
      if success.status == nil { success.status = status }
      return
    }
    lastStatus = status
    if reply != nil { statusBehindReply = status }
  }

  private mutating func take(_ code: ReplyCode, from start: Int, to end: Int) {
    guard endsLikeReply(end) else { return }
    let status = statusBeside(end)
    guard let standing = standing(of: code, from: start, to: end, hasStatus: status != nil) else {
      return
    }
    if code.rawValue < 300 {
      guard code.isCommon else { return }
      if success.reply == nil { success = SMTPCodes(reply: code, status: status) }
      return
    }
    let qualifies = previousReplyEnd >= 0 && start == previousReplyEnd + 1
    previousReplyEnd = end
    if let reply {
      if qualifies, code != reply.code { return }
      // `550-… 550 …`: the lines of one reply; the status of any of them is that of all.
      if code == reply.code, standing <= reply.standing {
        if let status {
          self.reply = FoundReply(code: code, standing: reply.standing, end: end, status: status)
        }
        return
      }
      // 503, a command out of sequence, only follows from the refusal before it.
      guard standing >= reply.standing, code.rawValue != 503 else { return }
    }
    reply = FoundReply(code: code, standing: standing, end: end, status: status)
    statusBehindReply = nil
  }

  private func replyCode(at start: Int) -> ReplyCode? {
    let first = Int(text[start]) - 0x30
    guard first == 2 || first == 4 || first == 5 else { return nil }
    return ReplyCode(
      rawValue: first * 100 + (Int(text[start + 1]) - 0x30) * 10 + Int(text[start + 2]) - 0x30)
  }

  /// RFC 5321 section 4.2: a space or, in all lines but the last, a hyphen stands behind the code.
  private func endsLikeReply(_ end: Int) -> Bool {
    guard end < text.count else { return true }
    switch text[end] {
    case 0x2D:  // A range of numbers has a digit behind the hyphen, a continuation line a status.
      guard end + 1 < text.count, text[end + 1].isDigit else { return true }
      return EnhancedStatus.scan(text, at: end + 1) != nil
    case let octet:
      return octet.isSpace || isMark(octet, of: ":;,.)]>\"'<#")
    }
  }

  /// The status in `550 5.1.1`, `550-5.1.1`, `550 #5.1.1`, `550-'5.1.1`.
  private func statusBeside(_ end: Int) -> EnhancedStatus? {
    var position = end
    while position < text.count, position - end < 4,
      text[position].isSpace || isMark(text[position], of: "-'\"(#:")
    { position += 1 }
    guard position > end, let found = status(at: position) else { return nil }
    return found.0
  }

  private func status(at start: Int) -> (EnhancedStatus, Int)? {
    if start > 0 {
      switch text[start - 1] {
      case 0x2D:  // `550-5.7.1`, never `id-5.9.2`.
        guard start == 1 || text[start - 2].isDigit || text[start - 2].isSpace else { return nil }
      case 0x5F, 0x2F, 0x3D, 0x40, 0x2B, 0x25, 0x26: return nil  // _ / = @ + % &
      default: break
      }
    }
    guard let found = EnhancedStatus.scan(text, at: start) else { return nil }
    // A version number looks the same.
    guard isBehindLetter(start) else { return found }
    for word in CodeScan.products where wordBefore(start, is: word) { return nil }
    return found
  }

  private func standing(of code: ReplyCode, from start: Int, to end: Int, hasStatus: Bool)
    -> Standing?
  {
    var position = start
    // Opening marks that may stand between the introduction and the code.
    while position > 0, isMark(text[position - 1], of: "('\"<[#") { position -= 1 }
    let mark: UInt8? = position < start ? text[start - 1] : nil
    if mark == 0x3C, text[position..<start].hasPrefix("<<<") { return .quoted }
    if position > 0, mark == nil {
      switch text[position - 1] {
      case let octet where octet.isAlphanumeric || octet >= 0x80: return nil
      case 0x2D, 0x5F, 0x2F, 0x3D, 0x40, 0x2B, 0x25, 0x26, 0x2E, 0x7E, 0x2A: return nil
      default: break
      }
    }
    let isSpaced = position > 0 && text[position - 1].isSpace
    var sawLineEnd = false
    while position > 0, text[position - 1].isSpace {
      if text[position - 1] == 0x0A || text[position - 1] == 0x0D { sawLineEnd = true }
      position -= 1
    }
    if position == 0 { return .leading }
    let followedByText = end == text.count || text[end].isSpace || text[end] == 0x2D
    switch text[position - 1] {
    case 0x3C where position >= 3 && text[position - 3..<position].hasPrefix("<<<"): return .quoted
    case 0x3E where position >= 2 && (text[position - 2] == 0x2D || text[position - 2] == 0x3D):
      return .quoted
    case 0x2E where isSpaced && position >= 3 && text[position - 3..<position].hasPrefix("..."):
      return .quoted
    case 0x3A, 0x3B:
      guard followedByText else { return nil }
      if wordBefore(position - 1, is: "said") || wordBefore(position - 1, is: "responded") {
        return .quoted
      }
      return isSpaced || hasStatus || code.isCommon ? .leading : nil
    default: break
    }
    if mark == 0x3C || mark == 0x27 || mark == 0x22, followedByText, code.isCommon {
      return .quoted
    }
    if hasStatus { return .introduced }
    guard code.isCommon else { return nil }
    // `(550 No such user)`, not `(550)` or `(550 5000 octets)`.
    if mark == 0x28 || mark == 0x5B, end + 1 < text.count, text[end] == 0x20,
      text[end + 1].isLetter
    {
      return .introduced
    }
    // `550-'Unknown user …'`: a continuation line as IronPort quotes it.
    if end + 1 < text.count, text[end] == 0x2D, isMark(text[end + 1], of: "'\"") {
      return .quoted
    }
    if sawLineEnd, followedByText { return .introduced }
    if position == previousReplyEnd { return .introduced }
    for word in CodeScan.introductions where wordBefore(position, is: word) { return .introduced }
    return nil
  }

  private func isMark(_ octet: UInt8, of marks: StaticString) -> Bool {
    marks.withUTF8Buffer { $0.contains(octet) }
  }

  private static let products: [StaticString] = [
    "version", "release", "exim", "postfix", "esmtp", "ver", "v",
  ]

  private static let introductions: [StaticString] = [
    "error", "code", "reply", "response", "said", "returned", "replied", "responded", "smtp",
    "status", "with", "got", "failed", "rejected", "answer", "fehler", "erreur", "errore",
  ]

  /// Whether a letter stands before `end`, spaces skipped.
  private func isBehindLetter(_ end: Int) -> Bool {
    var end = end
    while end > 0, text[end - 1].isSpace { end -= 1 }
    return end > 0 && text[end - 1].isLetter
  }

  /// Whether the word that ends before `end`, spaces skipped, is `word`, in any case.
  private func wordBefore(_ end: Int, is word: StaticString) -> Bool {
    var end = min(end, text.count)
    while end > 0, text[end - 1].isSpace { end -= 1 }
    let start = end - word.utf8CodeUnitCount
    guard start >= 0, start == 0 || !text[start - 1].isAlphanumeric else { return false }
    return text[start..<end].equalsFolded(word)
  }
}

extension ReplyCode {
  /// Whether servers give this code to a client that sends mail. Others count only where nothing else can
  /// be meant: 512 is a size more often than a reply.
  var isCommon: Bool {
    switch rawValue {
    case 250, 251, 252: true
    case 421, 422, 426, 430...433, 441, 442, 446, 447, 449...455, 458, 459, 471: true
    case 500...504, 510, 511, 513, 515, 517, 519...525, 530...535, 538, 540...542: true
    case 550...557, 559, 571...573: true
    default: false
    }
  }
}
