import Model
import TOMLKit

extension Policy {
  /// Reads a policy. What the text does not name is as in `Policy.standard`.
  ///
  /// - Throws: `PolicyError`.
  public init(toml text: String) throws {
    let document: TOMLTable
    do {
      document = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw PolicyError.syntax(error.description, line: error.source.begin.line)
    }
    self = .standard
    let root = TOMLReader(document, path: "")
    try root.allow([
      "hold-widening", "delivery-releases-suppression", "unsure-incidents", "unsure-over-days",
      "local-part-case", "cause", "domain-problem", "domain",
    ])
    if let widening = try root.numbers("hold-widening") { holdWidening = widening }
    deliveryReleasesSuppression =
      try root.flag("delivery-releases-suppression") ?? deliveryReleasesSuppression
    unsureThreshold = Threshold(
      incidents: try root.number("unsure-incidents", atLeast: 1) ?? unsureThreshold.incidents,
      days: try root.number("unsure-over-days", atLeast: 0) ?? unsureThreshold.days)
    localPartCase = try root.choice("local-part-case", of: LocalPartCase.self) ?? localPartCase
    rules = try Policy.readRules(root, over: rules).filter { $0.value != .never }
    for (problem, table) in try root.tables("domain-problem", by: DomainProblem.init(rawValue:)) {
      domainRules[problem] = try DomainRule(table, over: domainRules[problem] ?? DomainRule())
    }
    for (name, table) in try root.tables("domain", by: InternationalDomain.ascii) {
      try table.allow(["exempt", "local-part-case", "cause"])
      exceptions[name] = DomainException(
        isExempt: try table.flag("exempt") ?? false,
        rules: try Policy.readRules(table, over: [:], else: rules),
        localPartCase: try table.choice("local-part-case", of: LocalPartCase.self))
    }
  }

  private static func readRules(
    _ reader: TOMLReader, over named: [Cause: CauseRule], else base: [Cause: CauseRule] = [:]
  ) throws -> [Cause: CauseRule] {
    var rules = named
    for (cause, table) in try reader.tables("cause", by: Cause.init(rawValue:)) {
      rules[cause] = try CauseRule(table, over: named[cause] ?? base[cause] ?? .never)
    }
    return rules
  }

  /// The whole policy, every cause named, so that the text can be edited.
  public var toml: String {
    let root = TOMLTable()
    root["hold-widening"] = TOMLArray(holdWidening)
    root["delivery-releases-suppression"] = deliveryReleasesSuppression
    root["unsure-incidents"] = unsureThreshold.incidents
    root["unsure-over-days"] = unsureThreshold.days
    root["local-part-case"] = localPartCase.rawValue
    let causes = TOMLTable()
    for cause in Cause.allCases { causes[cause.rawValue] = (rules[cause] ?? .never).table }
    root["cause"] = causes
    let problems = TOMLTable()
    for (problem, rule) in domainRules { problems[problem.rawValue] = rule.table }
    root["domain-problem"] = problems
    if !exceptions.isEmpty {
      let domains = TOMLTable()
      for (name, exception) in exceptions { domains[name] = exception.table }
      root["domain"] = domains
    }
    return root.convert() + "\n"
  }
}

extension CauseRule {
  /// - Parameter base: What holds where the table says nothing; only its verdict where that changes.
  fileprivate init(_ reader: TOMLReader, over base: CauseRule) throws {
    try reader.allow([
      "verdict", "incidents", "over-days", "hold-days", "transient-incidents",
      "transient-over-days",
    ])
    let outcome = try reader.choice("verdict", of: Outcome.self) ?? base.outcome
    let base = outcome == base.outcome ? base : CauseRule(outcome: outcome)
    self = base
    threshold = Threshold(
      incidents: try reader.number("incidents", atLeast: 1) ?? base.threshold.incidents,
      days: try reader.number("over-days", atLeast: 0) ?? base.threshold.days)
    holdDays = try reader.number("hold-days", atLeast: 0) ?? base.holdDays
    guard outcome != .hold || holdDays > 0 else {
      throw PolicyError.invalid(
        key: reader.path("hold-days"), expected: "a number of days, 1 or more")
    }
    let transientIncidents =
      try reader.number("transient-incidents", atLeast: 0) ?? base.transient?.incidents ?? 0
    let transientDays = try reader.number("transient-over-days", atLeast: 0) ?? base.transient?.days
    transient =
      transientIncidents == 0
      ? nil : Threshold(incidents: transientIncidents, days: transientDays ?? 0)
  }

  fileprivate var table: TOMLTable {
    let table = TOMLTable()
    table["verdict"] = outcome.rawValue
    guard outcome != .never else { return table }
    table["incidents"] = threshold.incidents
    table["over-days"] = threshold.days
    if outcome == .hold { table["hold-days"] = holdDays }
    if outcome == .suppress {
      table["transient-incidents"] = transient?.incidents ?? 0
      table["transient-over-days"] = transient?.days ?? 0
    }
    return table
  }
}

extension DomainRule {
  fileprivate init(_ reader: TOMLReader, over base: DomainRule) throws {
    try reader.allow(["addresses", "incidents", "open-days", "suppress"])
    let openDays = try reader.number("open-days", atLeast: 0)
    self.init(
      addresses: try reader.number("addresses", atLeast: 1) ?? base.addresses,
      incidents: try reader.number("incidents", atLeast: 1) ?? base.incidents,
      // 0 stands for ever.
      openDays: openDays.map { $0 == 0 ? nil : $0 } ?? base.openDays,
      suppresses: try reader.flag("suppress") ?? base.suppresses)
  }

  fileprivate var table: TOMLTable {
    let table = TOMLTable()
    table["addresses"] = addresses
    table["incidents"] = incidents
    table["open-days"] = openDays ?? 0
    table["suppress"] = suppresses
    return table
  }
}

extension DomainException {
  fileprivate var table: TOMLTable {
    let table = TOMLTable()
    table["exempt"] = isExempt
    if let localPartCase { table["local-part-case"] = localPartCase.rawValue }
    if !rules.isEmpty {
      let causes = TOMLTable()
      for (cause, rule) in rules { causes[cause.rawValue] = rule.table }
      table["cause"] = causes
    }
    return table
  }
}
