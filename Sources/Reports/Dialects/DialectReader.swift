/// Reads reports that follow no standard.
enum DialectReader {
  /// The dialect's name and the recipients it names; "" and none where nothing is recognised.
  static func read(_ notice: Notice) -> (name: String, recipients: [ReportedRecipient])? {
    nil
  }
}
