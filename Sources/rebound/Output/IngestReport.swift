import Intake
import Reports

/// How the outcome of an ingest is told.
enum IngestReport {
  static func json(_ summary: IngestSummary) -> JSONValue {
    .object([
      ("messages", .integer(Int64(summary.counts.messages))),
      ("octets", .integer(summary.octets)),
      ("milliseconds", .integer(summary.milliseconds)),
      (
        "kinds",
        .object(
          MessageKind.allCases.map { ($0.rawValue, .integer(Int64(summary.kinds[$0] ?? 0))) })
      ),
      ("reports", .integer(Int64(summary.counts.reports))),
      (
        "events",
        .object([
          ("new", .integer(Int64(summary.counts.eventsNew))),
          ("known", .integer(Int64(summary.counts.eventsKnown))),
        ])
      ),
      ("passedOver", .integer(Int64(summary.passedOver))),
      ("unreadable", .integer(Int64(summary.counts.unreadable))),
      (
        "errors",
        .array(
          summary.unreadable.map {
            .object([
              ("source", .string($0.source)), ("position", .integer($0.position)),
              ("error", .string($0.error)),
            ])
          })
      ),
    ])
  }

  static func lines(_ summary: IngestSummary) -> [String] {
    let kinds = MessageKind.allCases.compactMap { kind in
      summary.kinds[kind].map { "\($0) \(name(of: kind, count: $0))" }
    }
    var lines = ["\(summary.counts.messages) messages: \(kinds.joined(separator: ", "))"]
    lines.append(
      "\(summary.counts.eventsNew) new events, \(summary.counts.eventsKnown) known already")
    if summary.passedOver > 0 {
      lines.append("\(summary.passedOver) files passed over: they are no mail")
    }
    if summary.counts.unreadable > 0 {
      lines.append("\(summary.counts.unreadable) could not be read: see `rebound unreadable`")
    }
    let seconds = Double(summary.milliseconds) / 1_000
    if seconds > 0.05 {
      let rate = Int(Double(summary.counts.messages) / seconds)
      let megabytes = Int(Double(summary.octets) / 1_000_000 / seconds)
      lines.append("\(seconds) s, \(rate) messages/s, \(megabytes) MB/s")
    }
    return lines
  }

  private static func name(of kind: MessageKind, count: Int) -> String {
    switch kind {
    case .bounce: count == 1 ? "bounce" : "bounces"
    case .delay: count == 1 ? "delay" : "delays"
    case .complaint: count == 1 ? "complaint" : "complaints"
    case .autoReply: count == 1 ? "automatic reply" : "automatic replies"
    case .delivered: count == 1 ? "delivery notice" : "delivery notices"
    case .notABounce: "other"
    }
  }
}
