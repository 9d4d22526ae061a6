import ArgumentParser
import Diagnosis
import Model
import Octets

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain an SMTP reply, a code or a cause.")

  @Argument(help: "A whole SMTP reply, 571, 550, 5.7.1, a cause's name, or - for one text a line.")
  var text: [String]

  @Option(help: "text or jsonl")
  var format = "text"

  func run() throws {
    let classifier = Classifier.standard
    let sink = ByteSink.standardOutput()
    let texts: [Bytes]
    if text == ["-"] {
      texts = Array(Lines(try Bytes(descriptor: 0, path: "standard input")))
    } else {
      texts = [Bytes(text.joined(separator: " "))]
    }
    for text in texts {
      let finding = classifier.classify(Evidence(text: text))
      let object = JSONValue.object([
        ("text", .string(text.string)),
        ("reply", .string(finding.reply?.description ?? "")),
        ("status", .string(finding.status?.description ?? "")),
        ("cause", .string(finding.cause.rawValue)),
        ("sisimai", .string(finding.sisimai)),
        ("permanent", .bool(finding.permanent)),
        ("inactive", .bool(finding.cause == .mailboxInactive)),
        ("blocklist", .string(finding.blocklist ?? "")),
        ("rule", .string(finding.rule)),
        ("confidence", .number(finding.confidence)),
        ("template", .string(finding.template)),
        (
          "substitutions",
          .array(
            finding.substitutions.map {
              .object([("role", .string($0.role.rawValue)), ("word", .string($0.word))])
            })
        ),
      ])
      sink.write(object.line + [0x0A])
    }
    sink.flush()
  }
}
