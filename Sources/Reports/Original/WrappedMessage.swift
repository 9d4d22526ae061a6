import Mail
import Octets

/// A message that is no more than the wrapping of another: gateways, archives and people who forward "as
/// attachment" send a report so. Who adds words of his own writes about the report instead.
enum WrappedMessage {
  /// The one message that is attached, where there is nothing else; its transfer encoding undone.
  static func content(of message: Message) -> Bytes? {
    let root = message.root
    if isMessage(root) { return root.content }
    guard root.isMultipart, root.children.count <= 8 else { return nil }
    var attached: Part?
    for part in root.children {
      if isMessage(part), attached == nil {
        attached = part
      } else if !part.mediaType.hasPrefix("text/") || !part.text.trimmed().isEmpty {
        return nil
      }
    }
    return attached?.content
  }

  private static func isMessage(_ part: Part) -> Bool {
    part.mediaType.equalsFolded("message/rfc822") || part.mediaType.equalsFolded("message/global")
  }
}
