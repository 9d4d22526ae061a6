import ArgumentParser
import Diagnosis
import Glibc
import Lists
import Octets
import Policy
import ReturnPath
import Store

/// How errors end the program: each kind has its exit status, and its words say what to do next.
enum Failure {
  static func exit(with error: any Error) -> Never {
    guard let status = status(of: error) else {
      // Help, version, and wrong usage: ArgumentParser knows what to print and where.
      Rebound.exit(withError: error)
    }
    Complaint.write("\(error)")
    Glibc.exit(status.rawValue)
  }

  private static func status(of error: any Error) -> ExitStatus? {
    switch error {
    case let error as StoreError: status(ofStore: error)
    case let error as FileError: error.errorNumber == ENOENT ? .noInput : .ioError
    case is ListError, is RuleError, is PolicyError, is SuppliedTextError: .dataError
    case is VERPPatternError: .usage
    case is ReturnPathKeyError: .configuration
    default: nil
    }
  }

  private static func status(ofStore error: StoreError) -> ExitStatus {
    switch error {
    case .missing: .noInput
    case .notADatabase, .foreign, .newer, .older: .configuration
    case .damaged, .diskFull, .replaced, .inputOutput: .ioError
    case .locked: .temporaryFailure
    case .readOnly: .noPermission
    case .cannotOpen: .cannotCreate
    case .noSuchDecision: .dataError
    case .failed: .software
    }
  }
}

/// Something in the text a user supplied that can't be worked with.
struct SuppliedTextError: Error, CustomStringConvertible {
  let description: String
}
