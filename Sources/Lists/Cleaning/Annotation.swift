import Model
import Octets

/// The columns that are added to a rejected row, in the list's own form.
struct Annotation {
  static let columns = ["rebound_verdict", "rebound_cause", "rebound_since", "rebound_advice"]

  let delimiter: UInt8

  func header(_ row: Bytes) -> Bytes {
    extend(row, with: Annotation.columns)
  }

  func row(_ row: Bytes, _ rejection: Rejection) -> Bytes {
    extend(
      row,
      with: [
        rejection.verdict, rejection.cause, rejection.since.map(UTCTime.dateString) ?? "",
        rejection.advice,
      ])
  }

  private func extend(_ row: Bytes, with fields: [String]) -> Bytes {
    let content = RowScanner.withoutLineEnd(row)
    let lineEnd = row[content.count..<row.count]
    var output = content.array
    for field in fields {
      output.append(delimiter)
      append(field, to: &output)
    }
    if lineEnd.isEmpty { output.append(0x0A) }
    output.append(contentsOf: lineEnd.array)
    return Bytes(output)
  }

  private func append(_ field: String, to output: inout [UInt8]) {
    let isQuoted = field.utf8.contains {
      $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D
    }
    guard isQuoted else {
      output.append(contentsOf: field.utf8)
      return
    }
    output.append(0x22)
    for octet in field.utf8 {
      if octet == 0x22 { output.append(0x22) }
      output.append(octet)
    }
    output.append(0x22)
  }
}
