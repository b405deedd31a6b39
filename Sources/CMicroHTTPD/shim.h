#pragma once
#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/socket.h>

// Swift sees neither variadic functions nor macros with casts: typed faces of those that HTTPServer calls.

/// Starts a daemon on `address` with its own polling threads. Null when it cannot listen (errno says why).
/// `uri` runs first for each request and makes the value that `access` and `completed` receive.
static inline struct MHD_Daemon *mhd_start(const struct sockaddr *address, int is_ipv6, unsigned int threads,
                                           unsigned int connections, unsigned int idle_seconds, void *owner,
                                           void *(*uri)(void *, const char *, struct MHD_Connection *),
                                           MHD_AccessHandlerCallback access,
                                           MHD_RequestCompletedCallback completed) {
  unsigned int flags = MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD | MHD_ALLOW_SUSPEND_RESUME;
  if (is_ipv6) flags |= MHD_USE_IPv6;
  return MHD_start_daemon(flags, 0, NULL, NULL, access, owner,               //
                          MHD_OPTION_SOCK_ADDR, address,                     //
                          MHD_OPTION_THREAD_POOL_SIZE, threads,              //
                          MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds,       //
                          MHD_OPTION_CONNECTION_LIMIT, connections,          //
                          MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)131072,  //
                          MHD_OPTION_URI_LOG_CALLBACK, uri, owner,           //
                          MHD_OPTION_NOTIFY_COMPLETED, completed, owner,     //
                          MHD_OPTION_END);
}

/// The port that the daemon listens on, 0 when it is not known.
static inline uint16_t mhd_port(struct MHD_Daemon *daemon) {
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
  return info ? info->port : 0;
}

/// Breaks the connection off with a TCP reset: connecting an open socket to no address does that (Linux tcp_disconnect).
static inline void mhd_reset(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  if (!info) return;
  struct sockaddr none = {.sa_family = AF_UNSPEC};
  (void)connect(info->connect_fd, &none, sizeof none);
}

static const ssize_t mhd_end_of_stream = MHD_CONTENT_READER_END_OF_STREAM;
static const ssize_t mhd_end_with_error = MHD_CONTENT_READER_END_WITH_ERROR;
static const uint64_t mhd_size_unknown = MHD_SIZE_UNKNOWN;
