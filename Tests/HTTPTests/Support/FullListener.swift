import Glibc

/// A port on 127.0.0.1 whose queue of connections is full: another handshake never completes.
final class FullListener {
  private let listener: Int32
  private var fillers: [Int32] = []
  let url: String

  init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.listener = listener
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    var fillers: [Int32] = []
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, length)
        listen(listener, 0)
        getsockname(listener, address, &length)
        for _ in 0..<4 {
          let filler = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
          connect(filler, address, length)
          fillers.append(filler)
        }
      }
    }
    self.fillers = fillers
    url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
    pause(milliseconds: 20)
  }

  func stop() {
    for filler in fillers { close(filler) }
    close(listener)
  }
}
