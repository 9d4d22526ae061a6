import CCompression
import Octets
import Testing

@testable import Mail

@Suite struct CompressionTests {
  static func compressed(_ octets: [UInt8], _ compression: Compression) throws -> [UInt8] {
    var output = [UInt8](repeating: 0, count: octets.count * 2 + 1_000)
    switch compression {
    case .gzip:
      var stream = z_stream()
      var source = octets
      try #require(
        deflateInit2_(
          &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
          Int32(MemoryLayout<z_stream>.size)) == Z_OK)
      defer { deflateEnd(&stream) }
      let status = source.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { target in
          stream.next_in = input.baseAddress
          stream.avail_in = UInt32(input.count)
          stream.next_out = target.baseAddress
          stream.avail_out = UInt32(target.count)
          return deflate(&stream, Z_FINISH)
        }
      }
      try #require(status == Z_STREAM_END)
      return Array(output.prefix(Int(stream.total_out)))
    case .zstd:
      let size = ZSTD_compress(&output, output.count, octets, octets.count, 3)
      try #require(ZSTD_isError(size) == 0)
      return Array(output.prefix(size))
    case .bzip2:
      var size = UInt32(output.count)
      var source = octets.map { CChar(bitPattern: $0) }
      var target = output.map { CChar(bitPattern: $0) }
      try #require(
        BZ2_bzBuffToBuffCompress(&target, &size, &source, UInt32(source.count), 9, 0, 0) == BZ_OK)
      return target.prefix(Int(size)).map { UInt8(bitPattern: $0) }
    case .xz:
      var size = 0
      try #require(
        lzma_easy_buffer_encode(
          6, LZMA_CHECK_CRC64, nil, octets, octets.count, &output, &size, output.count)
          == LZMA_OK)
      return Array(output.prefix(size))
    }
  }

  private func read(
    _ octets: [UInt8], limits: Limits = .standard, blockSize: Int = 4 << 20
  ) throws -> [Result<MailItem, MailFailure>] {
    let folder = try TemporaryFolder()
    var source = MailSource([try folder.write("file", octets)], nil, limits, blockSize: blockSize)
    var results: [Result<MailItem, MailFailure>] = []
    while let step = source.next() {
      switch step {
      case .message(let item): results.append(.success(item))
      case .failure(let failure): results.append(.failure(failure))
      case .finished, .passedOver: break
      }
    }
    return results
  }

  private static let mbox = (0..<3_000).map { number in
    "\(MboxTests.line)X-Number: \(number)\n\ntext \(number &* 2_654_435_761)\n\n"
  }.joined()

  @Test(arguments: Compression.allCases)
  func aMessage(compression: Compression) throws {
    let octets = try Self.compressed(Array("A: 1\n\none\n".utf8), compression)
    let items = try read(octets).map { try $0.get() }
    #expect(items.map(\.octets) == ["A: 1\n\none\n"])
    #expect(items.first?.endOffset == 10)
  }

  /// Blocks smaller than the file on both sides of the decompressor.
  @Test(arguments: Compression.allCases, [2_048, 4 << 20])
  func aMailbox(compression: Compression, blockSize: Int) throws {
    let octets = try Self.compressed(Array(Self.mbox.utf8), compression)
    let items = try read(octets, blockSize: blockSize).map { try $0.get() }
    #expect(items.count == 3_000)
    #expect(items.last?.octets.hasPrefix("X-Number: 2999\n") == true)
    #expect(items.last?.endOffset == Self.mbox.utf8.count)
  }

  /// Logs and mailboxes are put together from compressed pieces; tapes pad with zeros.
  @Test(arguments: Compression.allCases, [[], [0, 0, 0, 0], Array("junk behind the end".utf8)])
  func severalStreamsInOneFile(compression: Compression, tail: [UInt8]) throws {
    let half = Self.mbox.utf8.count / 2
    let octets =
      try Self.compressed(Array(Self.mbox.utf8.prefix(half)), compression)
      + Self.compressed(Array(Self.mbox.utf8.dropFirst(half)), compression) + tail
    for blockSize in [2_048, 4 << 20] {
      #expect(try read(octets, blockSize: blockSize).map { try $0.get() }.count == 3_000)
    }
  }

  @Test(arguments: Compression.allCases)
  func dataThatEndsTooEarly(compression: Compression) throws {
    let octets = try Self.compressed(Array(Self.mbox.utf8), compression)
    for length in [12, octets.count / 2, octets.count - 1] {
      let results = try read(Array(octets.prefix(length)), blockSize: 2_048)
      #expect(throws: MailFailure.self) { try results.last?.get() }
      // What came out before is not lost.
      #expect(results.dropLast().allSatisfy { (try? $0.get()) != nil })
    }
  }

  @Test(arguments: Compression.allCases)
  func damagedData(compression: Compression) throws {
    var octets = try Self.compressed(Array(Self.mbox.utf8), compression)
    var random = SeededGenerator(seed: 5)
    for _ in 0..<40 {
      octets[Int.random(in: 10..<octets.count, using: &random)] ^=
        1 << UInt8.random(in: 0...7, using: &random)
      _ = try read(octets, blockSize: 2_048)
    }
    let results = try read(octets)
    #expect(
      results.contains {
        if case .failure(let failure) = $0 {
          failure.reason == .damaged(compression)
        } else {
          false
        }
      })
  }

  @Test(arguments: Compression.allCases)
  func bombs(compression: Compression) throws {
    var limits = Limits.standard
    limits.decompressedSize = 1_000_000
    limits.messageSize = 10_000_000
    let octets = try Self.compressed([UInt8](repeating: 0x61, count: 3_000_000), compression)
    let results = try read(octets, limits: limits, blockSize: 100_000)
    #expect(results.count == 1)
    #expect(throws: MailFailure(source: failedSource(results), reason: .tooLarge(compression))) {
      try results.first?.get()
    }
  }

  private func failedSource(_ results: [Result<MailItem, MailFailure>]) -> String {
    if case .failure(let failure)? = results.first { failure.source } else { "" }
  }

  /// The sender of a file decides how much memory its decoder takes.
  @Test(arguments: [Compression.xz, .zstd])
  func decodersThatWantTooMuchMemory(compression: Compression) throws {
    var limits = Limits.standard
    limits.decompressorMemory = 1_000
    let octets = try Self.compressed(Array(Self.mbox.utf8), compression)
    let results = try read(octets, limits: limits, blockSize: 2_048)
    #expect(throws: MailFailure.self) { try results.last?.get() }
  }

  @Test(
    arguments: [
      [], [0x1F], [0x1F, 0x8B], Array("BZh".utf8), Array("BZh9 is a word".utf8),
      [0x28, 0xB5, 0x2F],
      [0xFD, 0x37, 0x7A, 0x58, 0x5A],
    ] as [[UInt8]])
  func whatIsNotCompressed(octets: [UInt8]) throws {
    #expect(Compression(magic: Bytes(octets)) == nil)
    #expect(try read(octets).map { try $0.get().octets.array } == (octets.isEmpty ? [] : [octets]))
  }
}
