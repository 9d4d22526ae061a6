import Mail
import Octets

/// The parts of a message by what they are in a report (RFC 6522): the words for people, the part for
/// programs, the returned message.
struct ReportParts: ~Copyable {
  /// The words for people, in front of the returned message.
  private(set) var texts: [Part] = []
  private(set) var deliveryStatus: [Part] = []
  private(set) var feedback: Part?
  private(set) var disposition: Part?
  /// The part that holds the returned message or its header.
  private(set) var original: Part?
  /// What stands behind the returned message: a signature of the list server, the advertising of a scanner.
  private(set) var textsBehind: [Part] = []
  /// Parts of no named type, which gateways make of what they do not know.
  private(set) var unnamed: [Part] = []

  init(_ root: Part) { add(root) }

  /// The returned message, or a part that has its header.
  var returned: Part? { original?.children.first }

  private mutating func add(_ part: Part) {
    let type = part.mediaType
    if type.hasPrefix("text/") {
      if part.children.isEmpty { addText(part) } else { addOriginal(part) }
    } else if part.isMultipart {
      if type.hasSuffixFolded("/alternative") {
        addAlternative(part)
      } else {
        for child in part.children { add(child) }
      }
    } else if type.hasSuffixFolded("delivery-status") {
      deliveryStatus.append(part)
    } else if type.hasSuffixFolded("feedback-report") {
      if feedback == nil { feedback = part }
    } else if type.hasSuffixFolded("disposition-notification") {
      if disposition == nil { disposition = part }
    } else if type.hasPrefix("message/") {
      addOriginal(part)
    } else if type.hasPrefix("application/octet-stream"),
      part.body.count <= ReportParts.unnamedLimit
    {
      unnamed.append(part)
    }
  }

  /// Octets of a part of no named type that can be a delivery status.
  private static let unnamedLimit = 64 * 1024

  private mutating func addOriginal(_ part: Part) {
    if original == nil { original = part }
  }

  private mutating func addText(_ part: Part) {
    if original == nil { texts.append(part) } else { textsBehind.append(part) }
  }

  /// One of the forms of the same text: the plain one, unless it is empty.
  private mutating func addAlternative(_ part: Part) {
    let plain = part.children.first {
      $0.mediaType.equalsFolded("text/plain") && !$0.body.trimmed().isEmpty
    }
    if let plain { return addText(plain) }
    for child in part.children { add(child) }
  }
}
