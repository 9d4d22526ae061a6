import Mail
import Octets
import Testing

@Suite struct MessageTests {
  static let report = """
    From MAILER-DAEMON Tue Mar  3 04:05:06 2026
    Received: from a.example.org (a.example.org [192.0.2.1])
    \tby b.example.org; Tue, 3 Mar 2026 04:05:06 +0000
    Subject: =?utf-8?Q?Zustellung_f=C3=BCr?= =?utf-8?B?IMOkbGw=?=
    Content-Type: multipart/report; report-type=delivery-status;
     boundary="b1"

    preamble
    --b1
    Content-Type: text/plain; charset=iso-8859-1
    Content-Transfer-Encoding: quoted-printable

    f=FCr=
     dich
    --b1
    Content-Type: message/delivery-status

    Reporting-MTA: dns; b.example.org

    Final-Recipient: rfc822; ada@example.org
    Action: failed
    Status: 5.1.1

    --b1
    Content-Type: message/rfc822

    From: list@example.net
    Content-Type: multipart/alternative; boundary=b1-2

    --b1-2

    one
    --b1-2
    Content-Type: text/html

    <p>two</p>
    --b1-2--
    --b1--
    epilogue
    """

  @Test(arguments: ["\n", "\r\n", "\r"])
  func aReportIsTakenApart(lineEnd: String) throws {
    let message = Message(
      Bytes(
        Self.report.split(separator: "\n", omittingEmptySubsequences: false).joined(
          separator: lineEnd)))
    #expect(message.notes == [])
    #expect(
      message.header["received"]
        == "from a.example.org (a.example.org [192.0.2.1]) by b.example.org; Tue, 3 Mar 2026 04:05:06 +0000"
    )
    #expect(message.header.decoded("subject") == "Zustellung für äll")
    #expect(message.root.mediaType == "multipart/report")
    #expect(message.root.parameter("report-type") == "delivery-status")
    #expect(message.root.preamble == "preamble")
    #expect(message.root.epilogue == "epilogue")
    let parts = Array(message.root.children)
    try #require(parts.count == 3)
    #expect(parts[0].text == "für dich")
    #expect(parts[1].mediaType == "message/delivery-status")
    let groups = Array(HeaderBlocks(parts[1].content))
    try #require(groups.count == 2)
    #expect(groups[1]["status"] == "5.1.1")
    let original = try #require(parts[2].children.first)
    #expect(original.header["from"] == "list@example.net")
    let inner = Array(original.children)
    try #require(inner.count == 2)
    #expect(inner[0].text == "one")
    #expect(inner[1].mediaType == "text/html")
    #expect(inner[1].text == "<p>two</p>")
  }
}
