/// What a person decided about an address or a whole domain. Decisions are logged and never changed:
/// one that was wrong is undone by another.
public struct Decision: Sendable, Equatable {
  public enum Action: String, Sendable, Codable, CaseIterable {
    /// Must not be mailed, whatever the evidence.
    case suppress
    /// What happened so far no longer counts; later evidence does.
    case release
    /// May be mailed, whatever the evidence.
    case allow
    /// Takes back the decision named in `undoes`.
    case undo
  }

  public enum Target: Sendable, Equatable, Hashable {
    case address(EmailAddress)
    case domain(String)
  }

  /// Numbered in the order in which they were made.
  public var id: Int64
  public var action: Action
  public var target: Target
  /// In Unix seconds.
  public var at: Int64
  /// When a `suppress` or `allow` ends by itself; what was decided before it then holds again.
  public var until: Int64?
  /// Who decided, and why, in their own words.
  public var who: String
  public var why: String
  public var undoes: Int64?

  public init(
    id: Int64, action: Action, target: Target, at: Int64, until: Int64? = nil, who: String,
    why: String, undoes: Int64? = nil
  ) {
    self.id = id
    self.action = action
    self.target = target
    self.at = at
    self.until = until
    self.who = who
    self.why = why
    self.undoes = undoes
  }
}
