import Octets
import RuleBook

extension RuleSet {
  /// The rule files that are part of the program.
  static var standardFiles: [(file: String, text: Bytes, isUsers: Bool)] {
    (0..<Int(rebound_rule_file_count)).map { number in
      let file = rebound_rule_file(UInt32(number))
      let text = Bytes(UnsafeBufferPointer(start: file.octets, count: Int(file.count)))
      return (String(cString: file.name), text, false)
    }
  }

  static let standard: RuleSet = {
    do throws(RuleError) {
      return try RuleSet(files: standardFiles)
    } catch {
      // A test reads the same files: this cannot be shipped.
      fatalError("\(error)")
    }
  }()
}
