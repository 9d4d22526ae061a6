import Foundation

/// mboxrd: every line of `>`s and "From " gets one more `>`.
enum MboxQuoting {
  static func quoted(_ message: Data) -> Data {
    var result = Data()
    for line in message.split(separator: 10, omittingEmptySubsequences: false) {
      if !result.isEmpty { result.append(10) }
      if line.drop(while: { $0 == UInt8(ascii: ">") }).starts(with: Data("From ".utf8)) {
        result.append(UInt8(ascii: ">"))
      }
      result.append(line)
    }
    return result
  }
}
