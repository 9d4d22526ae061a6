/// An address that is not to be mailed, as it is given to other programs.
public struct SuppressedAddress: Sendable, Equatable {
  public var address: String
  /// A cause's name, `complaint`, or "" where a person decided.
  public var cause: String
  /// Unix seconds of the first evidence.
  public var since: Int64?
  /// One sentence.
  public var why: String

  public init(address: String, cause: String, since: Int64?, why: String) {
    self.address = address
    self.cause = cause
    self.since = since
    self.why = why
  }

  public var isComplaint: Bool { cause == "complaint" }
}
