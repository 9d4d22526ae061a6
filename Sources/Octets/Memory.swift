// Safety argument: an address that is fetched is not accessed; the processor ignores one where nothing lies.

import CSearch

public enum Memory {
  /// Begins to fetch memory that will be read soon, so that nobody has to wait for it then: for what is read in another
  /// order than it lies in.
  public static func prefetch(_ address: UnsafeRawPointer?) { rebound_prefetch(address) }
}

extension Array {
  /// Begins to fetch an element: see `Memory.prefetch`.
  @inlinable
  public func prefetch(_ position: Int) {
    withUnsafeBufferPointer { Memory.prefetch($0.baseAddress.map { $0 + position }) }
  }
}
