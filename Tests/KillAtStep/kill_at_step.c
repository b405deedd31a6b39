// Ends a program with SIGKILL right before one of its steps, for tests. Loaded with LD_PRELOAD.
//
// A step is a call that changes something outside the process: a file, a folder, what another process or another host is
// told. The steps are counted where they happen, below all of our code and all libraries, so that whatever is added to a
// transaction is counted as well. What only reads, waits or makes durable (fsync) is none: a kill does not undo what the
// kernel has taken.
//
//   KILL_PROGRAM  name of the executable that is meant; children of other names are left alone
//   KILL_AT       number of the step before which it ends, from 1; 0 never
//   KILL_REPORT   file that gets the number of steps when the program ends by itself, or what the last step would have been

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long steps;
static long lethal = -1;
static char report_path[4096];

static void report(const char *format, long number, const char *call, const char *path) {
  char text[4600];
  int length = snprintf(text, sizeof text, format, number, call, path ? path : "");
  int file = (int)syscall(SYS_openat, AT_FDCWD, report_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return;
  syscall(SYS_write, file, text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1);
  syscall(SYS_close, file);
}

__attribute__((constructor)) static void begin(void) {
  const char *program = getenv("KILL_PROGRAM"), *at = getenv("KILL_AT"), *path = getenv("KILL_REPORT");
  if (!program || !at || !path || strcmp(program_invocation_short_name, program) != 0) return;
  snprintf(report_path, sizeof report_path, "%s", path);
  lethal = atol(at);
}

__attribute__((destructor)) static void end(void) {
  if (lethal >= 0) report("%ld steps%s%s\n", atomic_load(&steps), "", "");
}

static void step(const char *call, const char *path) {
  if (lethal < 0) return;
  long number = atomic_fetch_add(&steps, 1) + 1;
  if (number != lethal) return;
  report("step %ld: %s %s\n", number, call, path);
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

// Standard streams change nothing that anybody comes back to.
static void step_on(const char *call, int file) {
  if (file > 2) step(call, NULL);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define OPENING(name, at, ...)                                                                     \
  va_list rest;                                                                                    \
  va_start(rest, flags);                                                                           \
  mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0;                        \
  va_end(rest);                                                                                    \
  if (flags & (O_CREAT | O_TRUNC)) step(#name, path);                                              \
  return NEXT(name)(__VA_ARGS__, mode)

int open(const char *path, int flags, ...) { OPENING(open, , path, flags); }
int open64(const char *path, int flags, ...) { OPENING(open64, , path, flags); }
int openat(int folder, const char *path, int flags, ...) { OPENING(openat, , folder, path, flags); }
int openat64(int folder, const char *path, int flags, ...) { OPENING(openat64, , folder, path, flags); }

ssize_t write(int file, const void *bytes, size_t count) {
  step_on("write", file);
  return NEXT(write)(file, bytes, count);
}
ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
  step_on("pwrite", file);
  return NEXT(pwrite)(file, bytes, count, offset);
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  step_on("pwrite64", file);
  return NEXT(pwrite64)(file, bytes, count, offset);
}
ssize_t writev(int file, const struct iovec *parts, int count) {
  step_on("writev", file);
  return NEXT(writev)(file, parts, count);
}
ssize_t send(int file, const void *bytes, size_t count, int flags) {
  step_on("send", file);
  return NEXT(send)(file, bytes, count, flags);
}
ssize_t sendto(int file, const void *bytes, size_t count, int flags, const struct sockaddr *to, socklen_t length) {
  step_on("sendto", file);
  return NEXT(sendto)(file, bytes, count, flags, to, length);
}
ssize_t sendmsg(int file, const struct msghdr *message, int flags) {
  step_on("sendmsg", file);
  return NEXT(sendmsg)(file, message, flags);
}
int ftruncate(int file, off_t size) {
  step("ftruncate", NULL);
  return NEXT(ftruncate)(file, size);
}
int ftruncate64(int file, off64_t size) {
  step("ftruncate64", NULL);
  return NEXT(ftruncate64)(file, size);
}
int rename(const char *from, const char *to) {
  step("rename", to);
  return NEXT(rename)(from, to);
}
int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  step("renameat", to);
  return NEXT(renameat)(from_folder, from, to_folder, to);
}
int link(const char *from, const char *to) {
  step("link", to);
  return NEXT(link)(from, to);
}
int symlink(const char *target, const char *path) {
  step("symlink", path);
  return NEXT(symlink)(target, path);
}
int unlink(const char *path) {
  step("unlink", path);
  return NEXT(unlink)(path);
}
int unlinkat(int folder, const char *path, int flags) {
  step("unlinkat", path);
  return NEXT(unlinkat)(folder, path, flags);
}
int mkdir(const char *path, mode_t mode) {
  step("mkdir", path);
  return NEXT(mkdir)(path, mode);
}
int rmdir(const char *path) {
  step("rmdir", path);
  return NEXT(rmdir)(path);
}
int posix_spawn(
  pid_t *process, const char *path, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,
  char *const arguments[], char *const variables[]) {
  step("posix_spawn", path);
  return NEXT(posix_spawn)(process, path, actions, attributes, arguments, variables);
}
int posix_spawnp(
  pid_t *process, const char *path, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,
  char *const arguments[], char *const variables[]) {
  step("posix_spawnp", path);
  return NEXT(posix_spawnp)(process, path, actions, attributes, arguments, variables);
}
