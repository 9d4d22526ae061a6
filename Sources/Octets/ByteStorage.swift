// Safety argument. This file and Bytes.swift are the only owners of raw memory in Rebound.
// A `ByteStorage` is immutable from the moment its initialiser returns: nobody holds a mutable
// pointer to its memory afterwards, so it may cross threads. Its memory is released only by its
// own deinitialiser, and every `Bytes` that points into it retains it, so a pointer never outlives
// what it points to. Nothing outside this folder sees a pointer, except inside the
// `withUnsafeBytes` closure of a `Bytes`.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Memory that `Bytes` values point into: an owned allocation, or a window on another storage.
public final class ByteStorage: @unchecked Sendable {
  enum Owner {
    case allocation(UnsafeMutableRawPointer)
    case window(Bytes)
  }

  let base: UnsafePointer<UInt8>
  let count: Int
  private let owner: Owner

  init(base: UnsafePointer<UInt8>, count: Int, owner: Owner) {
    self.base = base
    self.count = count
    self.owner = owner
  }

  /// Takes memory from malloc of which `count` octets are filled.
  convenience init(owning memory: UnsafeMutableRawPointer, count: Int, capacity: Int) {
    var memory = memory
    // Much more than is needed would stay allocated for as long as any part of the text is in use.
    if count > 0, capacity - count > 4096, capacity / 2 > count {
      memory = realloc(memory, count) ?? memory
    }
    let base = memory.bindMemory(to: UInt8.self, capacity: max(count, 1))
    self.init(base: UnsafePointer(base), count: count, owner: .allocation(memory))
  }

  deinit {
    switch owner {
    case .allocation(let pointer): free(pointer)
    case .window: break
    }
  }

  /// Allocates `capacity` octets and lets `initialize` fill them.
  ///
  /// - Parameter initialize: Returns how many octets it wrote; more than `capacity` is a defect.
  /// - Returns: nil where there is nothing to allocate.
  static func filled(
    capacity: Int, _ initialize: (UnsafeMutableBufferPointer<UInt8>) throws -> Int
  ) rethrows -> ByteStorage? {
    guard capacity > 0 else { return nil }
    guard let raw = malloc(capacity) else { fatalError("out of memory: \(capacity) octets") }
    let pointer = raw.bindMemory(to: UInt8.self, capacity: capacity)
    do {
      let written = try initialize(UnsafeMutableBufferPointer(start: pointer, count: capacity))
      precondition(written >= 0 && written <= capacity)
      return ByteStorage(owning: raw, count: written, capacity: capacity)
    } catch {
      free(raw)
      throw error
    }
  }
}
