/// A range of positions that is empty where its end lies before its start.
///
/// The standard library's `..<` ends the program there. What reads strangers' octets computes positions
/// from what they hold, and one message that was not thought of must not end a night's run: so in every
/// file that imports `Octets`, this more specific operator is the one that is meant. Positions themselves
/// are checked where they are used: `Bytes` clamps its sub-ranges.
@inlinable @inline(__always)
public func ..< (lower: Int, upper: Int) -> Range<Int> {
  Range(uncheckedBounds: (lower, upper < lower ? lower : upper))
}
