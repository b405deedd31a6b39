#pragma once
#include <zlib.h>

// deflateInit and inflateInit are macros over functions that take the version and the size of the stream.
static inline int czlib_deflate_init(z_stream *stream, int level) { return deflateInit(stream, level); }
static inline int czlib_inflate_init(z_stream *stream) { return inflateInit(stream); }
