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
static const unsigned char file6[] = {
#embed "../../state/demo/workflows/csv-import.json" suffix(,)
    0};
static const unsigned char file7[] = {
#embed "../../state/demo/workflows/customer-lookup.json" suffix(,)
    0};
static const unsigned char file8[] = {
#embed "../../state/demo/workflows/data-erasure.json" suffix(,)
    0};
static const unsigned char file9[] = {
#embed "../../state/demo/workflows/error-alert.json" suffix(,)
    0};
static const unsigned char file10[] = {
#embed "../../state/demo/workflows/lead-scoring.json" suffix(,)
    0};
static const unsigned char file11[] = {
#embed "../../state/demo/workflows/nightly-invoices.json" suffix(,)
    0};
static const unsigned char file12[] = {
#embed "../../state/demo/workflows/order-intake.json" suffix(,)
    0};
static const unsigned char file13[] = {
#embed "../../state/demo/workflows/payment-reminder.json" suffix(,)
    0};
static const unsigned char file14[] = {
#embed "../../state/demo/workflows/stock-sync.json" suffix(,)
    0};
static const unsigned char file15[] = {
#embed "../../state/demo/workflows/support-agent.json" suffix(,)
    0};
static const unsigned char file16[] = {
#embed "../../state/demo/workflows/weekly-report.json" suffix(,)
    0};

static const struct embedded_resource table[] = {
    {"LICENSE", file0, sizeof file0 - 1},
    {"policies/drift.json", file1, sizeof file1 - 1},
    {"policies/environment-classes.json", file2, sizeof file2 - 1},
    {"policies/node-knowledge.json", file3, sizeof file3 - 1},
    {"policies/normalization.json", file4, sizeof file4 - 1},
    {"policies/risk.json", file5, sizeof file5 - 1},
    {"state/demo/workflows/csv-import.json", file6, sizeof file6 - 1},
    {"state/demo/workflows/customer-lookup.json", file7, sizeof file7 - 1},
    {"state/demo/workflows/data-erasure.json", file8, sizeof file8 - 1},
    {"state/demo/workflows/error-alert.json", file9, sizeof file9 - 1},
    {"state/demo/workflows/lead-scoring.json", file10, sizeof file10 - 1},
    {"state/demo/workflows/nightly-invoices.json", file11, sizeof file11 - 1},
    {"state/demo/workflows/order-intake.json", file12, sizeof file12 - 1},
    {"state/demo/workflows/payment-reminder.json", file13, sizeof file13 - 1},
    {"state/demo/workflows/stock-sync.json", file14, sizeof file14 - 1},
    {"state/demo/workflows/support-agent.json", file15, sizeof file15 - 1},
    {"state/demo/workflows/weekly-report.json", file16, sizeof file16 - 1},
};

const struct embedded_resource *embedded_resources(size_t *count) {
  *count = sizeof table / sizeof table[0];
  return table;
}
