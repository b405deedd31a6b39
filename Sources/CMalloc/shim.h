#pragma once

// mallopt(3) is glibc's own; other C libraries have nothing to be told.
#include <features.h>
#ifdef __GLIBC__
#include <malloc.h>
static inline void cmalloc_give_back(int heaps, int mapped, int trimmed) {
  mallopt(M_ARENA_MAX, heaps);
  mallopt(M_MMAP_THRESHOLD, mapped);
  mallopt(M_TRIM_THRESHOLD, trimmed);
}
#else
static inline void cmalloc_give_back(int heaps, int mapped, int trimmed) {}
#endif
