#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the store is, unless a command names it.
public enum StoreLocation {
  /// `$REBOUND_DB`, or `rebound/rebound.db` in the user's data directory (XDG Base Directory
  /// Specification).
  public static func standard(environment: (String) -> String? = variable) -> String {
    func value(_ name: String) -> String? {
      environment(name).flatMap { $0.isEmpty ? nil : $0 }
    }
    if let path = value("REBOUND_DB") { return path }
    // The specification tells to ignore relative paths.
    if let data = value("XDG_DATA_HOME"), data.hasPrefix("/") {
      return "\(data)/rebound/rebound.db"
    }
    if let home = value("HOME") { return "\(home)/.local/share/rebound/rebound.db" }
    return "rebound.db"
  }

  public static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
