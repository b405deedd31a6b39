// Written by scripts/embed-resources; a test fails when it is out of date.
#include "CResources.h"

static const unsigned char file0[] = {
#embed "../../LICENSE" suffix(,)
    0};

static const struct embedded_resource table[] = {
    {"LICENSE", file0, sizeof file0 - 1},
};

const struct embedded_resource *embedded_resources(size_t *count) {
  *count = sizeof table / sizeof table[0];
  return table;
}
