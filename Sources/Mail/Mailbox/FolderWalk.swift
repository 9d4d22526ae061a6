import Octets

/// The files with mail in them below a path, in a stable order.
///
/// - A Maildir (a folder with `cur` or `new`) gives the files of these two, then its folders: those of Maildir++
///   (`.Archive`) and others that are Maildirs themselves. Nothing else in it is mail. Mail programs rename
///   messages at any moment, from `new` to `cur` and when a flag changes: what has gone since it was listed is
///   looked for once more, under its new name.
/// - Any other folder, an MH folder or just a folder of messages and mailboxes, gives its files and those of the
///   folders in it. Names that begin with a dot are passed over.
struct FolderWalk {
  enum Step {
    /// - stamp: nil for what is no regular file.
    case file(FilePath, FileStamp?, Origin)
    /// All files of a `new` or `cur` were visited.
    case finished(FileStamp)
    case failure(MailFailure)
  }

  /// How a file was come by.
  enum Origin {
    /// Somebody named it.
    case named
    /// It lies in `new` or `cur` of a Maildir: it is one message, and not looked at as a mailbox.
    case maildir
    /// It lies in some folder, beside what may be anything.
    case folder
  }

  private enum Role {
    case maildir
    /// `cur` or `new`.
    case messages
    case plain
  }

  private struct Folder {
    let path: FilePath
    let stamp: FileStamp
    let role: Role
    let listing: FolderListing
    var index = 0
    /// Of a Maildir: the messages that had gone, by the part of their names that never changes.
    var gone: Set<Bytes> = []
    /// Of a `new` or `cur`: whether it is listed again, for these only.
    var isSecondLook = false
  }

  private var roots: ArraySlice<String>
  private var open: [Folder] = []
  private var failures: [MailFailure] = []
  private let limits: Limits
  private let memory: (any SourceMemory)?

  init(_ roots: [String], limits: Limits, memory: (any SourceMemory)?) {
    self.roots = roots[...]
    self.limits = limits
    self.memory = memory
  }

  mutating func next() -> Step? {
    while true {
      if let failure = failures.popLast() { return .failure(failure) }
      if let folder = open.last {
        guard folder.index < folder.listing.count else {
          if !folder.gone.isEmpty {
            open[open.count - 1].gone = []
            lookAgain(folder)
            continue
          }
          open.removeLast()
          if folder.role == .messages, !folder.isSecondLook { return .finished(folder.stamp) }
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
    if root.isStandardInput { return .file(root, nil, .named) }
    switch root.kind {
    case .file(let stamp): return .file(root, stamp, .named)
    case .other: return .file(root, nil, .named)
    case .folder(let stamp):
      return enter(root, stamp, as: isMaildir(root) ? .maildir : .plain)
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
    case (.file(let stamp), .messages): return .file(path, stamp, .maildir)
    case (.file(let stamp), .plain): return .file(path, stamp, .folder)
    case (.folder(let stamp), .maildir):
      if name == "cur" || name == "new" { return enter(path, stamp, as: .messages) }
      return isMaildir(path) ? enter(path, stamp, as: .maildir) : nil
    case (.folder(let stamp), .plain):
      return enter(path, stamp, as: isMaildir(path) ? .maildir : .plain)
    case (.missing, .messages):
      guard !folder.isSecondLook, open.count > 1 else {
        return .failure(MailFailure(source: path.description, reason: .vanished))
      }
      open[open.count - 2].gone.insert(Self.lasting(name).detached())
      return nil
    case (.missing, _):
      // It was removed since, or it is a link to nowhere.
      return .failure(MailFailure(source: path.description, reason: .noSuchPath))
    case (.unreadable(let number), _):
      return .failure(MailFailure(source: path.description, reason: .unreadable(number)))
    }
  }

  /// The part of a message's name that stays when its flags change: all but `:2,…`.
  private static func lasting(_ name: Bytes) -> Bytes {
    name[..<(name.firstIndex { $0 == 0x3A } ?? name.count)]
  }

  /// Opens the folders of a Maildir once more, for the messages that had gone.
  private mutating func lookAgain(_ maildir: Folder) {
    var missing = maildir.gone
    for name in ["new", "cur"] as [Bytes] {
      let path = maildir.path.appending(name)
      let listing = try? FolderListing(path) { maildir.gone.contains(Self.lasting($0)) }
      guard let listing, listing.count > 0, case .folder(let stamp) = path.kind else { continue }
      for index in 0..<listing.count { missing.remove(Self.lasting(listing[index])) }
      open.append(
        Folder(path: path, stamp: stamp, role: .messages, listing: listing, isSecondLook: true))
    }
    for name in missing {
      let path = maildir.path.appending(name)
      failures.append(MailFailure(source: path.description, reason: .vanished))
    }
  }

  /// - Returns: nil where the folder has been entered, or need not be.
  private mutating func enter(_ path: FilePath, _ stamp: FileStamp, as role: Role) -> Step? {
    // A symbolic link that leads back to a folder it is in.
    guard
      !open.contains(where: { $0.stamp.device == stamp.device && $0.stamp.inode == stamp.inode })
    else { return nil }
    if role == .messages, memory?.isUnchanged(folder: stamp) == true { return nil }
    guard open.count < limits.folderDepth else {
      return .failure(MailFailure(source: path.description, reason: .tooDeep))
    }
    do throws(MailFailure) {
      open.append(
        Folder(path: path, stamp: stamp, role: role, listing: try FolderListing(path)))
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
