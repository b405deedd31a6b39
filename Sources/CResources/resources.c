#include "CResources.h"

// One line a file: an array with its #embed, and the same identifier in the
// table below. A test holds the table against the folders, so a forgotten file is found.
static const unsigned char license[] = {
#embed "../../LICENSE"
};

static const struct embedded_resource table[] = {
    {"LICENSE", license, sizeof license},
};

const struct embedded_resource *embedded_resources(size_t *count) {
  *count = sizeof table / sizeof table[0];
  return table;
}
