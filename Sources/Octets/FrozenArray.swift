// Safety argument. `base` points to `count` initialised elements that `storage` allocated and only its own
// deinitialiser frees; nothing writes to them after `init` and the closure it calls, and every subscript is
// checked against `count`. Elements are bitwise copyable, so nothing needs to be destroyed. Immutable memory may
// cross threads.

/// An array that is never written to again: reading it costs a bounds check and no reference counting, which
/// is what a matcher that all threads share spends its time on.
public struct FrozenArray<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  @usableFromInline
  final class Storage: @unchecked Sendable {
    @usableFromInline let base: UnsafeMutablePointer<Element>
    @inlinable
    init(_ elements: [Element]) {
      base = .allocate(capacity: max(elements.count, 1))
      _ = UnsafeMutableBufferPointer(start: base, count: elements.count)
        .initialize(from: elements)
    }
    @inlinable
    init(repeating element: Element, count: Int) {
      base = .allocate(capacity: max(count, 1))
      base.initialize(repeating: element, count: count)
    }
    @inlinable deinit { base.deallocate() }
  }

  @usableFromInline let base: UnsafePointer<Element>
  public let count: Int
  @usableFromInline let storage: Storage

  @inlinable
  public init(_ elements: [Element] = []) {
    storage = Storage(elements)
    base = UnsafePointer(storage.base)
    count = elements.count
  }

  /// - Parameter fill: Is given all elements to change them, at positions below `count` alone.
  @inlinable
  public init(
    repeating element: Element, count: Int, _ fill: (UnsafeMutableBufferPointer<Element>) -> Void
  ) {
    precondition(count >= 0)
    storage = Storage(repeating: element, count: count)
    base = UnsafePointer(storage.base)
    self.count = count
    fill(UnsafeMutableBufferPointer(start: storage.base, count: count))
  }

  @inlinable
  @inline(__always)
  public subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count)
    return base[index]
  }
}
