import Testing

@testable import Model

@Suite struct InternationalDomainTests {
  // Expected forms as Python's "idna" codec and the registries give them.
  @Test(arguments: [
    ("example.ORG", "example.org"),
    ("bücher.example", "xn--bcher-kva.example"),
    ("BÜCHER.example", "xn--bcher-kva.example"),
    ("münchen.de", "xn--mnchen-3ya.de"),
    ("例え.テスト", "xn--r8jz45g.xn--zckzah"),
    ("例え。テスト", "xn--r8jz45g.xn--zckzah"),
    ("почта.рф", "xn--80a1acny.xn--p1ai"),
    ("a..b", "a..b"),
    ("", ""),
  ])
  func labelsAreEncoded(domain: String, expected: String) {
    #expect(InternationalDomain.ascii(domain) == expected)
  }

  @Test func aLabelTooLongForDNSStaysAsItIs() {
    let label = String(repeating: "ü", count: 200)
    #expect(InternationalDomain.ascii(label + ".example") == label + ".example")
  }

  @Test func bothFormsAreOneAddress() {
    #expect(
      EmailAddress(local: "Ada", domain: "Bücher.example")
        == EmailAddress(local: "ada", domain: "xn--bcher-kva.example"))
  }
}
