import Model

/// Undoes what forwarders and senders put around an address: SRS and BATV.
public enum SenderRewriting {
  /// The address inside, or the address itself where nothing is around it.
  ///
  /// - SRS0: `SRS0=hash=time=domain=local@forwarder`; SRS1 holds an SRS0 of an earlier forwarder behind `==`.
  /// - BATV: `prvs=tag=local@domain` (draft-levine-smtp-batv), `btv1==tag==local@domain`,
  ///   `msprvs1=tag=local@domain`.
  public static func undo(_ address: EmailAddress) -> EmailAddress {
    undoBATV(undoSRS(address))
  }

  private static func undoSRS(_ address: EmailAddress) -> EmailAddress {
    let folded = address.local.lowercased()
    var fields = address.local.split(separator: "=", omittingEmptySubsequences: false)
    if folded.hasPrefix("srs1=") || folded.hasPrefix("srs1+") || folded.hasPrefix("srs1-") {
      // SRS1=hash=first-forwarder==hash=time=domain=local
      guard let gap = fields.firstIndex(of: ""), fields.count > gap + 4 else { return address }
      fields = ["SRS0"] + fields[(gap + 1)...]
    } else if !(folded.hasPrefix("srs0=") || folded.hasPrefix("srs0+")
      || folded.hasPrefix("srs0-"))
    {
      return address
    }
    // The first separator may be + or - (the SRS draft, section 3.2): then the hash is in field 0.
    let start = fields[0].count > 4 ? 1 : 2
    guard fields.count >= start + 3 else { return address }
    let domain = fields[start + 1]
    let local = fields[(start + 2)...].joined(separator: "=")
    guard !local.isEmpty, domain.contains(".") else { return address }
    return EmailAddress(local: local, domain: String(domain))
  }

  private static func undoBATV(_ address: EmailAddress) -> EmailAddress {
    let folded = address.local.lowercased()
    for (prefix, separator) in [("prvs=", "="), ("msprvs1=", "="), ("btv1==", "==")]
    where folded.hasPrefix(prefix) {
      let rest = address.local.dropFirst(prefix.count)
      guard let tagEnd = firstRange(of: separator, in: rest) else { continue }
      let local = rest[tagEnd.upperBound...]
      guard !local.isEmpty else { continue }
      return EmailAddress(local: String(local), domain: address.domain)
    }
    return address
  }

  private static func firstRange(of separator: String, in text: Substring) -> Range<String.Index>? {
    var start = text.startIndex
    while start < text.endIndex {
      if text[start...].hasPrefix(separator) {
        return start..<text.index(start, offsetBy: separator.count)
      }
      start = text.index(after: start)
    }
    return nil
  }
}
