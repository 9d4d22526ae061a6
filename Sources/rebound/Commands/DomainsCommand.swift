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
    let problems = ProblemRows.ordered(try store.domainProblems(filter, now: clock.now))
    switch by {
    case .domain where format.format == .table:
      // The advice is the same for all of a kind: eyes get it once, below.
      let rows = format.writer(columns: Array(ProblemRows.columns.dropLast()))
      for problem in problems { rows.write(Array(ProblemRows.cells(problem).dropLast())) }
      rows.finish()
      printAdvice(for: problems)
    case .domain:
      let rows = format.writer(columns: ProblemRows.columns)
      for problem in problems { rows.write(ProblemRows.cells(problem)) }
      rows.finish()
    case .host:
      let rows = format.writer(columns: HostRows.columns)
      for row in HostRows.rows(problems) { rows.write(row) }
      rows.finish()
    }
  }

  private func printAdvice(for problems: [ListedProblem]) {
    let terminal = Terminal.standardOutput
    let sink = ByteSink.standardOutput()
    for problem in DomainProblem.allCases
    where problems.indices.contains(where: { problems[$0].problem == problem }) {
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

  /// By kind, hosting problems first; then those with the most addresses.
  static func ordered(_ problems: [ListedProblem]) -> [ListedProblem] {
    var positions: [[Int]] = DomainProblem.allCases.map { _ in [] }
    for position in problems.indices {
      positions[rank(problems[position].problem)].append(position)
    }
    return positions.joined().map { problems[$0] }
  }

  static func rank(_ problem: DomainProblem) -> Int {
    DomainProblem.allCases.firstIndex(of: problem) ?? DomainProblem.allCases.count - 1
  }

  static func cells(_ problem: ListedProblem) -> [Cell] {
    [
      .text(problem.domain), .text(problem.problem.rawValue), .integer(problem.addresses),
      .integer(problem.incidents), .moment(problem.first), .moment(problem.last),
      .text(problem.host ?? ""), .text(problem.problem.leadingCause.text.advice),
    ]
  }
}

/// The same problems, grouped by the mail host that answered.
enum HostRows {
  static let columns: [Column] = [
    .fixed("host"), .fixed("kind"), .fixed("domains"), .fixed("addresses"), .fixed("incidents"),
    .fixed("first_seen"), .fixed("last_seen"), .text("names"),
  ]
  private static let namesShown = 5

  static func rows(_ problems: [ListedProblem]) -> [[Cell]] {
    let groups = Dictionary(grouping: problems) { problem in
      Key(host: problem.host ?? "", problem: problem.problem)
    }
    return groups.sorted { left, right in
      let (a, b) = (ProblemRows.rank(left.key.problem), ProblemRows.rank(right.key.problem))
      if a != b { return a < b }
      if left.value.count != right.value.count { return left.value.count > right.value.count }
      return left.key.host < right.key.host
    }.map { key, members in
      let names = members.map(\.domain)
      let more = names.count > namesShown ? " and \(names.count - namesShown) more" : ""
      return [
        .text(key.host), .text(key.problem.rawValue), .integer(members.count),
        .integer(members.reduce(0) { $0 + $1.addresses }),
        .integer(members.reduce(0) { $0 + $1.incidents }),
        .optional(members.map(\.first).min()), .optional(members.map(\.last).max()),
        .text(names.prefix(namesShown).joined(separator: ", ") + more),
      ]
    }
  }

  private struct Key: Hashable {
    var host: String
    var problem: DomainProblem
  }
}
