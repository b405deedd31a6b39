// Lets a program fail at one of its steps, for tests. Loaded with LD_PRELOAD.
//
// A step is a call that changes something outside the process: a file, a folder, what another process or another host is
// told. The steps are counted where they happen, below all of our code and all libraries, so that whatever is added to a
// transaction is counted as well.
//
//   FAULT          kill: SIGKILL right before the step. What only reads, waits or makes durable (fsync) is no step: a kill
//                  does not undo what the kernel has taken. A pack goes to git in hundreds of pieces: of those in a row to a
//                  process of this host the 1st, 2nd, 4th, 8th and so on are steps.
//                  full: the disk is full at the step and stays so. Steps are the calls that take space of a file system,
//                  fsync among them; the first of them takes half of what it is given, if it is given more than a byte.
//   FAULT_PROGRAM  name of the executable that is meant; children of other names are left alone
//   FAULT_STEP     number of the step, from 1; 0 never
//   FAULT_REPORT   file that gets the number of steps when the program ends by itself, or what the step would have been

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static enum { NONE, KILL, FULL } fault;
static atomic_long steps, pieces;
static long wanted;
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
  const char *kind = getenv("FAULT"), *program = getenv("FAULT_PROGRAM"), *number = getenv("FAULT_STEP");
  const char *path = getenv("FAULT_REPORT");
  if (!kind || !program || !number || !path || strcmp(program_invocation_short_name, program) != 0) return;
  snprintf(report_path, sizeof report_path, "%s", path);
  wanted = atol(number);
  fault = strcmp(kind, "full") == 0 ? FULL : KILL;
}

__attribute__((destructor)) static void end(void) {
  if (fault != NONE && (wanted == 0 || atomic_load(&steps) < wanted))
    report("%ld steps%s%s\n", atomic_load(&steps), "", "");
}

// What becomes of a call.
enum outcome { GOES_ON, ENDS_HALFWAY, FAILS };

static enum outcome step(const char *call, const char *path) {
  if (strncmp(call, "send", 4) != 0) atomic_store(&pieces, 0);
  long number = atomic_fetch_add(&steps, 1) + 1;
  if (wanted == 0 || number < wanted || (fault == KILL && number > wanted)) return GOES_ON;
  if (number == wanted) report("step %ld: %s %s\n", number, call, path);
  if (fault == KILL) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
  }
  errno = ENOSPC;
  return number == wanted ? ENDS_HALFWAY : FAILS;
}

// Whether this goes to a process of this host, as did what was sent before, and is not one of the pieces that count.
static bool is_one_of_many(int file) {
  struct sockaddr_storage name;
  socklen_t length = sizeof name;
  if (getsockname(file, (struct sockaddr *)&name, &length) != 0 || name.ss_family != AF_UNIX) return false;
  long number = atomic_fetch_add(&pieces, 1) + 1;
  return (number & (number - 1)) != 0;
}

static bool is_on_disk(int file) {
  struct stat status;
  return fstat(file, &status) == 0 && S_ISREG(status.st_mode);
}

// Standard streams change nothing that anybody comes back to.
static enum outcome step_on(const char *call, int file) {
  if (fault == KILL && file > 2 && strncmp(call, "send", 4) == 0 && is_one_of_many(file)) return GOES_ON;
  if (fault == NONE || file <= 2 || (fault == FULL && !is_on_disk(file))) return GOES_ON;
  return step(call, NULL);
}

// A call that changes names, not contents; `takes_space` where it makes one.
static bool fails(const char *call, const char *path, bool takes_space) {
  if (fault == NONE || (fault == FULL && !takes_space)) return false;
  return step(call, path) != GOES_ON;
}

static bool fails_opening(const char *call, int folder, const char *path, int flags) {
  if (!(flags & (O_CREAT | O_TRUNC))) return false;
  return fails(call, path, flags & O_CREAT && faccessat(folder, path, F_OK, 0) != 0);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define OPENING(name, folder, ...)                                                                 \
  va_list rest;                                                                                    \
  va_start(rest, flags);                                                                           \
  mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0;                        \
  va_end(rest);                                                                                    \
  if (fails_opening(#name, folder, path, flags)) return -1;                                        \
  return NEXT(name)(__VA_ARGS__, mode)

int open(const char *path, int flags, ...) { OPENING(open, AT_FDCWD, path, flags); }
int open64(const char *path, int flags, ...) { OPENING(open64, AT_FDCWD, path, flags); }
int openat(int folder, const char *path, int flags, ...) { OPENING(openat, folder, folder, path, flags); }
int openat64(int folder, const char *path, int flags, ...) { OPENING(openat64, folder, folder, path, flags); }

#define WRITING(name, file, count, ...)                                                            \
  enum outcome outcome = step_on(#name, file);                                                     \
  if (outcome == FAILS || (outcome == ENDS_HALFWAY && count < 2)) return -1;                       \
  if (outcome == ENDS_HALFWAY) count /= 2;                                                         \
  return NEXT(name)(__VA_ARGS__)

ssize_t write(int file, const void *bytes, size_t count) { WRITING(write, file, count, file, bytes, count); }
ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
  WRITING(pwrite, file, count, file, bytes, count, offset);
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  WRITING(pwrite64, file, count, file, bytes, count, offset);
}
ssize_t writev(int file, const struct iovec *parts, int count) {
  WRITING(writev, file, count, file, parts, count);
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
int fsync(int file) {
  if (fault == FULL && step_on("fsync", file) != GOES_ON) return -1;
  return NEXT(fsync)(file);
}
int fdatasync(int file) {
  if (fault == FULL && step_on("fdatasync", file) != GOES_ON) return -1;
  return NEXT(fdatasync)(file);
}
int ftruncate(int file, off_t size) {
  if (fails("ftruncate", NULL, false)) return -1;
  return NEXT(ftruncate)(file, size);
}
int ftruncate64(int file, off64_t size) {
  if (fails("ftruncate64", NULL, false)) return -1;
  return NEXT(ftruncate64)(file, size);
}
int mkstemp(char *pattern) {
  if (fails("mkstemp", pattern, true)) return -1;
  return NEXT(mkstemp)(pattern);
}
int mkstemp64(char *pattern) {
  if (fails("mkstemp64", pattern, true)) return -1;
  return NEXT(mkstemp64)(pattern);
}
int mkostemp(char *pattern, int flags) {
  if (fails("mkostemp", pattern, true)) return -1;
  return NEXT(mkostemp)(pattern, flags);
}
int rename(const char *from, const char *to) {
  if (fails("rename", to, false)) return -1;
  return NEXT(rename)(from, to);
}
int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  if (fails("renameat", to, false)) return -1;
  return NEXT(renameat)(from_folder, from, to_folder, to);
}
int link(const char *from, const char *to) {
  if (fails("link", to, true)) return -1;
  return NEXT(link)(from, to);
}
int symlink(const char *target, const char *path) {
  if (fails("symlink", path, true)) return -1;
  return NEXT(symlink)(target, path);
}
int unlink(const char *path) {
  if (fails("unlink", path, false)) return -1;
  return NEXT(unlink)(path);
}
int unlinkat(int folder, const char *path, int flags) {
  if (fails("unlinkat", path, false)) return -1;
  return NEXT(unlinkat)(folder, path, flags);
}
int mkdir(const char *path, mode_t mode) {
  if (fails("mkdir", path, true)) return -1;
  return NEXT(mkdir)(path, mode);
}
int rmdir(const char *path) {
  if (fails("rmdir", path, false)) return -1;
  return NEXT(rmdir)(path);
}
int posix_spawn(
  pid_t *process, const char *path, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,
  char *const arguments[], char *const variables[]) {
  fails("posix_spawn", path, false);
  return NEXT(posix_spawn)(process, path, actions, attributes, arguments, variables);
}
int posix_spawnp(
  pid_t *process, const char *path, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,
  char *const arguments[], char *const variables[]) {
  fails("posix_spawnp", path, false);
  return NEXT(posix_spawnp)(process, path, actions, attributes, arguments, variables);
}
