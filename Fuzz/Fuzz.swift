import Diagnosis
import Glibc
import Mail
import Model
import Octets
import Reports

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager links executables with `MODULE_main` as their entry: from here libFuzzer takes
/// over and calls the closure with octets of its own making. Which parser gets them is chosen once, by
/// the environment: `make fuzz` runs them one after the other.
///
/// A parser must take any octets: a trap, a crash or a sanitizer's finding is a defect.
@_cdecl("ReboundFuzz_main")
public func main(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
  var count = count
  var arguments = arguments
  return runDriver(&count, &arguments) { octets, size in
    target(Bytes(UnsafeBufferPointer(start: octets, count: size)))
    return 0
  }
}

private let target: @Sendable (Bytes) -> Void = {
  let name = getenv("REBOUND_FUZZ_TARGET").map { String(cString: $0) } ?? "report"
  guard let target = targets[name] else {
    fatalError("no target \(name); there are: \(targets.keys.sorted().joined(separator: ", "))")
  }
  return target
}()

private let targets: [String: @Sendable (Bytes) -> Void] = [
  // The header of a message, every field decoded.
  "message": { bytes in
    let header = Header(bytes)
    for field in header.fields { _ = field.decoded }
    _ = header.decoded("subject")
  },
  // A mailbox file, with or without compression, cut into its messages.
  "mbox": { bytes in
    let name = "/dev/shm/rebound-fuzz-\(getpid())"
    let file = open(name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    unlink(name)
    guard file >= 0 else { return }
    defer { close(file) }
    _ = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    var source = MailSource(["/proc/self/fd/\(file)"])
    while let step = source.next() {
      if case .message(let item) = step { _ = item.octets.count }
    }
  },
  // The whole MIME tree, every body decoded to text.
  "mime": { bytes in
    let message = Message(bytes)
    message.root.walk { part in
      _ = part.text
      _ = part.parameter("boundary")
    }
    _ = message.notes
  },
  // The words of an HTML text, and a date.
  "html": { bytes in
    _ = HTMLText.plain(bytes)
    _ = MailDate.parse(bytes)
  },
  // A report of any kind and its causes, as an ingest sees it.
  "report": { bytes in
    let report = ReportReader().read(Message(bytes))
    for recipient in report.recipients { _ = Classifier.standard.classify(recipient.evidence) }
  },
  // The fields of a delivery status part.
  "dsn": { bytes in
    let head: Bytes =
      "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nx\n--b\nContent-Type: message/delivery-status\n\n"
    _ = ReportReader().read(Message(Bytes(joining: head, bytes)))
  },
  // The fields of a feedback report.
  "arf": { bytes in
    let head: Bytes =
      "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\n\nx\n--b\nContent-Type: message/feedback-report\n\n"
    _ = ReportReader().read(Message(Bytes(joining: head, bytes)))
  },
  // A diagnostic text.
  "text": { bytes in
    _ = Classifier.standard.classify(Evidence(text: bytes))
  },
]
