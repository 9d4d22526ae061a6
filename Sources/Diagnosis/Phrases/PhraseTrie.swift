/// All phrases in one tree of symbols. A text is matched against every phrase at once: from each of its
/// tokens the tree is walked as far as the phrases go, so the work grows with the text and with the
/// length of the longest phrase, not with the number of phrases.
struct PhraseTrie {
  /// Where phrases begin that stand in the sentences of a text.
  static let root = 0
  /// Where phrases begin that stand in its URLs.
  static let urlRoot = 1

  /// What a node stands for: 0, or one more than the number of a sequence of words that is complete here.
  private(set) var needles: [UInt32] = [0, 0]
  /// For each node a bit for every placeholder that an edge of it bears.
  private(set) var placeholders: [UInt8] = [0, 0]
  private(set) var needleCount = 0
  /// For each node a bit for the lower bits of each symbol that an edge of it bears, so that most of the
  /// symbols that do not lead on are turned away without a look at the edges.
  private var filters: [UInt64] = [0, 0]

  // The edges: an open hash table from (node, symbol) to node.
  private var keys: [UInt64] = Array(repeating: 0, count: 1 << 13)
  private var children: [UInt32] = Array(repeating: 0, count: 1 << 13)
  private var mask = UInt64(1 << 13 - 1)
  private var edgeCount = 0

  @inline(__always)
  private static func key(_ node: Int, _ symbol: Symbol) -> UInt64 {
    UInt64(node + 1) << 32 | UInt64(symbol)
  }

  @inline(__always)
  private func slot(_ key: UInt64) -> Int {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: (mixed >> 29) & mask)
  }

  @inline(__always)
  func child(of node: Int, _ symbol: Symbol) -> Int? {
    guard filters[node] & (1 << UInt64(symbol & 63)) != 0 else { return nil }
    let key = Self.key(node, symbol)
    var slot = slot(key)
    while true {
      let found = keys[slot]
      if found == key { return Int(children[slot]) }
      if found == 0 { return nil }
      slot = (slot + 1) & Int(mask)
    }
  }

  @inline(__always)
  func hasPlaceholder(_ node: Int, _ symbol: Symbol) -> Bool {
    placeholders[node] & (1 << UInt8(symbol)) != 0
  }

  /// The node behind the edge, made where there is none.
  mutating func addChild(of node: Int, _ symbol: Symbol) -> Int {
    if let child = child(of: node, symbol) { return child }
    if edgeCount * 2 >= keys.count { grow() }
    let child = needles.count
    needles.append(0)
    placeholders.append(0)
    filters.append(0)
    filters[node] |= 1 << UInt64(symbol & 63)
    if symbol < Placeholder.firstOrdinary { placeholders[node] |= 1 << UInt8(symbol) }
    insert(Self.key(node, symbol), UInt32(child))
    edgeCount += 1
    return child
  }

  /// The number of the sequence that ends at `node`.
  mutating func needle(at node: Int) -> Int {
    if needles[node] == 0 {
      needleCount += 1
      needles[node] = UInt32(needleCount)
    }
    return Int(needles[node]) - 1
  }

  private mutating func insert(_ key: UInt64, _ child: UInt32) {
    var slot = slot(key)
    while keys[slot] != 0 { slot = (slot + 1) & Int(mask) }
    keys[slot] = key
    children[slot] = child
  }

  private mutating func grow() {
    let oldKeys = keys
    let oldChildren = children
    keys = Array(repeating: 0, count: oldKeys.count * 2)
    children = Array(repeating: 0, count: oldKeys.count * 2)
    mask = UInt64(keys.count - 1)
    for slot in oldKeys.indices where oldKeys[slot] != 0 {
      insert(oldKeys[slot], oldChildren[slot])
    }
  }
}
