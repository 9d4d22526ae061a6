import Model
import Octets

/// Why an address of a list is not to be mailed.
public struct Rejection: Sendable, Equatable {
  public var verdict: String
  public var cause: String
  /// Unix seconds of the first evidence.
  public var since: Int64?
  public var advice: String
  public init(verdict: String, cause: String, since: Int64?, advice: String) {
    self.verdict = verdict
    self.cause = cause
    self.since = since
    self.advice = advice
  }
}

/// Divides a list into the rows that may be mailed and those that may not.
public struct ListFilter {
  /// How the address is found in a row.
  public enum Column: Sendable, Equatable {
    case named(String)
    /// From 1.
    case number(Int)
    /// A column named like an address, or the only one.
    case automatic
  }

  public struct Counts: Sendable, Equatable {
    public var kept = 0
    public var rejected = 0
    /// Rows without anything that is an address; they are kept.
    public var withoutAddress = 0
  }

  /// Names that columns of addresses have, in lower case.
  private static let addressNames: Set<String> = [
    "email", "e-mail", "mail", "address", "email address", "e-mail address", "email_address",
    "emailaddress", "e_mail", "recipient", "recipients", "adresse", "e-mail-adresse", "courriel",
    "correo", "subscriber",
  ]

  private let column: Column
  private let reject: (ListedAddress) -> Rejection?

  /// - Parameter reject: why an address is not to be mailed; nil where it may be.
  public init(column: Column, reject: @escaping (ListedAddress) -> Rejection?) {
    self.column = column
    self.reject = reject
  }

  /// Reads the list to its end.
  ///
  /// - Parameters:
  ///   - keep: Called with each row that stays, as it stands in the list.
  ///   - refuse: Called with each row that goes, with what to add to it; nil where nobody wants them.
  public func run(
    _ reader: inout ListReader, keep: (Bytes) throws -> Void, refuse: ((Bytes) throws -> Void)?
  ) throws -> Counts {
    let delimiter = try reader.detectDelimiter()
    reader.useDelimiter(delimiter)
    var counts = Counts()
    guard let first = try reader.next() else { return counts }
    let head = try Head(first, reader: reader, column: column)
    let annotation = Annotation(delimiter: delimiter ?? UInt8(ascii: ","))
    if head.isHeader {
      try keep(first)
      try refuse?(annotation.header(first))
    }
    var row: Bytes? = head.isHeader ? try reader.next() : first
    while let current = row {
      if let field = reader.field(head.column, of: current), let address = ListedAddress(in: field)
      {
        if let rejection = reject(address) {
          counts.rejected += 1
          try refuse?(annotation.row(current, rejection))
        } else {
          counts.kept += 1
          try keep(current)
        }
      } else {
        counts.withoutAddress += 1
        try keep(current)
      }
      row = try reader.next()
    }
    return counts
  }

  /// What the first row tells: whether it names the columns, and which holds the address.
  private struct Head {
    let isHeader: Bool
    let column: Int

    init(_ row: Bytes, reader: ListReader, column: Column) throws {
      var names = reader.fields(of: row).map { $0.string.lowercased() }
      if let first = names.first, first.hasPrefix("\u{FEFF}") {
        names[0] = String(first.dropFirst()).trimmingQuotes()
      }
      let hasAddress = names.contains { $0.contains("@") }
      switch column {
      case .named(let name):
        guard let index = names.firstIndex(of: name.lowercased()) else {
          throw ListError.noSuchColumn(name: name, columns: names)
        }
        (self.isHeader, self.column) = (true, index)
      case .number(let number):
        guard number >= 1, number <= names.count else {
          throw ListError.noSuchColumn(name: String(number), columns: names)
        }
        let cell = names[number - 1]
        (self.isHeader, self.column) = (!cell.contains("@") && !cell.isEmpty, number - 1)
      case .automatic:
        if hasAddress {
          let index = names.firstIndex { $0.contains("@") } ?? 0
          (self.isHeader, self.column) = (false, index)
        } else if let index = names.firstIndex(where: { ListFilter.addressNames.contains($0) }) {
          (self.isHeader, self.column) = (true, index)
        } else if names.count == 1 {
          (self.isHeader, self.column) = (false, 0)
        } else {
          throw ListError.noAddressColumn(columns: names)
        }
      }
    }
  }
}

extension String {
  fileprivate func trimmingQuotes() -> String {
    hasPrefix("\"") && hasSuffix("\"") && utf8.count >= 2 ? String(dropFirst().dropLast()) : self
  }
}
