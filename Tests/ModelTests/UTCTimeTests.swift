import Testing

@testable import Model

@Suite struct UTCTimeTests {
  @Test(arguments: [
    (Int64(0), "1970-01-01T00:00:00Z"),
    (951_782_400, "2000-02-29T00:00:00Z"),
    (1_772_421_069, "2026-03-02T03:11:09Z"),
    (4_102_444_799, "2099-12-31T23:59:59Z"),
    (-1, "1969-12-31T23:59:59Z"),
    (-2_208_988_800, "1900-01-01T00:00:00Z"),
  ])
  func timestampsAreWrittenAndRead(seconds: Int64, text: String) {
    #expect(UTCTime.timestamp(seconds) == text)
    #expect(UTCTime.parse(text) == seconds)
  }

  @Test(arguments: [
    (Int64(253_402_300_800), "10000-01-01T00:00:00Z"), (-62_135_596_800, "0001-01-01T00:00:00Z"),
    (-62_167_305_600, "-1-12-31T00:00:00Z"),
  ])
  func yearsOfOtherLengthsAreWritten(seconds: Int64, text: String) {
    #expect(UTCTime.timestamp(seconds) == text)
  }

  @Test(arguments: [-62_167_219_200, -1, 0, 1_764_201_600, 253_402_300_799] as [Int64])
  func datesAreWrittenIntoTheirPlace(seconds: Int64) {
    #expect(UTCTime.hasPlainDate(seconds))
    var text = [UInt8](repeating: 0x2E, count: UTCTime.dateCount + 2)
    var span = text.mutableSpan
    UTCTime.writeDate(seconds, to: &span, at: 1)
    #expect(String(decoding: text, as: UTF8.self) == ".\(UTCTime.dateString(seconds)).")
  }

  @Test func datesOfOtherYearsAreNotPlain() {
    #expect(!UTCTime.hasPlainDate(-62_167_219_201))
    #expect(!UTCTime.hasPlainDate(253_402_300_800))
  }

  @Test func everyDayOfFourCenturiesComesBack() {
    for day in stride(from: Int64(-80_000), through: 80_000, by: 1) {
      let date = UTCTime.date(ofDay: day)
      #expect(UTCTime.days(year: date.year, month: date.month, day: date.day) == day)
    }
  }

  @Test(arguments: ["", "2026", "2026-13-01", "2026-02-30", "2026-11-24T25:00:00Z", "24.11.2026"])
  func whatIsNoDateIsRefused(text: String) {
    #expect(UTCTime.parse(text) == nil)
  }
}
