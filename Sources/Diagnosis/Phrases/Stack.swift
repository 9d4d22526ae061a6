/// Elements of which the last is taken first. The memory of those that were taken is kept, and taking any number of
/// them costs nothing.
struct Stack<Element: BitwiseCopyable> {
  private(set) var count = 0
  private var elements: [Element] = []

  subscript(index: Int) -> Element {
    get {
      precondition(index < count)
      return elements[index]
    }
    set {
      precondition(index < count)
      elements[index] = newValue
    }
  }

  @inline(__always)
  mutating func push(_ element: Element) {
    if count < elements.count {
      elements[count] = element
    } else {
      elements.append(element)
    }
    count += 1
  }

  /// Leaves the first `kept`.
  @inline(__always)
  mutating func truncate(to kept: Int) {
    precondition(kept >= 0 && kept <= count)
    count = kept
  }

  /// Leaves all but some of them, those behind moving up.
  mutating func remove(_ range: Range<Int>) {
    for index in range.upperBound..<count { elements[index - range.count] = elements[index] }
    truncate(to: count - range.count)
  }
}
