import Mail

/// A report inside a message that passes it on: list servers and gateways attach what they could not handle.
enum AttachedReport {
  static func read(_ context: ReportContext) -> Report? {
    guard let attached = context.parts.returned, context.mayPassReportsOn else { return nil }
    let parts = ReportParts(attached)
    guard let part = context.parts.original else { return nil }
    let inner = ReportContext(
      Message(part.content, limits: context.limits), limits: context.limits, attachedTo: context)
    if parts.deliveryStatus.isEmpty, !passesOnBounces(context) { return nil }
    if parts.deliveryStatus.isEmpty { return ProseReport.read(inner) }
    return StandardReport.deliveryStatus(parts.deliveryStatus.map(\.content), inner)
  }

  /// Mailman and Sympa send bounces that they could not read to the owner of the list. What a list carries
  /// otherwise are messages of its members.
  private static func passesOnBounces(_ context: ReportContext) -> Bool {
    context.author.isListSoftware && context.foldedSubject.containsFolded("bounce")
  }
}
