import Model
import Octets
import Testing

@testable import Diagnosis

/// Texts that are made to be slow. Nothing measures time here: what is counted is the work.
@Suite struct LongTextTests {
  private static let megabyte = 1 << 20

  @Test(arguments: [
    "user unknown ", "user ", "mailbox is full … ", "{who} <word> ", "550 5.7.1 ", "550-", "a.",
    "a@", "http://",
    "-> ", "said: 550 ", "host [192.0.2.1] ", "\u{0}", "\u{FF}", "é", "宛", ".", "'", "e-mail ",
    "over quota … inactive ",
  ])
  func aMegabyteOfOnePhraseIsCutAtTheLimit(phrase: String) {
    let text = Bytes(String(repeating: phrase, count: Self.megabyte / phrase.utf8.count))
    let tokenised = TokenisedText(text, vocabulary: RuleSet.standard.phrases.vocabulary)
    #expect(tokenised.text.count <= TokenisedText.lookedAt)
    #expect(tokenised.tokens.count <= TokenisedText.lookedAt)
    let hits = RuleSet.standard.phrases.phrases(in: tokenised.tokens)
    // What is found may grow by the uses of one sequence of words, never by the square of the text.
    #expect(hits.hits.count < Matcher.maximumHits * 20)
    _ = Classifier.standard.classify(Evidence(text: text))
  }

  @Test func moreRulesDoNotChangeWhatIsFound() throws {
    var generator = Seeded(state: 7)
    var rules = ""
    for number in 0..<2_000 {
      let words = (0..<4).map { _ in "zq\(generator.next() % 50_000)x" }.joined(separator: " ")
      rules += "rule: random-\(number)\ncause: policy\nphrase: \(words)\n\n"
    }
    let more = try Classifier(userRules: [("random.rules", Bytes(rules))])
    for reply in Reply.all {
      let evidence = Evidence(text: reply.text)
      #expect(more.classify(evidence) == Classifier.standard.classify(evidence))
    }
  }
}

/// Numbers that are the same in every run.
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}
