// Safety argument: what is frozen is written at positions that are below the count of its buffer.

import Octets

/// All phrases in one tree of symbols. A text is matched against every phrase at once: from each of its
/// tokens the tree is walked as far as the phrases go, so the work grows with the text and with the
/// length of the longest phrase, not with the number of phrases.
struct PhraseTrie {
  /// Where phrases begin that stand in the sentences of a text.
  static let root = 0
  /// Where phrases begin that stand in its URLs.
  static let urlRoot = 1

  struct Node: BitwiseCopyable, Sendable {
    /// A bit for the lower bits of each symbol that leads on, so that most of those that do not are turned
    /// away without a look at the edges.
    var filter: UInt64 = 0
    var firstEdge: UInt32 = 0
    var edgeCount: UInt16 = 0
    /// A bit for each placeholder that leads on.
    var placeholders: UInt8 = 0
    /// What is complete here: 0, or one more than the number of a sequence of words.
    var needle: UInt32 = 0
  }

  struct Edge: BitwiseCopyable, Sendable {
    var symbol: Symbol
    var node: UInt32
  }

  private let nodes: FrozenArray<Node>
  private let edges: FrozenArray<Edge>
  // The two roots have edges by the hundred: by symbol, 0 where none leads on; first one root's, then the
  // other's.
  private let rootEdges: FrozenArray<UInt32>
  private let symbolCount: Int

  /// - Parameter rootEdges: Those of the two roots, equally many.
  init(nodes: FrozenArray<Node>, edges: FrozenArray<Edge>, rootEdges: [[UInt32]]) {
    self.nodes = nodes
    self.edges = edges
    self.rootEdges = FrozenArray(rootEdges[0] + rootEdges[1])
    symbolCount = rootEdges[0].count
  }

  init() {
    self.init(nodes: FrozenArray([Node(), Node()]), edges: FrozenArray(), rootEdges: [[], []])
  }

  var nodeCount: Int { nodes.count }

  @inline(__always)
  func node(_ number: Int) -> Node { nodes[number] }

  @inline(__always)
  func edge(_ node: Node, _ index: Int) -> Edge { edges[Int(node.firstEdge) + index] }

  @inline(__always)
  func childOfRoot(_ root: Int, _ symbol: Symbol) -> Int? {
    guard symbol < symbolCount else { return nil }
    let node = rootEdges[root * symbolCount + Int(symbol)]
    return node == 0 ? nil : Int(node)
  }

  @inline(__always)
  func child(of node: Node, _ symbol: Symbol) -> Int? {
    guard node.filter & (1 << UInt64(symbol & 63)) != 0 else { return nil }
    var edge = Int(node.firstEdge)
    let end = edge + Int(node.edgeCount)
    while edge < end {
      if edges[edge].symbol == symbol { return Int(edges[edge].node) }
      edge += 1
    }
    return nil
  }
}

/// The tree while it grows.
struct GrowingTrie {
  private struct Node {
    var symbol: Symbol
    var firstChild: UInt32 = 0
    var nextSibling: UInt32 = 0
    var needle: UInt32 = 0
    var mark: UInt32 = 0
  }

  private var nodes = [Node(symbol: 0), Node(symbol: 0)]
  private var lastMark: UInt32 = 0
  // The roots' children by symbol; elsewhere they are few, and a list does.
  private var rootEdges: [[UInt32]] = [[], []]
  private(set) var needleCount = 0

  /// The node behind the edge, made where there is none.
  mutating func addChild(of node: Int, _ symbol: Symbol) -> Int {
    if node <= PhraseTrie.urlRoot {
      if rootEdges[node].count <= Int(symbol) { makeRoom(for: symbol) }
      let known = rootEdges[node][Int(symbol)]
      if known != 0 { return Int(known) }
    } else {
      var child = nodes[node].firstChild
      while child != 0 {
        if nodes[Int(child)].symbol == symbol { return Int(child) }
        child = nodes[Int(child)].nextSibling
      }
    }
    let child = nodes.count
    nodes.append(Node(symbol: symbol, nextSibling: nodes[node].firstChild))
    nodes[node].firstChild = UInt32(child)
    if node <= PhraseTrie.urlRoot { rootEdges[node][Int(symbol)] = UInt32(child) }
    return child
  }

  init() {
    // As many as the rules that are shipped have.
    nodes.reserveCapacity(20_000)
  }

  /// Leaves of the nodes from `first` on each once.
  mutating func removeRepeated(_ some: inout Stack<Int>, from first: Int) {
    lastMark += 1
    var kept = first
    for index in first..<some.count where nodes[some[index]].mark != lastMark {
      nodes[some[index]].mark = lastMark
      some[kept] = some[index]
      kept += 1
    }
    some.truncate(to: kept)
  }

  private mutating func makeRoom(for symbol: Symbol) {
    for root in rootEdges.indices {
      rootEdges[root] += repeatElement(0, count: Int(symbol) * 2 + 64 - rootEdges[root].count)
    }
  }

  /// The number of the sequence that ends at `node`.
  mutating func needle(at node: Int) -> Int {
    if nodes[node].needle == 0 {
      needleCount += 1
      nodes[node].needle = UInt32(needleCount)
    }
    return Int(nodes[node].needle) - 1
  }

  func frozen() -> PhraseTrie {
    var frozen = FrozenArray<PhraseTrie.Node>()
    // Every node but the two roots has an edge that leads to it.
    let edges = FrozenArray(
      repeating: PhraseTrie.Edge(symbol: 0, node: 0), count: nodes.count - 2
    ) { edges in
      frozen = FrozenArray(repeating: PhraseTrie.Node(), count: nodes.count) { frozen in
        freeze(to: frozen, edges)
      }
    }
    return PhraseTrie(nodes: frozen, edges: edges, rootEdges: rootEdges)
  }

  private func freeze(
    to frozen: UnsafeMutableBufferPointer<PhraseTrie.Node>,
    _ edges: UnsafeMutableBufferPointer<PhraseTrie.Edge>
  ) {
    var edgeCount = 0
    for (index, node) in nodes.enumerated() {
      var own = PhraseTrie.Node(firstEdge: UInt32(edgeCount), needle: node.needle)
      var child = node.firstChild
      while child != 0, edgeCount < edges.count {
        let symbol = nodes[Int(child)].symbol
        own.filter |= 1 << UInt64(symbol & 63)
        if symbol < Placeholder.firstOrdinary { own.placeholders |= 1 << UInt8(symbol) }
        edges[edgeCount] = PhraseTrie.Edge(symbol: symbol, node: child)
        edgeCount += 1
        child = nodes[Int(child)].nextSibling
      }
      // Only the roots may have more, and their edges are looked up otherwise.
      own.edgeCount = UInt16(clamping: edgeCount - Int(own.firstEdge))
      frozen[index] = own
    }
  }
}
