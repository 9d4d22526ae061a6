import Octets

/// The files with mail in them below a path, in a stable order.
///
/// - A Maildir (a folder with `cur` or `new`) gives the files of these two, then its folders: those of Maildir++
///   (`.Archive`) and others that are Maildirs themselves. Nothing else in it is mail.
/// - Any other folder, an MH folder or just a folder of messages and mailboxes, gives its files and those of the
///   folders in it. Names that begin with a dot are passed over.
struct FolderWalk {
  enum Step {
    /// - isMessage: It is known to be one message, so it is not looked at as a mailbox.
    case file(FilePath, isMessage: Bool)
    case failure(MailFailure)
  }

  private enum Role {
    case maildir
    /// `cur` or `new`.
    case messages
    case plain
  }

  private struct Folder {
    let path: FilePath
    let identity: FilePath.Identity
    let role: Role
    let listing: FolderListing
    var index = 0
  }

  private var roots: ArraySlice<String>
  private var open: [Folder] = []
  private let limits: Limits

  init(_ roots: [String], limits: Limits) {
    self.roots = roots[...]
    self.limits = limits
  }

  mutating func next() -> Step? {
    while true {
      if let folder = open.last {
        guard folder.index < folder.listing.count else {
          open.removeLast()
          continue
        }
        open[open.count - 1].index += 1
        if let step = visit(folder.listing[folder.index], in: folder) { return step }
      } else {
        guard let root = roots.popFirst() else { return nil }
        if let step = visit(root: FilePath(root)) { return step }
      }
    }
  }

  private mutating func visit(root: FilePath) -> Step? {
    if root.isStandardInput { return .file(root, isMessage: false) }
    switch root.kind {
    case .file, .other: return .file(root, isMessage: false)
    case .folder(let identity):
      return enter(root, identity, as: isMaildir(root) ? .maildir : .plain)
    case .missing:
      return .failure(MailFailure(source: root.description, reason: .noSuchPath))
    case .unreadable(let number):
      return .failure(MailFailure(source: root.description, reason: .unreadable(number)))
    }
  }

  private mutating func visit(_ name: Bytes, in folder: Folder) -> Step? {
    let isHidden = name.first == 0x2E
    if isHidden, folder.role != .maildir { return nil }
    if folder.role == .maildir, name == "tmp" { return nil }
    let path = folder.path.appending(name)
    switch (path.kind, folder.role) {
    case (.file, .maildir), (.other, _), (.folder, .messages): return nil
    case (.file, .messages): return .file(path, isMessage: true)
    case (.file, .plain): return .file(path, isMessage: false)
    case (.folder(let identity), .maildir):
      if name == "cur" || name == "new" { return enter(path, identity, as: .messages) }
      return isMaildir(path) ? enter(path, identity, as: .maildir) : nil
    case (.folder(let identity), .plain):
      return enter(path, identity, as: isMaildir(path) ? .maildir : .plain)
    case (.missing, _):
      // A mail program has renamed it since, or it is a link to nowhere.
      return .failure(MailFailure(source: path.description, reason: .noSuchPath))
    case (.unreadable(let number), _):
      return .failure(MailFailure(source: path.description, reason: .unreadable(number)))
    }
  }

  /// - Returns: nil where the folder has been entered.
  private mutating func enter(
    _ path: FilePath, _ identity: FilePath.Identity, as role: Role
  ) -> Step? {
    // A symbolic link that leads back to a folder it is in.
    guard !open.contains(where: { $0.identity == identity }) else { return nil }
    guard open.count < limits.folderDepth else {
      return .failure(MailFailure(source: path.description, reason: .tooDeep))
    }
    do throws(MailFailure) {
      open.append(
        Folder(path: path, identity: identity, role: role, listing: try FolderListing(path)))
      return nil
    } catch {
      return .failure(error)
    }
  }

  private func isMaildir(_ path: FilePath) -> Bool {
    for name in ["cur", "new"] as [Bytes] {
      if case .folder = path.appending(name).kind { return true }
    }
    return false
  }
}
