/// How much of one message is read. Beyond a limit the rest is left unread and noted.
public struct Limits: Sendable {
  /// Octets of one message.
  public var messageSize = 64 << 20
  /// Octets of one header.
  public var headerSize = 1 << 20
  /// Fields of one header.
  public var headerFields = 2_000
  /// How deep parts may stand in parts.
  public var depth = 24
  /// Parts of one message, all depths together.
  public var parts = 1_000
  /// Recipients of one report.
  public var recipients = 10_000
  /// Octets of what was said about one recipient.
  public var diagnosticSize = 16 << 10
  /// Octets one compressed file may give.
  public var decompressedSize = 8 << 30
  /// Octets a decompressor may take for itself; whoever made the file decides how many it needs.
  public var decompressorMemory = 128 << 20
  /// How deep folders may stand in folders.
  public var folderDepth = 32

  public static let standard = Limits()
}
