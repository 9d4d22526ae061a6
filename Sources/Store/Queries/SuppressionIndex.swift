import Crypto
import GRDB
import Model
import Octets
import Policy

/// Everybody who must not be mailed, in memory: what whole lists are compared with, row by row.
///
/// Answers as `Store.check` does. Takes some eighty octets for each address; nothing of the store is read any more
/// once it is made.
public final class SuppressionIndex {
  private struct Ground: Hashable {
    var state: Int64
    var rule: Int64
    var cause: Int64?
  }

  private let states: Set<VerdictState>
  private let domains: OctetTable
  private var wholeDomains: [Int: Verdict] = [:]
  /// The domains, by their numbers, that tell mailboxes apart by case.
  private var caseKeeping: Set<Int> = []
  private let addresses: OctetTable
  // By the numbers of `addresses`. Verdicts differ in little but their first evidence.
  private var groundOfAddress: [UInt16] = []
  private var since: [Int64] = []
  private var grounds: [Verdict] = []
  private var forgotten: ForgottenSet?

  init(_ database: Database, policy: Policy, states: Set<VerdictState>, now: Int64) throws {
    self.states = states
    let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM verdict") ?? 0
    addresses = OctetTable(expecting: count)
    groundOfAddress.reserveCapacity(count)
    since.reserveCapacity(count)
    let vocabulary = try Vocabulary(database)
    let names = try DomainNumbers(database)
    domains = names.table
    try readAddresses(database, vocabulary, names, now)
    try readDomains(database, vocabulary, names, now)
    if policy.localPartCase == .keep || !policy.exceptions.isEmpty {
      for (name, number) in names.all where policy.localPartCase(at: name) == .keep {
        caseKeeping.insert(number)
      }
    }
    forgotten = try ForgottenSet(database)
  }

  /// - Returns: Nil where the address may be mailed, or is not in one of the states that were asked for.
  public func verdict(local: Bytes, domain: Bytes) -> Verdict? {
    // In lower case, as `EmailAddress.key`.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: local.count + 1 + domain.count) { key in
      var high: UInt8 = 0
      var position = 0
      for part in [local, domain] {
        part.withUnsafeBytes { octets in
          for octet in octets {
            high |= octet
            key[position] = octet.lowercased
            position += 1
          }
        }
        if position == local.count {
          key[position] = 0x40
          position += 1
        }
      }
      guard high < 0x80 else { return internationalVerdict(local: local, domain: domain) }
      return verdict(
        key: UnsafeBufferPointer(key), localCount: local.count, written: local)
    }
  }

  private func internationalVerdict(local: Bytes, domain: Bytes) -> Verdict? {
    let address = EmailAddress(local: local.string, domain: domain.string)
    let key = Bytes(address.key)
    return key.withUnsafeBytes {
      verdict(
        key: $0, localCount: key.lastIndex(of: 0x40) ?? key.count, written: Bytes(address.local))
    }
  }

  /// - Parameters:
  ///   - key: The whole address as it is compared.
  ///   - written: The local part with its case.
  private func verdict(key: UnsafeBufferPointer<UInt8>, localCount: Int, written: Bytes)
    -> Verdict?
  {
    let domain = domains.number(
      of: UnsafeBufferPointer(rebasing: key[min(localCount + 1, key.count)...]))
    var own: Verdict?
    if let domain {
      let number =
        caseKeeping.contains(domain)
        ? written.withUnsafeBytes { addresses.number(of: $0, in: Int64(domain)) }
        : addresses.number(
          of: UnsafeBufferPointer(rebasing: key[..<localCount]), in: Int64(domain))
      own = number.map(verdict(ofNumber:))
    }
    let joined =
      own?.within(domain.flatMap { wholeDomains[$0] }) ?? domain.flatMap { wholeDomains[$0] }
    if let joined, joined.state != .ok || joined.rule == .personAllowed {
      return states.contains(joined.state) ? joined : nil
    }
    guard let forgotten, forgotten.contains(key) else { return nil }
    return states.contains(.suppress) ? Verdict(.suppress, .forgotten) : nil
  }

  private func verdict(ofNumber number: Int) -> Verdict {
    var verdict = grounds[Int(groundOfAddress[number])]
    if since[number] != .min { verdict.first = since[number] }
    return verdict
  }

  // MARK: Reading

  private func readAddresses(
    _ database: Database, _ vocabulary: Vocabulary, _ names: DomainNumbers, _ now: Int64
  ) throws {
    let allowed = vocabulary.rules.number(of: .personAllowed) ?? -1
    let wanted = states.map { String(Vocabulary.id(of: $0)) }.sorted().joined(separator: ",")
    var known: [Ground: UInt16] = [:]
    for table in ["verdict", "verdict_later"] {
      // In the order in which both tables are stored.
      let rows = try RawStatement(
        database,
        """
        SELECT r.domain_id, r.local, v.state, v.rule_id, v.cause_id, v.first_at
        FROM \(table) v CROSS JOIN recipient r ON r.id = v.recipient_id
        WHERE (v.state IN (\(wanted)) OR v.rule_id = \(allowed)) AND \(RecipientList.inForce("v"))
        """)
      rows.bind(1, now)
      while try rows.step() {
        let group = Int64(try names.number(rows.int64(0)))
        let number = rows.withOctets(1) {
          addresses.insert($0.assumingMemoryBound(to: UInt8.self), in: group)
        }
        guard number == since.count else { continue }
        let ground = Ground(
          state: rows.int64(2), rule: rows.int64(3), cause: rows.optionalInt64(4))
        if known[ground] == nil {
          known[ground] = UInt16(clamping: grounds.count)
          grounds.append(
            Verdict(
              Vocabulary.state(ground.state), vocabulary.rules.name(ground.rule) ?? .nothingKnown,
              cause: ground.cause.flatMap { vocabulary.causes.name($0) }))
        }
        groundOfAddress.append(known[ground] ?? 0)
        since.append(rows.optionalInt64(5) ?? .min)
      }
    }
  }

  private func readDomains(
    _ database: Database, _ vocabulary: Vocabulary, _ names: DomainNumbers, _ now: Int64
  ) throws {
    let rows = try RawStatement(
      database,
      """
      SELECT v.domain_id, v.state, v.rule_id, v.cause_id, v.first_at
      FROM domain_verdict v WHERE v.state <> 0 AND \(RecipientList.inForce("v"))
      """)
    rows.bind(1, now)
    while try rows.step() {
      wholeDomains[try names.number(rows.int64(0))] = Verdict(
        Vocabulary.state(rows.int64(1)), vocabulary.rules.name(rows.int64(2)) ?? .nothingKnown,
        cause: rows.optionalInt64(3).flatMap { vocabulary.causes.name($0) },
        first: rows.optionalInt64(4))
    }
  }
}

/// Numbers the domains of the store as they are met.
private final class DomainNumbers {
  let table = OctetTable()
  private(set) var all: [(name: String, number: Int)] = []
  private var byID: [Int64: Int] = [:]
  private var last: (id: Int64, number: Int) = (-1, 0)
  private let select: RawStatement

  init(_ database: Database) throws {
    select = try RawStatement(database, "SELECT name FROM domain WHERE id = ?")
  }

  func number(_ id: Int64) throws -> Int {
    if id == last.id { return last.number }
    if let known = byID[id] {
      last = (id, known)
      return known
    }
    select.bind(1, id)
    defer { select.reset() }
    var name = try select.step() ? select.string(0) : ""
    let number = name.withUTF8 { table.insert($0) }
    all.append((name, number))
    byID[id] = number
    last = (id, number)
    return number
  }
}

/// The salted hashes of those who were forgotten.
private struct ForgottenSet {
  private let salted: SHA256
  private var hashes: Set<[UInt8]> = []

  /// - Returns: Nil where nobody was.
  init?(_ database: Database) throws {
    guard let salt = try ForgottenAddresses.saltOfForgotten(database) else { return nil }
    var hash = SHA256()
    hash.update(data: salt)
    salted = hash
    let rows = try RawStatement(database, "SELECT hash FROM forgotten")
    while try rows.step() { hashes.insert(rows.withOctets(0) { Array($0) }) }
  }

  func contains(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
    var hash = salted
    hash.update(bufferPointer: UnsafeRawBufferPointer(key))
    return hashes.contains(Array(hash.finalize()))
  }
}

extension Store {
  /// Reads everybody who is in one of the states at the moment, to compare a list with.
  ///
  /// - Throws: `StoreError`.
  public func suppressionIndex(states: Set<VerdictState>, now: Int64) throws -> SuppressionIndex {
    let policy = try policy()
    return try access {
      try SuppressionIndex($0, policy: policy, states: states, now: now)
    }
  }
}
