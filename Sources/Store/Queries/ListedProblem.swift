// Safety argument: as in ListedRecipient.swift. `ProblemListing.forEach` alone makes these and lends them while the
// listing, which owns the part, is alive; they can't be copied.

import Model

/// A problem of a domain that somebody should be told about: lent to those who go through a listing.
public struct ListedProblem: ~Copyable {
  private unowned(unsafe) let part: ListedProblems
  private let row: ListedProblems.Row

  init(_ part: ListedProblems, _ position: Int) {
    self.part = part
    self.row = part.rows[position]
  }

  /// In its DNS form.
  public var domain: String { String(decoding: row.domain.octets, as: UTF8.self) }

  /// Appends the UTF-8 of `domain`.
  public func appendDomain(to text: inout [UInt8]) {
    text.append(contentsOf: row.domain.octets)
  }

  public var problem: DomainProblem { row.problem }

  /// How many of its addresses had it.
  public var addresses: Int { row.addresses }
  public var incidents: Int { row.incidents }

  /// In Unix seconds.
  public var first: Int64 { row.first }
  public var last: Int64 { row.last }

  /// The receiving host that answered last.
  public var host: String? {
    row.host == DenseNumbers.none
      ? nil : String(decoding: part.hosts.octets(row.host), as: UTF8.self)
  }

  /// Appends the UTF-8 of `host`, if there is one.
  public func appendHost(to text: inout [UInt8]) {
    guard row.host != DenseNumbers.none else { return }
    text.append(contentsOf: part.hosts.octets(row.host))
  }
}
