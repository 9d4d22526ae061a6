/// Internationalised domain names in the form that DNS and most reports use (RFC 5890 A-labels), so that
/// `bücher.example` and `xn--bcher-kva.example` are one domain.
public enum InternationalDomain {
  /// The longest label DNS carries (RFC 1035 section 2.3.4).
  private static let longestLabel = 63

  /// The domain in lower case with every label that is not ASCII in Punycode (RFC 3492). A label too
  /// long to be encoded stays as it is.
  public static func ascii(_ domain: String) -> String {
    if domain.isLowerCaseASCII { return domain }
    if domain.isASCII { return domain.lowercased() }
    // The ideographic full stops separate labels as "." does (RFC 3490 section 3.1).
    let separators: Set<Unicode.Scalar> = [".", "\u{3002}", "\u{FF0E}", "\u{FF61}"]
    return domain.lowercased().unicodeScalars
      .split(omittingEmptySubsequences: false) { separators.contains($0) }
      .map { label in
        label.allSatisfy(\.isASCII)
          ? String(String.UnicodeScalarView(label))
          : punycode(Array(label)).map { "xn--" + $0 } ?? String(String.UnicodeScalarView(label))
      }
      .joined(separator: ".")
  }

  /// RFC 3492 section 6.3, with its parameters for IDNA.
  private static func punycode(_ label: [Unicode.Scalar]) -> String? {
    guard label.count <= longestLabel else { return nil }
    var output = label.filter(\.isASCII).map { Character($0) }
    let basicCount = output.count
    if basicCount > 0 { output.append("-") }
    var handled = basicCount
    var codePoint: UInt32 = 128
    var delta: UInt32 = 0
    var bias: UInt32 = 72
    while handled < label.count {
      guard let next = label.lazy.map(\.value).filter({ $0 >= codePoint }).min() else { return nil }
      let (product, overflow) = (next - codePoint).multipliedReportingOverflow(
        by: UInt32(handled + 1))
      guard !overflow, delta <= UInt32.max - product else { return nil }
      delta += product
      codePoint = next
      for scalar in label {
        if scalar.value < codePoint { delta += 1 }
        guard scalar.value == codePoint else { continue }
        var quotient = delta
        var base: UInt32 = 36
        while true {
          let threshold: UInt32 = base <= bias ? 1 : min(base - bias, 26)
          if quotient < threshold { break }
          output.append(digit(threshold + (quotient - threshold) % (36 - threshold)))
          quotient = (quotient - threshold) / (36 - threshold)
          base += 36
        }
        output.append(digit(quotient))
        bias = adapt(delta, points: UInt32(handled + 1), isFirst: handled == basicCount)
        delta = 0
        handled += 1
      }
      delta += 1
      codePoint += 1
    }
    let result = String(output)
    return result.utf8.count + 4 <= longestLabel ? result : nil
  }

  private static func adapt(_ delta: UInt32, points: UInt32, isFirst: Bool) -> UInt32 {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / points
    var steps: UInt32 = 0
    while delta > 455 {
      delta /= 35
      steps += 36
    }
    return steps + 36 * delta / (delta + 38)
  }

  private static func digit(_ value: UInt32) -> Character {
    let octet = UInt8(truncatingIfNeeded: value < 26 ? 0x61 + value : 0x30 + value - 26)
    return Character(Unicode.Scalar(octet))
  }
}
