/// One step of the schema: its number and its SQL.
public struct Migration: Sendable {
  public let number: Int
  public let sql: String

  public init(number: Int, sql: String) {
    self.number = number
    self.sql = sql
  }

  /// All steps in their order. Released steps are never edited: a change is a new file.
  public static let all: [Migration] = [
    Migration(number: 1, sql: String(decoding: PackageResources.V001_initial_sql, as: UTF8.self))
  ]
}
