import ArgumentParser

/// How the program ends, after sysexits(3) where it has a name for it.
enum ExitStatus: Int32 {
  case ok = 0
  /// `check` found an address that may not be mailed.
  case mayNotMail = 1
  case usage = 64
  /// Something in the input could not be read; everything else was done.
  case dataError = 65
  case noInput = 66
  case software = 70
  case cannotCreate = 73
  case ioError = 74
  /// The store was locked by another program for too long: try again.
  case temporaryFailure = 75
  case noPermission = 77
  case configuration = 78

  var code: ExitCode { ExitCode(rawValue) }
}
