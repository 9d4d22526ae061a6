import Octets

/// The likely charset of 8-bit text that is not UTF-8 and says nothing of its charset, or the wrong thing.
/// Bounces quote such text from servers in China, Japan, Korea and Russia.
///
/// Only what is plain from the arrangement of the octets is guessed; otherwise it is Windows-1252.
enum CharsetGuess {
  /// How much of a text is looked at.
  private static let sampleSize = 8 << 10

  static func name(for octets: Bytes) -> CharsetName? {
    let sample = octets.prefix(sampleSize)
    let runs = Runs(sample)
    guard runs.octets >= 6 else { return nil }
    // Two octets for each character, both of them high: EUC. Alphabets use next to nothing below 0xC0.
    if runs.odd == 0, runs.low * 10 >= runs.octets {
      let leads = Leads(sample)
      if leads.kana * 6 >= leads.pairs { return .japaneseEUC }
      if leads.hangul * 10 >= leads.pairs * 9 { return .korean }
      return .chinese
    }
    if let pairs = Pairs(sample, lead: Pairs.isShiftJISLead, trail: Pairs.isShiftJISTrail),
      pairs.count >= pairs.clusters * 3, pairs.kana * 6 >= pairs.count
    {
      return .shiftJIS
    }
    if let pairs = Pairs(sample, lead: Pairs.isBig5Lead, trail: Pairs.isBig5Trail),
      pairs.count >= pairs.clusters * 3, pairs.lowTrails * 5 >= pairs.count
    {
      return .big5
    }
    // An alphabet of its own: whole words of high octets, where Western text has single ones.
    if runs.low * 20 <= runs.octets, runs.octets >= runs.count * 3 {
      return runs.upperQuarter * 2 >= runs.octets ? .windows1251 : .koi8
    }
    return nil
  }

  /// Runs of high octets.
  private struct Runs {
    var count = 0
    var octets = 0
    /// Runs of an odd length.
    var odd = 0
    /// Octets from 0x80 to 0xBF.
    var low = 0
    /// Octets from 0xE0.
    var upperQuarter = 0

    init(_ sample: Bytes) {
      var position = 0
      while true {
        let start = sample.endOfASCII(from: position)
        guard start < sample.count else { return }
        position = start
        while position < sample.count, sample[position] >= 0x80 {
          if sample[position] < 0xC0 { low += 1 }
          if sample[position] >= 0xE0 { upperQuarter += 1 }
          position += 1
        }
        count += 1
        octets += position - start
        // The end of the sample may have cut a character.
        if (position - start) % 2 == 1, position < sample.count || sample.count < sampleSize {
          odd += 1
        }
      }
    }
  }

  /// What the first octets of EUC characters say about the language.
  private struct Leads {
    var pairs = 0
    var kana = 0
    var hangul = 0

    init(_ sample: Bytes) {
      var position = 0
      while position + 1 < sample.count {
        let lead = sample[position]
        guard lead >= 0x80 else {
          position += 1
          continue
        }
        pairs += 1
        if lead == 0xA4 || lead == 0xA5 { kana += 1 }
        if (0xB0...0xC8).contains(lead) { hangul += 1 }
        position += 2
      }
    }
  }

  /// Characters whose second octet may be an ASCII letter.
  private struct Pairs {
    var count = 0
    /// Characters with none directly before them. Western text has nothing else.
    var clusters = 0
    /// Shift_JIS kana.
    var kana = 0
    /// Second octets in ASCII.
    var lowTrails = 0

    /// - Returns: nil where a high octet is not of such a character.
    init?(_ sample: Bytes, lead: (UInt8) -> Bool, trail: (UInt8) -> Bool) {
      var position = sample.endOfASCII(from: 0)
      var end = -1
      while position + 1 < sample.count {
        if position != end { clusters += 1 }
        end = position + 2
        guard lead(sample[position]), trail(sample[position + 1]) else { return nil }
        count += 1
        if sample[position] == 0x82 || sample[position] == 0x83 { kana += 1 }
        if sample[position + 1] < 0x80 { lowTrails += 1 }
        position = sample.endOfASCII(from: position + 2)
      }
    }

    static func isShiftJISLead(_ octet: UInt8) -> Bool {
      (0x81...0x9F).contains(octet) || (0xE0...0xFC).contains(octet)
    }
    static func isShiftJISTrail(_ octet: UInt8) -> Bool {
      (0x40...0x7E).contains(octet) || (0x80...0xFC).contains(octet)
    }
    static func isBig5Lead(_ octet: UInt8) -> Bool { (0xA1...0xF9).contains(octet) }
    static func isBig5Trail(_ octet: UInt8) -> Bool {
      (0x40...0x7E).contains(octet) || (0xA1...0xFE).contains(octet)
    }
  }
}
