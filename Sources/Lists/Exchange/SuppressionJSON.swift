import Foundation
import Octets

/// Reads the dumps that services hand out as JSON: `{"SuppressedDestinationSummaries": [{…}]}` of SES,
/// `{"Suppressions": […]}` of Postmark, `{"items": […]}` of Mailgun, `{"results": […]}` of SparkPost, the bare array
/// of SendGrid; or one such document a line, as paged dumps are kept.
enum SuppressionJSON {
  /// The objects of the dump, with their keys in lower case.
  ///
  /// - Returns: Nil where the text is no JSON.
  static func rows(of text: Bytes) -> [[String: String]]? {
    if let whole = parse(text) { return rows(of: whole) }
    var found: [[String: String]] = []
    for line in text.lines where !line.trimmed().isEmpty {
      guard let document = parse(line) else { return nil }
      found += rows(of: document)
    }
    return found
  }

  private static func parse(_ text: Bytes) -> Any? {
    text.withUnsafeBytes { try? JSONSerialization.jsonObject(with: Data($0)) }
  }

  private static func rows(of document: Any) -> [[String: String]] {
    if let array = document as? [Any] { return array.flatMap(rows(of:)) }
    guard let object = document as? [String: Any] else { return [] }
    // What surrounds the list of a page says how it goes on, and no more.
    let lists = object.values.compactMap { $0 as? [Any] }
    if !lists.isEmpty { return lists.flatMap { $0.flatMap(rows(of:)) } }
    var row: [String: String] = [:]
    for (name, value) in object {
      if let text = value as? String {
        row[name.lowercased()] = text
      } else if let number = value as? NSNumber {
        row[name.lowercased()] = number.stringValue
      }
    }
    return [row]
  }
}
