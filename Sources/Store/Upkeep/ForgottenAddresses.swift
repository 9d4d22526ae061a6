import Crypto
import GRDB
import Model

/// Addresses of which nothing is left but a salted hash. The salt is as secret as the file: it keeps
/// hashes of two stores from being compared, and says nothing to those who have neither.
final class ForgottenAddresses {
  private let salt: [UInt8]?
  private let select: RawStatement
  private let delete: RawStatement

  init(_ database: Database) throws {
    salt = try ForgottenAddresses.saltOfForgotten(database)
    select = try RawStatement(database, "SELECT 1 FROM forgotten WHERE hash = ?")
    delete = try RawStatement(database, "DELETE FROM forgotten WHERE hash = ?")
  }

  var isEmpty: Bool { salt == nil }

  func contains(_ address: EmailAddress) throws -> Bool {
    guard let salt else { return false }
    ForgottenAddresses.hash(address, salt).withUnsafeBytes { select.bindBlob(1, $0) }
    defer { select.reset() }
    return try select.step()
  }

  /// Forgets that the address was forgotten.
  func remove(_ address: EmailAddress) throws {
    guard let salt else { return }
    ForgottenAddresses.hash(address, salt).withUnsafeBytes { delete.bindBlob(1, $0) }
    try delete.run()
  }

  static func hash(_ address: EmailAddress, _ salt: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(data: salt)
    hash.update(data: Array(address.key.utf8))
    return Array(hash.finalize())
  }

  /// The store's salt, made where there is none.
  static func makeSalt(_ database: Database) throws -> [UInt8] {
    if let salt = try salt(database) { return salt }
    let salt = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
    try database.execute(
      sql: "INSERT INTO setting (name, value) VALUES ('forgotten-salt', ?)",
      arguments: [salt.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()])
    return salt
  }

  /// The store's salt; nil where nobody was forgotten.
  static func saltOfForgotten(_ database: Database) throws -> [UInt8]? {
    let isEmpty =
      try Bool.fetchOne(database, sql: "SELECT NOT EXISTS (SELECT 1 FROM forgotten)") ?? true
    return isEmpty ? nil : try salt(database)
  }

  private static func salt(_ database: Database) throws -> [UInt8]? {
    guard
      let text = try String.fetchOne(
        database, sql: "SELECT value FROM setting WHERE name = 'forgotten-salt'")
    else { return nil }
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }
}
