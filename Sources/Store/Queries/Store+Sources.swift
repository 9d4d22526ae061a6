import GRDB

extension Store {
  /// Calls `body` with what is remembered of every file directly or deeper below a folder.
  ///
  /// - Parameter folder: With its `/` at the end.
  /// - Throws: `StoreError`, and what `body` throws.
  public func sourceMarks(below folder: String, _ body: (SourceMark) throws -> Void) throws {
    try access { database in
      let rows = try RawStatement(
        database,
        """
        SELECT path, device, inode, size, modified_ns, position, head FROM source
        WHERE path >= ?1 AND path < ?2
        """)
      rows.bind(1, folder)
      // The octet behind "/" is "0": everything that begins with the folder lies between.
      rows.bind(2, folder.dropLast() + "0")
      while try rows.step() {
        try body(
          SourceMark(
            path: rows.string(0), device: rows.int64(1), inode: rows.int64(2), size: rows.int64(3),
            modifiedNanoseconds: rows.int64(4), position: rows.int64(5), head: rows.key(6)))
      }
    }
  }
}
