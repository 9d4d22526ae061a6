import Foundation

/// A queue between threads that holds back whoever fills it faster than it is emptied: this is what
/// keeps memory flat on a mailbox of any size.
final class BoundedQueue<Element: Sendable>: @unchecked Sendable {
  // `condition` guards everything below it.
  private let condition = NSCondition()
  private var elements: [Element] = []
  private var head = 0
  private var isClosed = false
  private let capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
  }

  /// Waits for room. After `close` the element is dropped: nobody will ask for it.
  ///
  /// - Returns: whether the element was taken.
  @discardableResult
  func push(_ element: Element) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    while elements.count - head >= capacity, !isClosed { condition.wait() }
    guard !isClosed else { return false }
    elements.append(element)
    condition.broadcast()
    return true
  }

  /// Waits for an element; nil once the queue is closed and empty.
  func pop() -> Element? {
    condition.lock()
    defer { condition.unlock() }
    while head == elements.count, !isClosed { condition.wait() }
    guard head < elements.count else { return nil }
    let element = elements[head]
    head += 1
    if head >= 64 {
      elements.removeFirst(head)
      head = 0
    }
    condition.broadcast()
    return element
  }

  /// No more elements come; those in the queue are still handed out.
  func close() {
    condition.lock()
    isClosed = true
    condition.broadcast()
    condition.unlock()
  }
}
