import Octets
import Testing

@testable import Mail

@Suite struct MIMETreeTests {
  /// The tree as text: types, and the texts of leaves, in order.
  static func outline(_ part: Part) -> String {
    let type = part.mediaType.string
    if part.children.isEmpty { return "\(type)=\(part.text.string.debugDescription)" }
    return "\(type)[\(part.children.map(outline).joined(separator: ", "))]"
  }

  private func outline(_ text: String) -> String {
    Self.outline(Message(Bytes(text)).root)
  }

  @Test(arguments: [
    // Delimiters.
    ("boundary=b", "--b\n\none\n--b\n\ntwo\n--b--\n", "one", "two"),
    ("boundary=b", "--b \t\n\none\n--b\t\n\ntwo\n--b-- \n", "one", "two"),
    ("boundary=b", "pre\n\n--b\n\none\n\n--b\n\ntwo\n\n--b--\nepi", "one\n", "two\n"),
    ("boundary=b", "--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--", "one", "two"),
    ("boundary=b", "--b\r\rone\r--b\r\rtwo\r--b--", "one", "two"),
    // The last delimiter is missing, or cut.
    ("boundary=b", "--b\n\none\n--b\n\ntwo\n", "one", "two\n"),
    ("boundary=b", "--b\n\none\n--b\n\ntwo\n--b-", "one", "two\n--b-"),
    // Lines that only look like a delimiter.
    (
      "boundary=b", "--b\n\none --b\n--bb\n--b x\n -b\n--b\n\ntwo\n--b--",
      "one --b\n--bb\n--b x\n -b", "two"
    ),
    ("boundary=\"b\"", "--b\nContent-Type: text/plain\n\none\n--b\n\ntwo\n--b--", "one", "two"),
    // Boundaries of odd characters.
    (
      "boundary=\"(b) ?=:/,'+._\"",
      "--(b) ?=:/,'+._\n\none\n--(b) ?=:/,'+._\n\ntwo\n--(b) ?=:/,'+._--", "one", "two"
    ),
    ("boundary=--b", "----b\n\none\n----b\n\ntwo\n----b--", "one", "two"),
    // Two closing delimiters, as where a part was added behind the end.
    ("boundary=b", "--b\n\none\n--b--\n--b\n\ntwo\n--b--", "one", "two"),
    // Parts without a header, and with an empty line too many before it.
    ("boundary=b", "--b\none\n--b\ntwo\n--b--", "one", "two"),
    ("boundary=b", "--b\n\nContent-Type: text/plain\n\none\n--b\n\ntwo\n--b--", "one", "two"),
    // The boundary is recovered from the body: not declared, declared wrongly, cut, quoted wrongly.
    (
      "x=y", "--b\nContent-Type: text/plain\n\none\n--b\nContent-Type: text/plain\n\ntwo\n--b--",
      "one", "two"
    ),
    ("boundary=", "--b\nContent-Id: <a>\n\none\n--b\n\ntwo\n--b--", "one", "two"),
    (
      "boundary=other", "text\n-- \n--b\ncontent-type: text/plain\n\none\n--b\n\ntwo\n--b--", "one",
      "two"
    ),
    ("boundary=\"b", "--b\nContent-Type: text/plain\n\none\n--b\n\ntwo\n--b--", "one", "two"),
    ("boundary=b; charset=x y", "--b\n\none\n--b\n\ntwo\n--b--", "one", "two"),
  ])
  func parts(parameters: String, body: String, one: String, two: String) {
    #expect(
      outline("Content-Type: multipart/mixed; \(parameters)\n\n\(body)")
        == "multipart/mixed[text/plain=\(one.debugDescription), text/plain=\(two.debugDescription)]"
    )
  }

  @Test(arguments: [
    "just text\n", "--other\n\ntext\n--other--\n", "--\n--\n\n", "-- \nContent-Type: text/html\n",
  ])
  func aMultipartWithoutPartsIsText(body: String) {
    let message = Message(Bytes("Content-Type: multipart/report; boundary=b\n\n\(body)"))
    #expect(Self.outline(message.root) == "multipart/report[text/plain=\(body.debugDescription)]")
    #expect(message.notes == ["multipart without parts: read as text"])
  }

  @Test func anEmptyMultipart() {
    #expect(outline("Content-Type: multipart/mixed; boundary=b\n\n") == "multipart/mixed=\"\"")
    #expect(
      outline("Content-Type: multipart/mixed; boundary=b\n\n--b--\n")
        == "multipart/mixed[text/plain=\"--b--\\n\"]")
  }

  @Test func nested() {
    let text = """
      Content-Type: multipart/mixed; boundary=outer

      --outer
      Content-Type: multipart/alternative; boundary=outer-inner

      --outer-inner

      one
      --outer-inner
      Content-Type: text/html

      <p>two
      --outer
      Content-Type: application/octet-stream

      three
      --outer--
      --outer-inner

      behind the end
      """
    #expect(
      outline(text)
        == #"multipart/mixed[multipart/alternative[text/plain="one", text/html="<p>two"], application/octet-stream="three"]"#
    )
    #expect(Message(Bytes(text)).root.epilogue.hasPrefix("--outer-inner"))
  }

  @Test(arguments: [
    "message/rfc822", "message/global", "rfc/822", "message/partial; id=1; number=1",
  ])
  func wholeMessages(type: String) throws {
    let message = Message(
      Bytes(
        "Content-Type: \(type)\n\n\nFrom a@example.org Tue Mar  3 04:05:06 2026\nSubject: inner\n\nwords"
      ))
    let inner = try #require(message.root.children.first)
    #expect(inner.header["subject"] == "inner")
    #expect(inner.text == "words")
  }

  @Test(arguments: ["text/rfc822-headers", "message/rfc822-headers", "message/global-headers"])
  func headers(type: String) throws {
    let message = Message(
      Bytes(
        "Content-Type: \(type)\n\nSubject: inner\nContent-Type: multipart/mixed; boundary=b\n\nrest"
      ))
    let inner = try #require(message.root.children.first)
    #expect(inner.header["subject"] == "inner")
    #expect(inner.header["content-type"] == "multipart/mixed; boundary=b")
    #expect(inner.children.isEmpty)
    #expect(inner.text == "rest")
    #expect(message.notes == [])
  }

  @Test(arguments: [
    "message/delivery-status", "message/feedback-report", "message/external-body", "message/odd",
  ])
  func leaves(type: String) {
    #expect(outline("Content-Type: \(type)\n\nA: 1\n\nB: 2") == "\(type)=\"A: 1\\n\\nB: 2\"")
  }

  @Test(arguments: [
    ("base64", "U3ViamVjdDogaW5uZXIKCndvcmRz"),
    ("quoted-printable", "Subject: in=\nner\n\nw=6Frds"),
    ("base64", "Subject: inner\n\nwords"),
    ("quoted-printable", "Subject: inner\nTo: =?utf-8?q?a=41?=\nX: a=\"b\"; c=\"d\"\n\nwords"),
    ("8bit", "Subject: inner\n\nwords"),
  ])
  func encodedMessages(encoding: String, body: String) throws {
    let message = Message(
      Bytes("Content-Type: message/rfc822\nContent-Transfer-Encoding: \(encoding)\n\n\(body)"))
    let inner = try #require(message.root.children.first)
    #expect(inner.header["subject"] == "inner")
    #expect(inner.text == "words")
    #expect(
      message.root.content
        == (encoding == "8bit" ? "Subject: inner\n\nwords" : message.root.content))
  }

  @Test func anEncodedMultipart() {
    let body = Array("--b\nContent-Type: text/plain\n\none\n--b--\n".utf8)
    let encoded = String(decoding: TransferEncodingTests.base64(body), as: UTF8.self)
    #expect(
      outline(
        "Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n\(encoded)\n"
      )
        == "multipart/mixed[text/plain=\"one\"]")
  }

  @Test func aDigestHoldsMessages() {
    #expect(
      outline("Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: x\n\none\n--b--\n")
        == "multipart/digest[message/rfc822[text/plain=\"one\"]]")
  }

  @Test func aMultipartWhoseHeaderWasLost() {
    #expect(
      outline("Subject: x\n\n\n--b\nContent-Type: text/html\n\none\n--b--\n")
        == "multipart/mixed[text/html=\"one\"]")
    #expect(outline("Subject: x\n\n--b\nno field\n") == "text/plain=\"--b\\nno field\\n\"")
  }

  @Test func walking() {
    let root = Message(Bytes(MessageTests.report)).root
    var types: [String] = []
    root.walk { types.append($0.mediaType.string) }
    #expect(
      types == [
        "multipart/report", "text/plain", "message/delivery-status", "message/rfc822",
        "multipart/alternative", "text/plain", "text/html",
      ])
    #expect(root.first { $0.mediaType == "text/html" }?.text == "<p>two</p>")
    #expect(root.first { $0.mediaType == "image/png" } == nil)
  }

  @Test func bodiesAreDecodedOnce() {
    let part = Message("Content-Transfer-Encoding: base64\n\nY2Fmw6k=").root
    let first = part.text
    #expect(first.offset(in: part.content) == 0)
    #expect(part.text.offset(in: first) == 0)
  }
}
