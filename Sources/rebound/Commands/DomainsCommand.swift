import ArgumentParser
import Model
import Store

struct DomainsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "domains",
    abstract: "List the domains with problems that somebody should be told about.",
    discussion: """
      Hosting problems come first: mailboxes that the company behind a domain has switched off.

      EXAMPLES
        rebound domains
        rebound domains --kind hosting --by host
        rebound domains --letter example.org
      """)

  enum Grouping: String, ExpressibleByArgument, CaseIterable {
    case domain, host
  }

  @Option(help: ArgumentHelp("Only this kind of problem; may be given several times."))
  var kind: [DomainProblem] = []

  @Option(help: "Only this domain.")
  var domain: String?

  @Option(help: "domain, or host: the mail hosts that answer for them.")
  var by: Grouping = .domain

  @Flag(help: "Also what the policy does not flag, and what is over.")
  var all = false

  @Option(
    help: ArgumentHelp(
      "Write the text that tells a recipient at this domain what to ask the hosting company.",
      valueName: "domain"))
  var letter: String?

  @OptionGroup var format: FormatOption
  @OptionGroup var clock: ClockOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    let store = try store.openForReading()
    if let letter {
      try HostingLetter(store: store, domain: letter, now: clock.now).print()
      return
    }
    let filter = ProblemFilter(
      problems: kind.isEmpty ? nil : Set(kind), domain: domain, includesAll: all)
    let problems = try store.domainProblems(filter, now: clock.now)
    switch by {
    case .domain where format.format == .table:
      // The advice is the same for all of a kind: eyes get it once, below.
      let rows = format.writer(columns: ProblemRows.columns.dropLast())
      try ProblemRows.printer(problems, withAdvice: false).print(to: rows)
      printAdvice(for: problems)
    case .domain:
      let rows = format.writer(columns: ProblemRows.columns)
      try ProblemRows.printer(problems, withAdvice: true).print(to: rows)
    case .host:
      let rows = format.writer(columns: HostRows.columns)
      for row in HostRows.rows(problems) { rows.write(row) }
      rows.finish()
    }
  }

  private func printAdvice(for problems: ProblemListing) {
    let terminal = Terminal.standardOutput
    let sink = ByteSink.standardOutput()
    for problem in problems.kinds {
      sink.line()
      sink.line(terminal.bold(problem.rawValue))
      for line in Paragraph.lines(problem.leadingCause.text.advice, width: 78) {
        sink.line("  " + line)
      }
    }
    sink.flush()
  }
}

/// The rows in which domains with problems are listed, in every format.
enum ProblemRows {
  static let columns: [Column] = [
    .fixed("domain"), .fixed("kind"), .fixed("addresses"), .fixed("incidents"),
    .fixed("first_seen"), .fixed("last_seen"), .text("host"), .text("advice"),
  ]

  static func printer(_ problems: ProblemListing, withAdvice: Bool) -> RowPrinter {
    RowPrinter(count: problems.count) {
      var row = Row()
      return { range, take in
        problems.forEach(in: range) {
          fill(&row, $0, withAdvice: withAdvice)
          take(row)
        }
      }
    }
  }

  private static func fill(_ row: inout Row, _ problem: borrowing ListedProblem, withAdvice: Bool) {
    row.removeAll()
    row.appendText { problem.appendDomain(to: &$0) }
    row.append(.text(problem.problem.rawValue))
    row.append(.integer(problem.addresses))
    row.append(.integer(problem.incidents))
    row.append(.moment(problem.first))
    row.append(.moment(problem.last))
    row.appendText { problem.appendHost(to: &$0) }
    if withAdvice { row.append(.text(problem.problem.leadingCause.text.advice)) }
  }
}

/// The same problems, grouped by the mail host that answered.
enum HostRows {
  static let columns: [Column] = [
    .fixed("host"), .fixed("kind"), .fixed("domains"), .fixed("addresses"), .fixed("incidents"),
    .fixed("first_seen"), .fixed("last_seen"), .text("names"),
  ]
  private static let namesShown = 5

  static func rows(_ problems: ProblemListing) -> [[Cell]] {
    var groups: [Key: Group] = [:]
    problems.forEach(in: 0..<problems.count) { problem in
      let key = Key(problem: problem.problem, host: problem.host ?? "")
      groups[key, default: Group()].add(problem)
    }
    return groups.sorted { left, right in
      if left.key.problem != right.key.problem { return rank(left.key) < rank(right.key) }
      if left.value.domains != right.value.domains {
        return left.value.domains > right.value.domains
      }
      return left.key.host < right.key.host
    }.map { key, group in
      let more = group.domains - group.names.count
      return [
        .text(key.host), .text(key.problem.rawValue), .integer(group.domains),
        .integer(group.addresses), .integer(group.incidents), .optional(group.first),
        .optional(group.last),
        .text(group.names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")),
      ]
    }
  }

  private static func rank(_ key: Key) -> Int {
    DomainProblem.allCases.firstIndex(of: key.problem) ?? 0
  }

  private struct Key: Hashable {
    var problem: DomainProblem
    var host: String
  }

  private struct Group {
    var domains = 0
    var addresses = 0
    var incidents = 0
    var first: Int64?
    var last: Int64?
    /// Of the first domains.
    var names: [String] = []

    mutating func add(_ problem: borrowing ListedProblem) {
      domains += 1
      addresses += problem.addresses
      incidents += problem.incidents
      first = min(first ?? problem.first, problem.first)
      last = max(last ?? problem.last, problem.last)
      if names.count < HostRows.namesShown { names.append(problem.domain) }
    }
  }
}
