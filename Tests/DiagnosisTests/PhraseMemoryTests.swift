import Model
import Octets
import Testing

@testable import Diagnosis

@Suite struct PhraseMemoryTests {
  /// A classifier that has read much, and one that has read nothing, say the same.
  @Test func whatWasReadBeforeChangesNothing() {
    let texts = Reply.all.map(\.text)
    let practised = Classifier.standard.forAnotherThread()
    for text in texts { _ = practised.classify(Evidence(text: text)) }
    for text in texts {
      let evidence = Evidence(text: text)
      let fresh = Classifier.standard.forAnotherThread()
      #expect(practised.classify(evidence) == fresh.classify(evidence))
    }
  }

  /// Texts with the same words and other addresses share what is known of their phrases, and nothing else.
  @Test func wordsThatAreFilledInAreNotRemembered() {
    let classifier = Classifier.standard.forAnotherThread()
    let findings = ["ada@example.org", "bob@example.net"].map {
      classifier.classify(Evidence(text: Bytes("550 5.1.1 <\($0)>: User unknown")))
    }
    #expect(findings.map(\.cause) == [.userUnknown, .userUnknown])
    #expect(
      findings.map { $0.substitutions.map(\.word) } == [["ada@example.org"], ["bob@example.net"]])
  }

  /// More texts than are remembered.
  @Test func forgettingChangesNothing() {
    let memory = PhraseMemory()
    let set = RuleSet.standard
    for number in 0..<6_000 {
      // As many words as the number has bits, so that no two texts have the same tokens.
      let words = (0..<13).map { number >> $0 & 1 == 1 ? "mailbox" : "is unknown" }
      let text = TokenisedText(
        Bytes(words.joined(separator: " ")), vocabulary: set.phrases.vocabulary)
      let reading = memory.reading(of: text.tokens, set)
      if number % 500 == 0 {
        let fresh = PhraseReading(text.tokens, set)
        #expect(reading.contenders.map(\.rule) == fresh.contenders.map(\.rule))
      }
    }
  }
}
