import Model

/// When an address is suppressed, held, or left alone.
public struct Policy: Sendable {
  public init() {}
}
