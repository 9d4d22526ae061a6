import Model
import Octets

/// One address of another program's suppression list.
public struct ImportedAddress: Sendable, Equatable {
  public var address: EmailAddress
  /// What the list gives as its reason, "" where it gives none.
  public var reason: String
  /// Whether the list says that the recipient complained of abuse.
  public var isComplaint: Bool
}

/// Reads other programs' suppression lists: plain lists, our own CSV, and the dumps of SES, SendGrid,
/// Mailgun, Postmark, SparkPost, Mailchimp and listmonk, as CSV or JSON. Which one it is shows in the names of
/// its columns.
public struct SuppressionImport {
  // Column names in lower case, as the services write them.
  private static let addressNames: Set<String> = [
    "address", "email", "emailaddress", "email address", "email_address", "recipient",
    "e-mail", "mail",
  ]
  // What says most first: SparkPost's type is only which kind of mail is meant.
  private static let reasonNames = [
    "suppressionreason", "reason", "cause", "error", "description", "why", "note", "source", "type",
  ]
  private static let verdictNames: Set<String> = ["verdict"]

  public struct Counts: Sendable, Equatable {
    public var addresses = 0
    public var skipped = 0
  }

  public init() {}

  /// Reads the list to its end.
  ///
  /// - Parameter accept: Called with each address in the list's order.
  /// - Throws: `ListError` where no column holds addresses; `FileError` where the list can't be read;
  ///   what `accept` throws.
  public func run(
    _ reader: inout ListReader, accept: (ImportedAddress) throws -> Void
  ) throws -> Counts {
    if try reader.startsJSON() { return try runJSON(&reader, accept: accept) }
    let delimiter = try reader.detectDelimiter()
    reader.useDelimiter(delimiter)
    var counts = Counts()
    guard let first = try reader.next() else { return counts }
    let layout = try Layout(reader.fields(of: first), isTabbed: delimiter == 0x09)
    var row: Bytes? = layout.isHeader ? try reader.next() : first
    while let current = row {
      let fields = reader.fields(of: current)
      if let address = layout.address(in: fields), layout.isSuppression(fields) {
        let reason = layout.reason(in: fields)
        counts.addresses += 1
        try accept(
          ImportedAddress(
            address: address, reason: reason, isComplaint: Self.namesComplaint(reason)))
      } else {
        counts.skipped += 1
      }
      row = try reader.next()
    }
    return counts
  }

  private func runJSON(
    _ reader: inout ListReader, accept: (ImportedAddress) throws -> Void
  ) throws -> Counts {
    let path = reader.path
    guard let rows = SuppressionJSON.rows(of: try reader.rest()) else {
      throw ListError.notJSON(path: path)
    }
    var counts = Counts()
    for row in rows {
      let field = row.first { Self.addressNames.contains($0.key) }?.value
      guard let field, let address = ListedAddress(in: Bytes(field))?.address else {
        counts.skipped += 1
        continue
      }
      let reason = Self.reasonNames.lazy.compactMap { row[$0] }.first { !$0.isEmpty } ?? ""
      counts.addresses += 1
      try accept(
        ImportedAddress(
          address: address, reason: reason, isComplaint: Self.namesComplaint(reason)))
    }
    return counts
  }

  private static func namesComplaint(_ reason: String) -> Bool {
    let folded = reason.lowercased()
    return folded.contains("complaint") || folded.contains("spamreport") || folded == "abuse"
  }

  private struct Layout {
    let isHeader: Bool
    private let addressColumn: Int
    private let reasonColumns: [Int]
    private let verdictColumn: Int?

    /// Whether the list is our own TSV, in which backslashes are doubled.
    private let isEscaped: Bool

    init(_ fields: [Bytes], isTabbed: Bool) throws {
      let names = fields.map { field in
        var name = field.string.lowercased()
        if name.hasPrefix("\u{FEFF}") { name.removeFirst() }
        return name
      }
      if let column = names.firstIndex(where: { $0.contains("@") }) {
        // No header: SES writes `address,BOUNCE`, a plain list only addresses.
        isHeader = false
        addressColumn = column
        reasonColumns = names.count > column + 1 ? [column + 1] : []
        verdictColumn = nil
        isEscaped = false
        return
      }
      guard let column = names.firstIndex(where: { SuppressionImport.addressNames.contains($0) })
      else { throw ListError.noAddressColumn(columns: names) }
      isHeader = true
      addressColumn = column
      reasonColumns = SuppressionImport.reasonNames.compactMap { names.firstIndex(of: $0) }
      verdictColumn = names.firstIndex { SuppressionImport.verdictNames.contains($0) }
      isEscaped = isTabbed && verdictColumn != nil
    }

    func address(in fields: [Bytes]) -> EmailAddress? {
      guard addressColumn < fields.count else { return nil }
      // Our own CSV puts an apostrophe before what a spreadsheet would take for a formula.
      var field = fields[addressColumn]
      if isEscaped, field.contains(UInt8(ascii: "\\")) {
        field = Bytes(Self.withoutEscapes(field.string))
      }
      let isDefused =
        field.first == 0x27 && field.count > 1 && [0x2B, 0x2D, 0x3D, 0x40].contains(field[1])
      return ListedAddress(in: isDefused ? field[1...] : field)?.address
    }

    private static func withoutEscapes(_ text: String) -> String {
      text.split(separator: "\\\\", omittingEmptySubsequences: false).joined(separator: "\\")
    }

    /// Our own CSV also lists holds and released addresses.
    func isSuppression(_ fields: [Bytes]) -> Bool {
      guard let verdictColumn, verdictColumn < fields.count else { return true }
      return fields[verdictColumn].equalsFolded("suppress" as StaticString)
    }

    func reason(in fields: [Bytes]) -> String {
      reasonColumns.lazy.filter { $0 < fields.count }.map { fields[$0].string }
        .first { !$0.isEmpty } ?? ""
    }
  }
}
