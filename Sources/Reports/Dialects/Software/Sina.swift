/// Sina: qmail's form in Chinese, often without a reason of its own.
extension Dialect {
  static let sina = Dialect(
    name: "sina",
    marks: [
      .sure(.mailer, "SinaMail"), .hint(.from, "MAILER-DAEMON@sina"),
      .hint(.text, "邮件无法发送到您指定的地址中"),
    ],
    begins: ["邮件无法发送到您指定的地址中"],
    read: { report in
      let list = AddressList(bracketed: true, blanks: true, colon: true, isWhole: true).read(
        report, from: 0)
      return report.recipients(list.recipients, common: report.paragraph(around: 0))
    })
}
