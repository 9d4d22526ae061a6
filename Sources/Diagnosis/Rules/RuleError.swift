/// What is wrong with a rule file, where, and what to do about it.
public struct RuleError: Error, Equatable, CustomStringConvertible {
  public let file: String
  /// Counted from 1.
  public let line: Int
  public let message: String

  public init(file: String, line: Int, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  public var description: String { "\(file):\(line): \(message)" }
}
