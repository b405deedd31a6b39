#include "CTemplate.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <iostream>
#include <mutex>
#include <sstream>
#include <string>
#include <vector>

#include <ctemplate/per_expand_data.h>
#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>
#include <ctemplate/template_modifiers.h>

using ctemplate::TemplateDictionary;
using ctemplate::TemplateString;

struct ct_cache {
  ctemplate::TemplateCache templates;
};

namespace {

constexpr const char *trusted_key = "trusted";

// The trusted values of one record. Values lie in a record in the order in which it is read.
class TrustedValues {
  std::vector<const char *> starts;

 public:
  void add(const char *start) { starts.push_back(start); }
  bool contain(const char *start) const {
    return std::binary_search(starts.begin(), starts.end(), start);
  }
};

// Trust is a property of the value, not of the template: a template that marks the wrong variable gets it escaped.
struct TrustedModifier : ctemplate::TemplateModifier {
  void Modify(const char *in, size_t count, const ctemplate::PerExpandData *data,
              ctemplate::ExpandEmitter *out, const std::string &) const override {
    auto trusted = static_cast<const TrustedValues *>(data->LookupForModifiers(trusted_key));
    if (trusted && trusted->contain(in))
      out->Emit(in, count);
    else
      ctemplate::html_escape.Modify(in, count, data, out, "");
  }
};

const TrustedModifier trusted_modifier;

char *copied(const std::string &message) {
  char *copy = static_cast<char *>(malloc(message.size() + 1));
  if (copy) memcpy(copy, message.c_str(), message.size() + 1);
  return copy;
}

// ctemplate says what is wrong with a template on std::cerr only.
class CapturedErrors {
  std::ostringstream text;
  std::streambuf *before;

 public:
  CapturedErrors() : before(std::cerr.rdbuf(text.rdbuf())) {}
  ~CapturedErrors() { std::cerr.rdbuf(before); }
  std::string said() const { return text.str(); }
};

std::mutex parsing;

// Walks a record; reading past its end makes it `broken` instead of reading on.
class Reader {
  const uint8_t *at;
  const uint8_t *end;

 public:
  bool broken = false;
  Reader(const uint8_t *bytes, size_t count) : at(bytes), end(bytes + count) {}
  bool done() const { return broken || at == end; }
  TemplateString bytes(size_t count) {
    if (size_t(end - at) < count) return broken = true, TemplateString("", 0);
    auto start = reinterpret_cast<const char *>(at);
    at += count;
    return TemplateString(start, count);
  }
  uint8_t byte() { return at == end ? (broken = true, 0) : *at++; }
  size_t number() {
    size_t value = 0;
    for (int shift = 0; shift < 32; shift += 8) value |= size_t(byte()) << shift;
    return value;
  }
  TemplateString name() { return bytes(byte()); }
};

bool fill(TemplateDictionary &root, Reader reader, TrustedValues &trusted) {
  std::vector<TemplateDictionary *> open{&root};
  while (!reader.done()) {
    uint8_t instruction = reader.byte();
    TemplateDictionary *current = open.back();
    switch (instruction) {
      case CT_WORDS:
      case CT_CODE:
      case CT_BLOCK:
      case CT_DESTINATION:
      case CT_TRUSTED: {
        TemplateString name = reader.name();
        TemplateString value = reader.bytes(reader.number());
        if (instruction == CT_TRUSTED && value.size() > 0) trusted.add(value.data());
        current->SetValueWithoutCopy(name, value);
        break;
      }
      case CT_OPEN:
        open.push_back(current->AddSectionDictionary(reader.name()));
        break;
      case CT_CLOSE:
        if (open.size() == 1) return false;
        open.pop_back();
        break;
      case CT_SHOW:
        current->ShowSection(reader.name());
        break;
      default:
        return false;
    }
  }
  return !reader.broken && open.size() == 1;
}

}  // namespace

struct ct_cache *ct_cache_create(void) {
  static std::once_flag registered;
  try {
    std::call_once(registered, [] { ctemplate::AddXssSafeModifier("x-trusted", &trusted_modifier); });
    return new ct_cache;
  } catch (...) {
    return nullptr;
  }
}

void ct_cache_destroy(struct ct_cache *cache) { delete cache; }

char *ct_cache_add(struct ct_cache *cache, const char *name, size_t name_count, const char *text,
                   size_t text_count) {
  try {
    std::lock_guard<std::mutex> one_at_a_time(parsing);
    CapturedErrors errors;
    bool accepted = cache->templates.StringToTemplateCache(
        TemplateString(name, name_count), TemplateString(text, text_count), ctemplate::DO_NOT_STRIP);
    return accepted ? nullptr : copied(errors.said());
  } catch (const std::exception &error) {
    return copied(error.what());
  } catch (...) {
    return copied("unknown exception");
  }
}

void ct_cache_freeze(struct ct_cache *cache) { cache->templates.Freeze(); }

char *ct_render(const struct ct_cache *cache, const char *name, size_t name_count,
                const uint8_t *record, size_t record_count,
                void (*sink)(void *context, const char *bytes, size_t count), void *context) {
  try {
    TrustedValues trusted;
    TemplateDictionary root(TemplateString("page"));
    if (!fill(root, Reader(record, record_count), trusted)) return copied("the record is malformed");
    ctemplate::PerExpandData data;
    data.InsertForModifiers(trusted_key, &trusted);
    std::string result;
    result.reserve(2 * record_count + 16384);
    if (!cache->templates.ExpandNoLoad(TemplateString(name, name_count), ctemplate::DO_NOT_STRIP, &root,
                                       &data, &result))
      return copied("there is no such template");
    sink(context, result.data(), result.size());
    return nullptr;
  } catch (const std::exception &error) {
    return copied(error.what());
  } catch (...) {
    return copied("unknown exception");
  }
}

void ct_message_free(char *message) { free(message); }
