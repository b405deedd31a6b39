#if canImport(Glibc)
  internal import Glibc
#endif

/// A numeric address with a port, as the system takes it.
struct SocketAddress {
  private enum Kind {
    case v4(sockaddr_in)
    case v6(sockaddr_in6)
  }

  private let kind: Kind

  /// Nil when the host is neither an IPv4 nor an IPv6 address.
  init?(host: String, port: UInt16) {
    var v4 = sockaddr_in()
    var v6 = sockaddr_in6()
    if inet_pton(AF_INET, host, &v4.sin_addr) == 1 {
      v4.sin_family = sa_family_t(AF_INET)
      v4.sin_port = port.bigEndian
      kind = .v4(v4)
    } else if inet_pton(AF_INET6, host, &v6.sin6_addr) == 1 {
      v6.sin6_family = sa_family_t(AF_INET6)
      v6.sin6_port = port.bigEndian
      kind = .v6(v6)
    } else {
      return nil
    }
  }

  var isIPv6: Bool {
    if case .v6 = kind { true } else { false }
  }

  func withPointer<Result>(_ body: (UnsafePointer<sockaddr>) -> Result) -> Result {
    func rebound<Address>(_ address: Address) -> Result {
      withUnsafePointer(to: address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
      }
    }
    switch kind {
    case .v4(let address): return rebound(address)
    case .v6(let address): return rebound(address)
    }
  }
}
