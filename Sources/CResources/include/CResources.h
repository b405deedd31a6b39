#pragma once
#include <stddef.h>

/// A file that travels inside the executable.
struct embedded_resource {
  const char *path;            ///< path in the source tree, `/` between its parts
  const unsigned char *bytes;  ///< not terminated by a zero
  size_t count;
};

/// Every embedded file, sorted by path.
const struct embedded_resource *embedded_resources(size_t *count);
