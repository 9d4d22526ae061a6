/// Apache James: a bare address, its reason below it.
extension Dialect {
  static let james = Dialect(
    name: "james",
    marks: [
      .sure(.text, "This is the James mail server at"),
      .sure(.text, "I include the list of recipients and the reason why I was unable to deliver"),
    ],
    begins: ["the reason why I was unable to deliver your message", "your message"],
    read: { report in
      guard let begins = report.first(.begins) else { return [] }
      let list = AddressList().read(report, from: report.line(at: begins.upperBound) + 1)
      return report.recipients(list.recipients)
    })

  /// James's NotifyPostmaster form, used by SMS and MMS gateways: the reply first, the recipient among
  /// the details of the message.
  static let jamesGateway = Dialect(
    name: "james",
    marks: [
      .hint(.text, "Error message below"), .hint(.text, "Message details"),
      .hint(.text, "RCPT TO"), .hint(.text, "Size (in bytes)"),
    ],
    begins: ["Error message below"],
    ends: ["Message details"],
    read: readMessageDetails)

  @Sendable
  static func readMessageDetails(_ report: ReportText) -> [ReportedRecipient] {
    let reason = report.lines.firstIndex { report.contains(.begins, in: $0.range) }
    let details = report.lines.firstIndex {
      report.text[$0.range].hasPrefixFolded("message details")
    }
    guard let details, details > 0 else { return [] }
    var said = report.content(from: (reason ?? 0) + (reason == nil ? 0 : 1), to: details)
    // `Error: Invalid user address` is the gateway's own reading of the reply.
    for line in report.lines[..<details]
    where report.text[line.range].hasPrefixFolded("error:") && !said.contains(line.range) {
      said.insert(line.range, at: 0)
      break
    }
    var listed: [ListedRecipient] = []
    for label in ["rcpt to:", "to:"] as [StaticString] where listed.isEmpty {
      for line in report.lines[details...] where report.text[line.range].hasPrefixFolded(label) {
        AddressText.forEach(in: report.text, line.range) { found in
          listed.append(ListedRecipient(address: found.address, reason: said))
        }
      }
    }
    return report.recipients(listed, kind: .failed)
  }
}
