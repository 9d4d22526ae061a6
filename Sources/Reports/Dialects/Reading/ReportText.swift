import Model
import Octets

/// A line of a report without the white space around it.
struct Line: Sendable {
  var start: Int
  var end: Int
  /// How far it is indented, a tab counted as eight columns.
  var indent: Int

  var isBlank: Bool { start == end }
  var range: Range<Int> { start..<end }
}

/// A notice made ready for reading: cut into lines once, and searched once for the phrases of all
/// dialects and of all languages.
struct ReportText: Sendable {
  let notice: Notice
  let text: Bytes
  let lines: [Line]
  /// The phrases that stand in the text, in their order.
  let hits: [PhraseIndex<PhraseTag>.Hit]
  /// What the phrases of the subject are good for.
  let subjectUses: Set<PhraseUse>
  /// The dialect that reads at present: its phrases are the ones it can ask for.
  var dialect: UInt8 = PhraseTag.common

  init(_ notice: Notice, subjectUses: Set<PhraseUse>, index: PhraseIndex<PhraseTag>) {
    self.notice = notice
    self.subjectUses = subjectUses
    self.text = notice.text
    var lines: [Line] = []
    lines.reserveCapacity(notice.text.count / 32 + 1)
    var iterator = notice.text.lines
    var position = 0
    while let line = iterator.next() {
      lines.append(Line(line, at: position))
      position = iterator.position
    }
    self.lines = lines
    var words: [Word] = []
    words.reserveCapacity(notice.text.count / 5 + 1)
    for word in Words(notice.text) { words.append(word) }
    var hits: [PhraseIndex<PhraseTag>.Hit] = []
    hits.reserveCapacity(words.count / 2)
    index.scan(words) { hit in
      if hit.tag.field == .text { hits.append(hit) }
    }
    self.hits = hits
  }

  /// The number of the line that `position` stands in, or of the last one.
  func line(at position: Int) -> Int {
    var lower = 0
    var upper = lines.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if lines[middle].end < position { lower = middle + 1 } else { upper = middle }
    }
    return min(lower, max(lines.count - 1, 0))
  }

  /// The phrases of one use that stand in `range`: the current dialect's own and those of all.
  func hits(_ use: PhraseUse, in range: Range<Int> = 0..<Int.max) -> HitsOfUse {
    // The hits are sorted by their starts.
    var lower = 0
    var upper = hits.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if hits[middle].range.lowerBound < range.lowerBound {
        lower = middle + 1
      } else {
        upper = middle
      }
    }
    return HitsOfUse(
      hits: hits, position: lower, end: range.upperBound, use: use, dialect: dialect)
  }

  struct HitsOfUse: Sequence, IteratorProtocol {
    fileprivate let hits: [PhraseIndex<PhraseTag>.Hit]
    fileprivate var position: Int
    /// Where none begins any more.
    fileprivate let end: Int
    fileprivate let use: PhraseUse
    fileprivate let dialect: UInt8

    mutating func next() -> PhraseIndex<PhraseTag>.Hit? {
      while position < hits.count, hits[position].range.lowerBound < end {
        let hit = hits[position]
        position += 1
        if hit.tag.use == use, hit.tag.dialect == dialect || hit.tag.dialect == PhraseTag.common {
          return hit
        }
      }
      return nil
    }
  }

  func first(_ use: PhraseUse, in range: Range<Int> = 0..<Int.max) -> Range<Int>? {
    var hits = hits(use, in: range)
    return hits.next()?.range
  }

  /// Where lists of recipients begin: the `begins` phrases of the dialect, one for each line, since a line
  /// may be long and hold thousands.
  var openings: [Range<Int>] {
    var result: [Range<Int>] = []
    var end = 0
    for hit in hits(.begins) {
      if let last = result.last, hit.range.lowerBound < last.upperBound {
        // Phrases that overlap: the longest counts.
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, hit.range.upperBound)
        end = max(end, lines[line(at: hit.range.upperBound)].end)
        continue
      }
      guard hit.range.lowerBound >= end else { continue }
      result.append(hit.range)
      end = lines[line(at: hit.range.upperBound)].end
    }
    return result
  }

  func contains(_ use: PhraseUse, in range: Range<Int> = 0..<Int.max) -> Bool {
    first(use, in: range) != nil
  }
}

extension Line {
  /// - Parameter position: Where the line starts in its text.
  init(_ line: borrowing Bytes, at position: Int) {
    var start = 0
    var indent = 0
    while start < line.count {
      let octet = line[start]
      if octet == 0x20 {
        indent += 1
      } else if octet == 0x09 {
        indent += 8 - indent % 8
      } else if octet == 0xC2, start + 1 < line.count, line[start + 1] == 0xA0 {
        // The no-break space, as HTML reports indent with.
        indent += 1
        start += 1
      } else if octet != 0x0B, octet != 0x0C, octet != 0 {
        break
      }
      start += 1
    }
    var end = line.count
    while end > start, line[end - 1].isSpace || line[end - 1] == 0 { end -= 1 }
    self.init(start: position + start, end: position + end, indent: start == end ? 0 : indent)
  }
}
