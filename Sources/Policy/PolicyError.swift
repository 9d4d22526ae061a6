/// What is wrong with a policy file.
public enum PolicyError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Not TOML at all.
  case syntax(String, line: Int)
  /// A key that means nothing, with its full path.
  case unknownKey(String)
  case invalid(key: String, expected: String)

  public var description: String {
    switch self {
    case .syntax(let detail, let line): "line \(line): \(detail)"
    case .unknownKey(let key): "\(key): no such key in a policy"
    case .invalid(let key, let expected): "\(key): must be \(expected)"
    }
  }
}
