import Model
import Octets
import Testing

@testable import Diagnosis

@Suite struct WeightsTests {
  private let weights = Weights(
    Bytes(
      """
      # A comment.
      threshold 20 80 95
      causes mailbox-full user-unknown undefined
      bias 2:-500
      crate\t0:50
      brimming\t0:60
      odd\t2:900
      absent\t1:200
      absconded\t1:300
      @x.1.1\t1:500
      @550\t1:-100
      """))

  private func judge(
    _ text: String, reply: ReplyCode? = nil, status: EnhancedStatus? = nil,
    isBesideCode: Bool = false
  ) -> Cause? {
    weights.judge(
      TokenisedText(Bytes(text), vocabulary: RuleSet.standard.phrases.vocabulary),
      reply: reply, status: status, isBesideCode: isBesideCode)?.cause
  }

  @Test func wordsSpeakForACause() {
    #expect(judge("the crate is brimming") == .mailboxFull)
  }

  @Test func oneWordIsNoText() {
    #expect(judge("crate") == nil)
  }

  /// 1.1 against 0: 75 % sure, which is enough alone, and not where a code speaks.
  @Test func besideACodeMoreIsAskedFor() {
    #expect(judge("crate brimming", isBesideCode: true) == nil)
  }

  @Test func codesCountWithTheWords() throws {
    let status = try #require(EnhancedStatus("5.1.1"))
    let reply = try #require(ReplyCode(rawValue: 550))
    #expect(judge("crate brimming", status: status) == .userUnknown)
    #expect(judge("crate brimming") == .mailboxFull)
    #expect(judge("crate brimming", reply: reply, isBesideCode: true) == .mailboxFull)
  }

  /// 2 against 0.5 is 82 % sure, 5 against 0.5 is 99 %.
  @Test func anUnknownUserMustBeSure() {
    #expect(judge("absent crate") == nil)
    #expect(judge("absent absconded crate") == .userUnknown)
  }

  @Test func anAnnouncementNamesNothing() {
    #expect(judge("odd crate brimming") == nil)
  }
}
