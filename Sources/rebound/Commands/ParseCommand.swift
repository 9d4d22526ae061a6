import ArgumentParser
import Diagnosis
import Foundation
import Mail
import Model
import Octets
import Reports

struct ParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse", abstract: "Read mail and print what it says, without a store.")

  @Argument(help: "Files, folders, mailboxes, or - for standard input.")
  var paths: [String]

  @Option(help: "jsonl")
  var format = "jsonl"

  func run() throws {
    let reader = ReportReader()
    let classifier = Classifier.standard
    let sink = ByteSink.standardOutput()
    var files: [String] = []
    for path in paths {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
        let inside =
          FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        files += inside.sorted().map { path + "/" + $0 }.filter {
          var folder: ObjCBool = false
          return FileManager.default.fileExists(atPath: $0, isDirectory: &folder)
            && !folder.boolValue
        }
      } else {
        files.append(path)
      }
    }
    for file in files {
      let report = reader.read(Message(try Bytes(reading: file)))
      sink.write(ReportJSON.object(report, file: file, classifier: classifier).line + [0x0A])
    }
    sink.flush()
  }
}
