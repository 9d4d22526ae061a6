import Mail
import Octets
import Testing

@Suite struct MailDateTests {
  /// 2026-03-03 04:05:06 UTC.
  static let moment: Int64 = 1_772_510_706

  @Test(arguments: [
    "Tue, 3 Mar 2026 04:05:06 +0000", "Tue, 03 Mar 2026 04:05:06 GMT", "3 Mar 2026 04:05:06 Z",
    "3 Mar 26 04:05:06 UT", "Tue, 3 Mar 126 04:05:06 +0000", "Mon, 2 Mar 2026 23:05:06 EST",
    "Mon, 2 Mar 2026 20:05:06 -0800 (PST)", "Tue, 3 Mar 2026 04:05:06 GMT+0000",
    "Tue (a \\) day), 3 (third) March 2026 04 : 05 : 06 UTC", "Tue,3 Mar 2026 05:05:06 +01:00",
    "Tue, 3 Mar 2026 05:05:06 +01", "Tue,  3 MAR 2026 04:05:06 A", "tue mar 3 2026 4:05:06 am",
    "Tue Mar  3 04:05:06 2026", "Tue Mar  3 04:05:06 UTC 2026", "Tue Mar  3 04:05:06 +0000 2026",
    "2026-03-03T04:05:06Z", "2026-03-03 04:05:06", "2026-03-03T05:05:06.482113+01:00",
    "2026/03/03 04:05:06", "20260303T040506Z", "3-Mar-2026 13:05:06 JST", "03.03.2026 04:05:06",
    "March 3, 2026 4:05:06 AM", "Tue, 3 Mar 2026 09:35:06 +0530 (IST)",
    "Tuesday, 03-Mar-26 04:05:06 GMT",
  ])
  func oneMomentInManyForms(text: String) {
    #expect(MailDate.parse(Bytes(text)) == Self.moment)
  }

  @Test(arguments: [
    ("Thu, 1 Jan 1970 00:00:00 +0000", 0), ("Thu, 29 Feb 2024 12:00 +0000", 1_709_208_000),
    ("Wed, 31 Dec 1969 23:59:59 +0000", -1), ("1 Jan 2000 12:00:00 PM", 946_728_000),
    ("1 Jan 2000 12:00:00 AM", 946_684_800), ("2000-01-01", 946_684_800),
    ("Fri, 31 Dec 1999 23:59:60 +0000", 946_684_800), ("1 Jan 49 00:00 Z", 2_493_072_000),
    ("1 Jan 50 00:00 Z", -631_152_000),
  ])
  func edges(text: String, seconds: Int64) {
    #expect(MailDate.parse(Bytes(text)) == seconds)
  }

  @Test(arguments: [
    "", " ", "yesterday", "29 Feb 2026 12:00 +0000", "31 Apr 2026 12:00:00 Z", "0 Mar 2026 00:00",
    "3 Mar 2026 24:05:06", "3 Mar 2026 04:60:06", "Mar 2026", "3 2026", "12345678901234567890",
    "2026-13-01", "2026-03-", "2026-", "3.", "3.3", "(", "99999999", "1 Jan 12345 00:00",
  ])
  func noSuchDate(text: String) {
    #expect(MailDate.parse(Bytes(text)) == nil)
  }
}
