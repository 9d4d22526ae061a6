import Octets

/// A charset that Rebound converts. Only these are: a converter of the C library is never chosen by the words of
/// a message alone, since several of the rarer ones have had holes (CVE-2024-2961 in ISO-2022-CN-EXT,
/// CVE-2021-3326 in ISO-2022-JP-3, CVE-2020-27618 in IBM1364).
struct CharsetName: Equatable, Sendable {
  enum Form: Equatable, Sendable {
    case utf8
    case utf16(UTF16.Order)
    case utf7
    case iso2022
    case singleOctet
    case multiOctet
  }

  /// As glibc's iconv calls it.
  let iconvName: String
  let form: Form

  static let windows1252 = CharsetName(iconvName: "CP1252", form: .singleOctet)
  static let windows1251 = CharsetName(iconvName: "CP1251", form: .singleOctet)
  static let koi8 = CharsetName(iconvName: "KOI8-R", form: .singleOctet)
  static let japaneseEUC = CharsetName(iconvName: "EUC-JP-MS", form: .multiOctet)
  static let shiftJIS = CharsetName(iconvName: "CP932", form: .multiOctet)
  static let chinese = CharsetName(iconvName: "GB18030", form: .multiOctet)
  static let big5 = CharsetName(iconvName: "BIG5-HKSCS", form: .multiOctet)
  static let korean = CharsetName(iconvName: "UHC", form: .multiOctet)

  private init(iconvName: String, form: Form) {
    self.iconvName = iconvName
    self.form = form
  }

  /// - Parameter label: As it stands in the mail, with quotes and other junk around it.
  /// - Returns: nil where the label says nothing.
  init?(_ label: Bytes) {
    let lower = label.lowercased()
    let start = lower.firstIndex { $0.isAlphanumeric } ?? lower.count
    let rest = lower[start...]
    let end =
      rest.firstIndex { !($0.isAlphanumeric || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E) }
      ?? rest.count
    guard end > 0, end <= 40 else { return nil }
    // Underscore and hyphen, or neither: labels differ in nothing as often.
    let key = String(decoding: rest[0..<end].array.filter(\.isAlphanumeric), as: UTF8.self)
    guard let found = Self.byLabel[key] else { return nil }
    self = found
  }

  /// By label without punctuation. Where a charset has a superset that is in use under its name, as the
  /// WHATWG Encoding Standard lists them, the superset is what is read.
  private static let byLabel: [String: CharsetName] = {
    var names: [String: CharsetName] = [:]
    func add(_ iconvName: String, _ form: Form, _ labels: String) {
      for label in labels.split(separator: " ") {
        names[String(label)] = CharsetName(iconvName: iconvName, form: form)
      }
    }
    add("UTF-8", .utf8, "utf8 utf unicode11utf8 unicode20utf8 xunicode20utf8 uft8 cp65001")
    add("UTF-16", .utf16(.bigEndian), "utf16 utf16be iso10646ucs2 ucs2 csunicode")
    add("UTF-16", .utf16(.littleEndian), "utf16le unicode unicodefffe")
    add("UTF-7", .utf7, "utf7 unicode11utf7 csunicode11utf7 xunicode20utf7")
    add(
      "ISO-2022-JP", .iso2022,
      "iso2022jp iso2022jp1 iso2022jp2 iso2022jp3 iso2022jpms csiso2022jp cp50220 cp50221 jis")
    add(
      "CP1252", .singleOctet,
      "windows1252 cp1252 xcp1252 iso88591 iso8859 88591 latin1 l1 isoir100 ibm819 cp819 ascii "
        + "usascii us ansix341968 iso646us ansi x1252 default iso885914ansi")
    for part in ["2", "3", "4", "5", "6", "7", "8", "10", "13", "14", "15", "16"] {
      add("ISO-8859-\(part)", .singleOctet, "iso8859\(part) 8859\(part)")
    }
    add("ISO-8859-2", .singleOctet, "latin2 l2")
    add("ISO-8859-8", .singleOctet, "iso88598i iso88598e")
    add("ISO-8859-15", .singleOctet, "latin9 latin0 l9")
    add("CP1254", .singleOctet, "windows1254 cp1254 iso88599 latin5 l5")
    for page in ["1250", "1251", "1253", "1255", "1256", "1257", "1258"] {
      add("CP\(page)", .singleOctet, "windows\(page) cp\(page) xcp\(page)")
    }
    add("CP874", .singleOctet, "windows874 cp874 tis620 iso885911")
    for page in ["437", "850", "852", "855", "857", "858", "862", "865", "866"] {
      add("CP\(page)", .singleOctet, "ibm\(page) cp\(page)")
    }
    add("KOI8-R", .singleOctet, "koi8r koi8 koi cskoi8r")
    add("KOI8-U", .singleOctet, "koi8u koi8ru")
    add("MACINTOSH", .singleOctet, "macintosh macroman xmacroman mac")
    add("CP932", .multiOctet, "shiftjis sjis xsjis mskanji csshiftjis windows31j cp932 ms932")
    add("EUC-JP-MS", .multiOctet, "eucjp xeucjp cseucpkdfmtjapanese eucjpms cp51932")
    add("GB18030", .multiOctet, "gb18030 gb2312 gbk gb231280 csgb2312 euccn xgbk cp936 chinese")
    add("BIG5-HKSCS", .multiOctet, "big5 big5hkscs csbig5 cnbig5 xxbig5 cp950 big5hkscs2008")
    add(
      "UHC", .multiOctet,
      "euckr cseuckr ksc56011987 ksc56011989 ksc5601 ksx1001 korean uhc cp949 windows949")
    add("EUC-TW", .multiOctet, "euctw xeuctw")
    return names
  }()
}
