/// Puts problems in the order in which they are listed: those with the most addresses first, then by domain.
struct ProblemOrder {
  private let addresses: Int
  private let start: TextStart
  private let position: Int

  static func ordered(_ problems: [ListedProblem]) -> [ListedProblem] {
    var keys = problems.enumerated().map { position, problem in
      ProblemOrder(
        addresses: problem.addresses, start: TextStart(problem.domain), position: position)
    }
    keys.sort { left, right in
      if left.addresses != right.addresses { return left.addresses > right.addresses }
      if left.start != right.start { return left.start < right.start }
      let (a, b) = (problems[left.position], problems[right.position])
      return a.domain == b.domain
        ? a.problem.rawValue < b.problem.rawValue
        : a.domain.utf8.lexicographicallyPrecedes(b.domain.utf8)
    }
    return keys.map { problems[$0.position] }
  }
}
