import ArgumentParser
import Glibc
import Model
import Octets
import Store

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Ask whether addresses may be mailed.",
    discussion: """
      Ends with 0 when all may be mailed, with 1 when one may not, and prints which. An address nobody
      has heard of may be mailed.

      EXAMPLES
        rebound check ada@example.org && send
        rebound check - < list.txt
      """)

  @Argument(help: "Addresses, or - to read one from each line of standard input.")
  var addresses: [AddressArgument]

  @Flag(name: .shortAndLong, help: "Print nothing; only the exit status answers.")
  var quiet = false

  @Flag(help: "Print all addresses, not only those that may not be mailed.")
  var all = false

  @OptionGroup var format: FormatOption
  @OptionGroup var clock: ClockOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    let addresses = try asked()
    let verdicts = try store.openForReading().check(addresses, now: clock.now)
    let rows = quiet ? nil : format.writer(columns: Self.columns)
    for (address, verdict) in zip(addresses, verdicts) where all || verdict.state != .ok {
      rows?.write([
        .text(address.description), .text(verdict.state.rawValue), .text(verdict.causeName),
        .optional(verdict.first), .optional(verdict.until), .text(verdict.why),
      ])
    }
    rows?.finish()
    if verdicts.contains(where: { $0.state != .ok }) { throw ExitStatus.mayNotMail.code }
  }

  private static let columns: [Column] = [
    .fixed("address"), .fixed("verdict"), .fixed("cause"), .fixed("first_seen"), .fixed("until"),
    .text("why"),
  ]

  private func asked() throws -> [EmailAddress] {
    guard addresses.count == 1, addresses[0].address.description == "-" else {
      return addresses.map(\.address)
    }
    let input = try Bytes(descriptor: STDIN_FILENO, path: "standard input")
    var result: [EmailAddress] = []
    for line in input.lines {
      let text = line.trimmed()
      guard !text.isEmpty else { continue }
      guard let argument = AddressArgument(argument: text.string) else {
        throw SuppliedTextError(description: "\"\(text)\" is no address")
      }
      result.append(argument.address)
    }
    return result
  }
}
