// Written by scripts/embed-resources; a test fails when it is out of date.
#include "CResources.h"

static const unsigned char file0[] = {
#embed "../../LICENSE" suffix(,)
    0};
static const unsigned char file1[] = {
#embed "../../policies/drift.json" suffix(,)
    0};
static const unsigned char file2[] = {
#embed "../../policies/environment-classes.json" suffix(,)
    0};
static const unsigned char file3[] = {
#embed "../../policies/node-knowledge.json" suffix(,)
    0};
static const unsigned char file4[] = {
#embed "../../policies/normalization.json" suffix(,)
    0};
static const unsigned char file5[] = {
#embed "../../policies/risk.json" suffix(,)
    0};

static const struct embedded_resource table[] = {
    {"LICENSE", file0, sizeof file0 - 1},
    {"policies/drift.json", file1, sizeof file1 - 1},
    {"policies/environment-classes.json", file2, sizeof file2 - 1},
    {"policies/node-knowledge.json", file3, sizeof file3 - 1},
    {"policies/normalization.json", file4, sizeof file4 - 1},
    {"policies/risk.json", file5, sizeof file5 - 1},
};

const struct embedded_resource *embedded_resources(size_t *count) {
  *count = sizeof table / sizeof table[0];
  return table;
}
