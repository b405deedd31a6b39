internal import CCurl

/// The transfers of one loop, waiting and running. Lives on the loop's thread and nowhere else.
final class TransferTable {
  private struct Host {
    var running = 0
    var waiting: [Transfer] = []
    var next = 0

    /// Takes a place, if one of so many is free.
    mutating func take(_ places: Int) -> Bool {
      guard running < places else { return false }
      running += 1
      return true
    }

    /// The next in line. Those that have gone are let go in bulk, so that a line never empty does not grow.
    mutating func popWaiting() -> Transfer? {
      guard next < waiting.count else { return nil }
      let transfer = waiting[next]
      next += 1
      if next == waiting.count || (next >= 64 && next * 2 >= waiting.count) {
        waiting.removeFirst(next)
        next = 0
      }
      return transfer
    }
  }

  private let multi: UnsafeMutableRawPointer
  private let configuration: HTTPConfiguration
  private var hosts: [String: Host] = [:]
  private var running: [UnsafeMutableRawPointer: RunningTransfer] = [:]
  private var handles: [ObjectIdentifier: UnsafeMutableRawPointer] = [:]

  init(multi: UnsafeMutableRawPointer, configuration: HTTPConfiguration) {
    self.multi = multi
    self.configuration = configuration
  }

  func apply(_ command: EventLoop.Command) {
    switch command {
    case .start(let transfer): start(transfer)
    case .cancel(let ticket): cancel(ticket)
    }
  }

  /// Answers every transfer that curl has done with, and lets waiting ones begin.
  func finishCompleted() {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
      let code = ccurl_message_result(message)
      guard let transfer = remove(handle) else { continue }
      transfer.transfer.finish(transfer.result(code))
      release(transfer.transfer.target.origin)
    }
  }

  /// Ends everything, at the end of the loop.
  func cancelAll() {
    for handle in Array(running.keys) {
      if let transfer = remove(handle) {
        transfer.transfer.finishCancelled(mayHaveBeenSent: transfer.mayHaveBeenSent)
      }
    }
    for host in hosts.values {
      for transfer in host.waiting[host.next...] { transfer.finishCancelled(mayHaveBeenSent: false) }
    }
    hosts = [:]
  }

  private func start(_ transfer: Transfer) {
    let origin = transfer.target.origin
    if hosts[origin, default: Host()].take(max(1, configuration.maximumRequestsPerHost)) {
      if !run(transfer) { release(origin) }
    } else {
      // In place: a copy of the line for each that joins it would make long lines slow.
      hosts[origin, default: Host()].waiting.append(transfer)
    }
  }

  /// Gives a place at the host back, and hands it to the next in line.
  private func release(_ origin: String) {
    while let next = hosts[origin]?.popWaiting() {
      if run(next) { return }
    }
    hosts[origin]?.running -= 1
    if hosts[origin]?.running == 0 { hosts[origin] = nil }
  }

  /// Whether the transfer now runs; if not it has been answered.
  private func run(_ transfer: Transfer) -> Bool {
    if transfer.ticket.isCancelled {
      transfer.finishCancelled(mayHaveBeenSent: false)
      return false
    }
    guard let started = RunningTransfer(transfer, configuration),
      curl_multi_add_handle(multi, started.easy.handle) == CURLM_OK
    else {
      transfer.finish(.failure(.invalid(transfer.target.display, "libcurl refused the request")))
      return false
    }
    running[started.easy.handle] = started
    handles[ObjectIdentifier(transfer.ticket)] = started.easy.handle
    return true
  }

  private func remove(_ handle: UnsafeMutableRawPointer) -> RunningTransfer? {
    guard let transfer = running.removeValue(forKey: handle) else { return nil }
    handles[ObjectIdentifier(transfer.transfer.ticket)] = nil
    curl_multi_remove_handle(multi, handle)
    return transfer
  }

  private func cancel(_ ticket: Ticket) {
    // One that still waits in line is answered when its turn comes: its ticket is marked.
    guard let handle = handles[ObjectIdentifier(ticket)], let transfer = remove(handle) else {
      return dropWaiting(ticket)
    }
    transfer.transfer.finishCancelled(mayHaveBeenSent: transfer.mayHaveBeenSent)
    release(transfer.transfer.target.origin)
  }

  private func dropWaiting(_ ticket: Ticket) {
    for (origin, var host) in hosts where host.next < host.waiting.count {
      guard let index = host.waiting[host.next...].firstIndex(where: { $0.ticket === ticket }) else {
        continue
      }
      let transfer = host.waiting.remove(at: index)
      if host.next == host.waiting.count { (host.waiting, host.next) = ([], 0) }
      hosts[origin] = host
      return transfer.finishCancelled(mayHaveBeenSent: false)
    }
  }
}
