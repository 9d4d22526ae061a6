/// Verizon Wireless: vtext.com and vzwpix.com.
extension Dialect {
  static let verizon = Dialect(
    name: "verizon",
    marks: [
      .sure(.from, "post_master@vtext"), .sure(.from, "sysadmin@vzwpix"),
      .sure(.text, "Message could not be delivered to mobile"),
    ],
    begins: ["Error message below", "Message could not be delivered to mobile"],
    ends: ["Message details"],
    read: { report in
      let details = readMessageDetails(report)
      return details.isEmpty ? report.readLists(AddressList()) : details
    })
}
