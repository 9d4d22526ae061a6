import GRDB
import Model
import Testing

@testable import Store

/// A long list is read by two connections, and is the same as a short one.
@Suite struct ListingTests {
  /// Recipients of some domains, of all states and causes, some of them under decisions.
  private func fill(_ store: Store) throws {
    let causes: [Cause] = [.userUnknown, .mailboxInactive, .mailboxFull, .moved, .policy]
    try store.ingest(
      (0..<200).map { number in
        event(
          "user\(number % 37)@town\(number % 7).example", causes[number % causes.count],
          at: start + Int64(number) * 3_600)
      })
    try store.decide(
      .suppress, .domain("town3.example"), until: nil, who: "ada", why: "gone", now: start)
    try store.decide(
      .allow, .address(address("user3@town3.example")),
      until: start + 40 * day, who: "ada", why: "she asked", now: start)
  }

  private func described(_ listing: RecipientListing, in pieces: Int = 1) -> [String] {
    var found: [String] = []
    for piece in 0..<pieces {
      let range = listing.count * piece / pieces..<listing.count * (piece + 1) / pieces
      listing.forEach(in: range) { found.append("\(Listed($0))") }
    }
    return found
  }

  @Test(arguments: [[.suppress], [.hold], [.suppress, .hold]] as [Set<VerdictState>])
  func twoConnectionsListWhatOneDoes(states: Set<VerdictState>) throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try fill(store)
    let filter = RecipientFilter(states: states)
    for now in [start + 10 * day, start + 60 * day] {
      let one = try store.listing(filter, now: now, sharedFrom: .max)
      let two = try store.listing(filter, now: now, sharedFrom: 1)
      #expect(one.count > 0)
      #expect(described(two) == described(one))
    }
  }

  @Test func problemsOfDomainsAreTheSameFromTwoConnections() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    let causes: [Cause] = [.mailboxInactive, .networkError, .relayDenied, .mailboxInactive]
    try store.ingest(
      (0..<300).map { number in
        event(
          "user\(number % 53)@town\(number % 29).example", causes[number % causes.count],
          at: start + Int64(number) * 3_600)
      })
    let filter = ProblemFilter(includesAll: true)
    let one = try store.domainProblems(filter, now: start, sharedFrom: .max).all
    let two = try store.domainProblems(filter, now: start, sharedFrom: 1).all
    #expect(one.count > 29)
    #expect(two == one)
    let sorted = one.sorted { left, right in
      let (a, b) = (rank(left.problem), rank(right.problem))
      if a != b { return a < b }
      return left.addresses != right.addresses
        ? left.addresses > right.addresses : left.domain < right.domain
    }
    #expect(one == sorted)
    let late = ProblemFilter(since: start + 299 * 3_600, includesAll: true)
    #expect(try store.domainProblems(late, now: start).all.map(\.last) == [start + 299 * 3_600])
  }

  private func rank(_ problem: DomainProblem) -> Int {
    DomainProblem.allCases.firstIndex(of: problem) ?? 0
  }

  @Test func aListIsReadInPieces() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try fill(store)
    let listing = try store.listing(now: start + 10 * day)
    #expect(described(listing, in: 7) == described(listing))
  }

  @Test func aTwinThatSeesAnotherStateDoesNotRead() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try fill(store)
    let other = try file.open()
    try store.access { database in
      let twin = try ReadingTwin(path: store.path, database) { _ in true }
      try other.ingest([event("new@town1.example")])
      try database.inTransaction(.deferred) {
        try twin.begin(database)
        return .commit
      }
      guard case .notRead = twin.outcome() else {
        Issue.record("the twin has read another state")
        return
      }
    }
  }

  @Test func aTwinThatSeesTheSameStateReads() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try fill(store)
    try store.access { database in
      let twin = try ReadingTwin(path: store.path, database) { database in
        try Int.fetchOne(database, sql: "SELECT count(*) FROM event")
      }
      try database.inTransaction(.deferred) {
        try twin.begin(database)
        return .commit
      }
      guard case .read(200) = twin.outcome() else {
        Issue.record("the twin has not read")
        return
      }
    }
  }

  /// What the second connection had taken when it failed is read by the first one.
  @Test func aTwinThatFailsLosesNothing() throws {
    struct Failure: Error {}
    let file = try TemporaryStore()
    let store = try file.open()
    try fill(store)
    try store.access { database in
      let first = ObjectIdentifier(database)
      let counts = try TwoReaders(database: database, path: store.path, highest: 200).read {
        database, slices in
        let events = try RawStatement(
          database,
          "SELECT 1 FROM event WHERE 1 \(TableSlices.condition("id", from: 1))")
        var count = 0
        try slices.forEachRow(of: events, from: 1) { _ in count += 1 }
        if ObjectIdentifier(database) != first { throw Failure() }
        return count
      }
      #expect(counts == [200])
    }
  }
}
