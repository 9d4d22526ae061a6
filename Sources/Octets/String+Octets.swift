extension String {
  /// Calls `body` with the UTF-8 of the text, valid only during the call.
  ///
  /// Nothing is copied and no reference is counted where the text is stored as UTF-8, as all are that Swift made.
  @inlinable
  public func withOctets<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = self
    return copy.withUTF8(body)
  }
}
