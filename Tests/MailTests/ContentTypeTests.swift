import Mail
import Octets
import Testing

@Suite struct ContentTypeTests {
  private func part(_ field: String) -> Part {
    Message(Bytes("Content-Type: \(field)\n\nbody")).root
  }

  @Test(arguments: [
    ("text/html", "text/html"), ("TEXT/HTML; charset=x", "text/html"),
    (" text / html ", "text/html"),
    ("text/html;", "text/html"), ("text/html charset=utf-8", "text/html"),
    ("\"text/html\"; a=b", "text/html"), ("text/(comment)html", "text/html"),
    ("(a (nested) comment) text/html", "text/html"), ("text/x-Amp-Html", "text/x-amp-html"),
    ("html", "text/html"), ("multipart", "multipart/mixed"), ("multipart/", "multipart/mixed"),
    ("Multipart/X-Odd; boundary=a", "multipart/x-odd"),
    // RFC 2045 section 5.2: what is no media type is plain text.
    ("", "text/plain"), ("text", "text/plain"), ("/", "text/plain"), ("text/", "text/plain"),
    ("/plain", "text/plain"), (";", "text/plain"), ("(", "text/plain"), ("utf-8", "text/plain"),
    ("message/rfc822", "message/rfc822"), ("rfc/822", "message/rfc822"),
    ("message/rfc/822", "message/rfc822"), ("Message/RFC-822", "message/rfc822"),
    ("rfc822", "message/rfc822"),
    ("message/global-delivery-status", "message/global-delivery-status"),
  ])
  func mediaTypes(field: String, type: String) {
    #expect(part(field).mediaType.string == type)
  }

  @Test(arguments: [
    ("a/b; boundary=x", "x"), ("a/b;boundary=x;y=z", "x"), ("a/b; BOUNDARY = x ; y=z", "x"),
    ("a/b; boundary=\"x y\"", "x y"), ("a/b; boundary=\"x\\\"y\\\\\"", "x\"y\\"),
    ("a/b; other=\"; boundary=no\"; boundary=yes", "yes"), ("a/b;\n boundary=\"x\"", "x"),
    ("a/b; boundary=\"x\n y\"", "x y"), ("a/b; (boundary=no) boundary=yes", "yes"),
    ("a/b; boundary=x (comment)", "x"), ("a/b boundary=x", "x"), ("a/b, boundary=x", "x"),
    ("a/b; boundary=x (one) (two); y=z", "x"), ("a/b; boundary=x(y)", "x(y)"),
    ("a/b; boundary=x(y) (z", "x(y)"), ("a/b; boundary= (none)", ""),
    ("a/b;; ; boundary=x", "x"), ("a/b; junk; boundary=x", "x"), ("a/b; =junk; boundary=x", "x"),
    ("a/b; boundary=a=b/c?d:e", "a=b/c?d:e"), ("a/b; boundary=x y z", "x y z"),
    ("a/b; boundary=first; boundary=second", "first"),
    // Quotes that do not end or did not start.
    ("a/b; boundary=\"x; y=z", "x"), ("a/b; boundary=x\"", "x"),
    ("a/b; boundary=\"x\"junk; y=z", "x"),
    ("a/b; boundary=\"\"", ""), ("a/b; boundary=", ""),
    // RFC 2231.
    ("a/b; boundary*0=\"one \"; boundary*1=two", "one two"),
    ("a/b; boundary*1=two; boundary*0=one", "onetwo"),
    ("a/b; boundary*=utf-8'en'caf%C3%A9", "café"),
    ("a/b; boundary*0*=iso-8859-1'fr'caf%E9%20; boundary*1=%20x; boundary*2*=%20y", "café %20x y"),
    ("a/b; boundary*0=a; boundary*2=c", "a"), ("a/b; boundary*=x%4", "x%4"),
    ("a/b; boundary=plain; boundary*=utf-8''extended", "extended"),
    ("a/b; boundary*0=a; boundary*0=b", "a"),
  ])
  func parameters(field: String, value: String) {
    #expect(part(field).parameter("boundary")?.string == value)
  }

  @Test(arguments: [
    "a/b", "a/b; x=boundary", "a/b; boundary", "a/b; xboundary=1", "a/b; boundaryx=1",
    "a/b; boundary*x=1", "a/b; boundary*1=x",
  ])
  func noParameter(field: String) {
    #expect(part(field).parameter("boundary") == nil)
  }

  @Test func withoutAField() {
    let message = Message("Subject: x\n\nbody")
    #expect(message.root.mediaType == "text/plain")
    #expect(message.root.parameter("charset") == nil)
    #expect(!message.root.isMultipart)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: ["(", "((", "a=\"", "a=\"\\", ";", "=", "a=b;", "boundary*0=a;", "\"", "(\\"])
  func hostileFieldsTakeLinearTime(piece: String) {
    let field = "a/b; " + String(repeating: piece, count: 200_000 / piece.count)
    let part = part(field + "; boundary=x")
    _ = part.parameter("boundary")
    #expect(part.mediaType == "a/b")
  }
}
