import Octets
import RuleBook

extension RuleSet {
  /// The rule files that are part of the program and are asked of every text.
  static var standardFiles: [(file: String, text: Bytes, isUsers: Bool)] {
    embeddedFiles.filter { $0.file != farFile }
  }

  /// Those that are asked where all others are silent, with the lists they use and how a text is read.
  static var farFiles: [(file: String, text: Bytes, isUsers: Bool)] {
    embeddedFiles.filter { [farFile, "lists.rules", "reading.rules"].contains($0.file) }
  }

  private static let farFile = "far.rules"

  private static var embeddedFiles: [(file: String, text: Bytes, isUsers: Bool)] {
    (0..<Int(rebound_rule_file_count)).map { number in
      let file = rebound_rule_file(UInt32(number))
      let text = Bytes(
        ofProgram: UnsafeBufferPointer(start: file.octets, count: Int(file.count)))
      return (String(cString: file.name), text, false)
    }
  }

  static let standard = embedded(standardFiles)

  /// Words that stand far apart. A set of its own that is compiled when the first text needs it: its phrases
  /// begin at nearly every word, and few texts are left for them.
  static let far = embedded(farFiles)

  private static func embedded(_ files: [(file: String, text: Bytes, isUsers: Bool)]) -> RuleSet {
    do throws(RuleError) {
      return try RuleSet(files: files)
    } catch {
      // A test reads the same files: this cannot be shipped.
      fatalError("\(error)")
    }
  }
}
