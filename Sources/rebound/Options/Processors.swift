import Foundation

/// The processors that a command reads mail on.
enum Processors {
  static var count: Int { ProcessInfo.processInfo.activeProcessorCount }
}
