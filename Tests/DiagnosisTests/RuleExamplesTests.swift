import Model
import Octets
import Testing

@testable import Diagnosis

/// What a rule file says about one rule.
struct RuleOnFile: CustomTestStringConvertible {
  let id: String
  let cause: String
  let examples: [Bytes]
  let place: String
  var testDescription: String { id }

  private static let files = RuleSet.standardFiles + RuleSet.farFiles

  static let all: [RuleOnFile] = files.flatMap { file, text, _ in
    ((try? Stanza.read(text, file: file, withExamples: true)) ?? []).compactMap { stanza in
      guard let first = stanza.fields.first, first.name == .rule else { return nil }
      return RuleOnFile(
        id: first.value.string, cause: stanza.values(.cause).first?.value.string ?? "",
        examples: stanza.values(.example).map(\.value), place: "\(file):\(stanza.line)")
    }
  }
}

@Suite struct RuleExamplesTests {
  @Test(arguments: RuleOnFile.all)
  func everyRuleDecidesItsOwnExamples(_ rule: RuleOnFile) {
    #expect(!rule.examples.isEmpty, "\(rule.place) has no example")
    for example in rule.examples {
      let finding = Classifier.standard.classify(Evidence(text: example))
      #expect(finding.rule == rule.id, "\(rule.place): \(example.string)")
      #expect(finding.cause.rawValue == rule.cause, "\(rule.place): \(example.string)")
    }
  }
}
