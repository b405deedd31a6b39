#pragma once
#include <stddef.h>
#include <stdint.h>

/// The C face of ctemplate: parsed templates in a cache of their own, filled from a flat record.
/// No C++ exception crosses it. A message that is handed out is freed with `ct_message_free`.

#ifdef __cplusplus
extern "C" {
#endif

/// Parsed templates. Fill it with `ct_cache_add`, then freeze it; a frozen cache may be used by many threads.
struct ct_cache;

struct ct_cache *ct_cache_create(void);
void ct_cache_destroy(struct ct_cache *cache);

/// Parses `text` under `name`. Returns null when it is accepted, else what the parser said.
char *ct_cache_add(struct ct_cache *cache, const char *name, size_t name_count, const char *text,
                   size_t text_count);

/// Ends the filling: from here on the cache never changes.
void ct_cache_freeze(struct ct_cache *cache);

/// The instructions of a record, one byte each. A name is one length byte and its bytes; a value is its length in
/// 4 bytes, little endian, and its bytes.
enum ct_instruction {
  CT_WORDS = 1,        ///< name, value: a variable. The four kinds of text differ only where Markdown is written
  CT_CODE = 2,
  CT_BLOCK = 3,
  CT_DESTINATION = 4,
  CT_TRUSTED = 5,      ///< name, value: a variable that `:x-trusted` lets pass as it is
  CT_OPEN = 6,         ///< name: a section is repeated once more with the values that follow
  CT_CLOSE = 7,        ///< ends the values of the innermost open section
  CT_SHOW = 8          ///< name: a section is shown once with the values around it
};

/// Fills the template `name` with the record and hands the whole result to `sink` once.
/// Returns null, or what went wrong.
char *ct_render(const struct ct_cache *cache, const char *name, size_t name_count,
                const uint8_t *record, size_t record_count,
                void (*sink)(void *context, const char *bytes, size_t count), void *context);

void ct_message_free(char *message);

#ifdef __cplusplus
}
#endif
