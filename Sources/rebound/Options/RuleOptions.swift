import ArgumentParser
import Diagnosis
import Foundation
import Octets

/// Whose rules name the causes: ours, and the user's, which win.
struct RuleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      A file of rules of your own, besides /etc/rebound/rules.d/*.rules and \
      $XDG_CONFIG_HOME/rebound/rules.d/*.rules; may be given several times.
      """, valueName: "file"))
  var rules: [String] = []

  /// - Throws: `RuleError` for a rule that is wrong, `FileError` for a file that can't be read.
  func classifier() throws -> Classifier { try checked()() }

  /// Makes sure that nothing is wrong in the user's rules.
  ///
  /// - Returns: What gives the classifier, and waits for the standard one where that is still being made.
  /// - Throws: `RuleError` for a rule that is wrong, `FileError` for a file that can't be read.
  func checked() throws -> () -> Classifier {
    let files = Self.folders().flatMap(Self.files(in:)) + rules
    guard !files.isEmpty else { return { Classifier.standard } }
    let own = try Classifier(userRules: try files.map { ($0, try Bytes(reading: $0)) })
    return { own }
  }

  /// Begins to make the standard classifier on another thread.
  static func beginStandard() {
    Thread.detachNewThread { _ = Classifier.standard }
  }

  private static func folders() -> [String] {
    let environment = ProcessInfo.processInfo.environment
    var folders = ["/etc/rebound/rules.d"]
    if let config = environment["XDG_CONFIG_HOME"], config.hasPrefix("/") {
      folders.append(config + "/rebound/rules.d")
    } else if let home = environment["HOME"] {
      folders.append(home + "/.config/rebound/rules.d")
    }
    return folders
  }

  private static func files(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".rules") && !$0.hasPrefix(".") }.sorted()
      .map { folder + "/" + $0 }
  }
}
