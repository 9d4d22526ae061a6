import ArgumentParser
import Diagnosis
import Glibc
import Model
import Octets

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain an SMTP reply, a code or a cause.",
    discussion: """
      An SMTP error has three parts: the code, the message with the words that were filled in, and the
      explanation of how it may have come about. All three are told, with the cause, who must act, what to
      do, and which rule decided.

      EXAMPLES
        rebound explain "550 5.7.1 Mail from 192.0.2.1 refused by blackhole site relays.example.net"
        rebound explain 5.7.26
        rebound explain 571
        rebound explain mailbox-inactive
        rebound explain --format jsonl - < replies.txt
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, jsonl
  }

  @Argument(
    parsing: .remaining,
    help: "A whole SMTP reply, 571, 550, 5.7.1, a cause's name, or - for one text a line.")
  var text: [String]

  @Option(name: .shortAndLong, help: "text or jsonl.")
  var format: Format = .text

  @Option(help: "The host that gave the answer; some providers use codes in their own way.")
  var host: String?

  @OptionGroup var rules: RuleOptions

  func run() throws {
    let classifier = try rules.classifier()
    let sink = ByteSink.standardOutput()
    if text == ["-"] {
      let input = try Bytes(descriptor: STDIN_FILENO, path: "standard input")
      for line in input.lines where !line.trimmed().isEmpty {
        explain(line, classifier, to: sink)
      }
    } else {
      let joined = text.joined(separator: " ")
      if format == .text, let cause = Cause(rawValue: joined.lowercased()) {
        CausePage(cause: cause).print(to: sink)
      } else {
        explain(Bytes(joined), classifier, to: sink)
      }
    }
    sink.flush()
  }

  private func explain(_ text: Bytes, _ classifier: Classifier, to sink: ByteSink) {
    let explained = ExplainedText(text, host: host, classifier: classifier)
    switch format {
    case .jsonl: sink.write(explained.json.line + [0x0A])
    case .text: explained.print(to: sink)
    }
  }
}
