import Model
import Policy

/// What speaks against domains, gathered in memory.
struct DomainTally {
  struct Key: Hashable {
    var domain: Int64
    var problem: DomainProblem

    /// A domain has few problems, and the hash of one goes through its name.
    func hash(into hasher: inout Hasher) { hasher.combine(domain) }
  }

  struct Sum {
    var addresses = 0
    var incidents = 0
    var first = Int64.max
    var last = Int64.min
    var evidence = EventKey(high: 0, low: 0)
    /// The host that answered last.
    var host: Int64?

    mutating func add(_ more: DomainEvidence, host: Int64?) {
      addresses += more.addresses
      incidents += more.incidents
      first = min(first, more.first)
      let isLater =
        (more.last, more.evidence.high, more.evidence.low) > (last, evidence.high, evidence.low)
      if isLater {
        last = more.last
        evidence = more.evidence
        self.host = host
      }
    }

    func evidence(of problem: DomainProblem) -> DomainEvidence {
      DomainEvidence(
        problem: problem, addresses: addresses, incidents: incidents, first: first, last: last,
        evidence: evidence)
    }
  }

  private(set) var sums: [Key: Sum] = [:]

  mutating func add(_ evidence: [DomainEvidence], domain: Int64, host: (EventKey) -> Int64?) {
    for found in evidence { add(found, domain: domain, host: host(found.evidence)) }
  }

  mutating func add(_ evidence: DomainEvidence, domain: Int64, host: Int64?) {
    sums[Key(domain: domain, problem: evidence.problem), default: Sum()].add(evidence, host: host)
  }

  mutating func drop(_ domains: Set<Int64>) {
    sums = sums.filter { !domains.contains($0.key.domain) }
  }

  mutating func removeAll() { sums.removeAll(keepingCapacity: true) }
}
