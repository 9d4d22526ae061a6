import Mail

/// A report inside a message that passes it on: list servers and gateways attach what they could not handle.
enum AttachedReport {
  static func read(_ context: ReportContext) -> Report? {
    guard let attached = context.parts.returned, context.mayPassReportsOn else { return nil }
    let parts = ReportParts(attached)
    guard !parts.deliveryStatus.isEmpty, let part = context.parts.original else { return nil }
    let inner = ReportContext(Message(part.content, limits: context.limits), limits: context.limits)
    return StandardReport.deliveryStatus(parts.deliveryStatus.map(\.content), inner)
  }
}
