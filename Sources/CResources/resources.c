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
#embed "../../policies/plans.json" suffix(,)
    0};
static const unsigned char file6[] = {
#embed "../../policies/retention.json" suffix(,)
    0};
static const unsigned char file7[] = {
#embed "../../policies/risk.json" suffix(,)
    0};
static const unsigned char file8[] = {
#embed "../../policies/roles.json" suffix(,)
    0};
static const unsigned char file9[] = {
#embed "../../policies/secrets.json" suffix(,)
    0};
static const unsigned char file10[] = {
#embed "../../site-templates/assets/icon.svg" suffix(,)
    0};
static const unsigned char file11[] = {
#embed "../../site-templates/assets/site.css" suffix(,)
    0};
static const unsigned char file12[] = {
#embed "../../site-templates/assets/site.js" suffix(,)
    0};
static const unsigned char file13[] = {
#embed "../../site-templates/pages/activity.html" suffix(,)
    0};
static const unsigned char file14[] = {
#embed "../../site-templates/pages/activity.md" suffix(,)
    0};
static const unsigned char file15[] = {
#embed "../../site-templates/pages/credentials.html" suffix(,)
    0};
static const unsigned char file16[] = {
#embed "../../site-templates/pages/credentials.md" suffix(,)
    0};
static const unsigned char file17[] = {
#embed "../../site-templates/pages/environments.html" suffix(,)
    0};
static const unsigned char file18[] = {
#embed "../../site-templates/pages/environments.md" suffix(,)
    0};
static const unsigned char file19[] = {
#embed "../../site-templates/pages/incident.html" suffix(,)
    0};
static const unsigned char file20[] = {
#embed "../../site-templates/pages/incident.md" suffix(,)
    0};
static const unsigned char file21[] = {
#embed "../../site-templates/pages/incidents.html" suffix(,)
    0};
static const unsigned char file22[] = {
#embed "../../site-templates/pages/incidents.md" suffix(,)
    0};
static const unsigned char file23[] = {
#embed "../../site-templates/pages/matrix.html" suffix(,)
    0};
static const unsigned char file24[] = {
#embed "../../site-templates/pages/matrix.md" suffix(,)
    0};
static const unsigned char file25[] = {
#embed "../../site-templates/pages/overview.html" suffix(,)
    0};
static const unsigned char file26[] = {
#embed "../../site-templates/pages/overview.md" suffix(,)
    0};
static const unsigned char file27[] = {
#embed "../../site-templates/pages/promotion.html" suffix(,)
    0};
static const unsigned char file28[] = {
#embed "../../site-templates/pages/promotion.md" suffix(,)
    0};
static const unsigned char file29[] = {
#embed "../../site-templates/pages/promotions.html" suffix(,)
    0};
static const unsigned char file30[] = {
#embed "../../site-templates/pages/promotions.md" suffix(,)
    0};
static const unsigned char file31[] = {
#embed "../../site-templates/pages/workflow.html" suffix(,)
    0};
static const unsigned char file32[] = {
#embed "../../site-templates/pages/workflow.md" suffix(,)
    0};
static const unsigned char file33[] = {
#embed "../../site-templates/pages/workflows.html" suffix(,)
    0};
static const unsigned char file34[] = {
#embed "../../site-templates/pages/workflows.md" suffix(,)
    0};
static const unsigned char file35[] = {
#embed "../../site-templates/partials/badge.html" suffix(,)
    0};
static const unsigned char file36[] = {
#embed "../../site-templates/partials/badge.md" suffix(,)
    0};
static const unsigned char file37[] = {
#embed "../../site-templates/partials/bottom.html" suffix(,)
    0};
static const unsigned char file38[] = {
#embed "../../site-templates/partials/bottom.md" suffix(,)
    0};
static const unsigned char file39[] = {
#embed "../../site-templates/partials/brand.html" suffix(,)
    0};
static const unsigned char file40[] = {
#embed "../../site-templates/partials/changes.html" suffix(,)
    0};
static const unsigned char file41[] = {
#embed "../../site-templates/partials/changes.md" suffix(,)
    0};
static const unsigned char file42[] = {
#embed "../../site-templates/partials/command.html" suffix(,)
    0};
static const unsigned char file43[] = {
#embed "../../site-templates/partials/decisions.html" suffix(,)
    0};
static const unsigned char file44[] = {
#embed "../../site-templates/partials/decisions.md" suffix(,)
    0};
static const unsigned char file45[] = {
#embed "../../site-templates/partials/empty.html" suffix(,)
    0};
static const unsigned char file46[] = {
#embed "../../site-templates/partials/empty.md" suffix(,)
    0};
static const unsigned char file47[] = {
#embed "../../site-templates/partials/events.html" suffix(,)
    0};
static const unsigned char file48[] = {
#embed "../../site-templates/partials/events.md" suffix(,)
    0};
static const unsigned char file49[] = {
#embed "../../site-templates/partials/hash.html" suffix(,)
    0};
static const unsigned char file50[] = {
#embed "../../site-templates/partials/incidents.md" suffix(,)
    0};
static const unsigned char file51[] = {
#embed "../../site-templates/partials/pages.html" suffix(,)
    0};
static const unsigned char file52[] = {
#embed "../../site-templates/partials/pages.md" suffix(,)
    0};
static const unsigned char file53[] = {
#embed "../../site-templates/partials/promotions.html" suffix(,)
    0};
static const unsigned char file54[] = {
#embed "../../site-templates/partials/promotions.md" suffix(,)
    0};
static const unsigned char file55[] = {
#embed "../../site-templates/partials/time.html" suffix(,)
    0};
static const unsigned char file56[] = {
#embed "../../site-templates/partials/time.md" suffix(,)
    0};
static const unsigned char file57[] = {
#embed "../../site-templates/partials/top.html" suffix(,)
    0};
static const unsigned char file58[] = {
#embed "../../site-templates/partials/top.md" suffix(,)
    0};
static const unsigned char file59[] = {
#embed "../../state/demo/workflows/csv-import.json" suffix(,)
    0};
static const unsigned char file60[] = {
#embed "../../state/demo/workflows/customer-lookup.json" suffix(,)
    0};
static const unsigned char file61[] = {
#embed "../../state/demo/workflows/data-erasure.json" suffix(,)
    0};
static const unsigned char file62[] = {
#embed "../../state/demo/workflows/error-alert.json" suffix(,)
    0};
static const unsigned char file63[] = {
#embed "../../state/demo/workflows/lead-scoring.json" suffix(,)
    0};
static const unsigned char file64[] = {
#embed "../../state/demo/workflows/nightly-invoices.json" suffix(,)
    0};
static const unsigned char file65[] = {
#embed "../../state/demo/workflows/order-intake.json" suffix(,)
    0};
static const unsigned char file66[] = {
#embed "../../state/demo/workflows/payment-reminder.json" suffix(,)
    0};
static const unsigned char file67[] = {
#embed "../../state/demo/workflows/stock-sync.json" suffix(,)
    0};
static const unsigned char file68[] = {
#embed "../../state/demo/workflows/support-agent.json" suffix(,)
    0};
static const unsigned char file69[] = {
#embed "../../state/demo/workflows/weekly-report.json" suffix(,)
    0};
static const unsigned char file70[] = {
#embed "../../state/init/.gitattributes" suffix(,)
    0};
static const unsigned char file71[] = {
#embed "../../state/init/.gitea/workflows/n8n-ops.yml" suffix(,)
    0};
static const unsigned char file72[] = {
#embed "../../state/init/.github/workflows/n8n-ops.yml" suffix(,)
    0};
static const unsigned char file73[] = {
#embed "../../state/init/.gitignore" suffix(,)
    0};
static const unsigned char file74[] = {
#embed "../../state/init/.gitlab-ci.yml" suffix(,)
    0};
static const unsigned char file75[] = {
#embed "../../state/init/.vscode/settings.json" suffix(,)
    0};
static const unsigned char file76[] = {
#embed "../../state/init/CODEOWNERS" suffix(,)
    0};
static const unsigned char file77[] = {
#embed "../../state/init/README.md" suffix(,)
    0};
static const unsigned char file78[] = {
#embed "../../state/init/hooks/README.md" suffix(,)
    0};
static const unsigned char file79[] = {
#embed "../../state/schemas/credential.schema.json" suffix(,)
    0};
static const unsigned char file80[] = {
#embed "../../state/schemas/definitions.schema.json" suffix(,)
    0};
static const unsigned char file81[] = {
#embed "../../state/schemas/drift.schema.json" suffix(,)
    0};
static const unsigned char file82[] = {
#embed "../../state/schemas/environment-classes.schema.json" suffix(,)
    0};
static const unsigned char file83[] = {
#embed "../../state/schemas/environment.schema.json" suffix(,)
    0};
static const unsigned char file84[] = {
#embed "../../state/schemas/event.schema.json" suffix(,)
    0};
static const unsigned char file85[] = {
#embed "../../state/schemas/executions.schema.json" suffix(,)
    0};
static const unsigned char file86[] = {
#embed "../../state/schemas/format.schema.json" suffix(,)
    0};
static const unsigned char file87[] = {
#embed "../../state/schemas/git-setup.schema.json" suffix(,)
    0};
static const unsigned char file88[] = {
#embed "../../state/schemas/incident.schema.json" suffix(,)
    0};
static const unsigned char file89[] = {
#embed "../../state/schemas/job.schema.json" suffix(,)
    0};
static const unsigned char file90[] = {
#embed "../../state/schemas/member.schema.json" suffix(,)
    0};
static const unsigned char file91[] = {
#embed "../../state/schemas/node-knowledge.schema.json" suffix(,)
    0};
static const unsigned char file92[] = {
#embed "../../state/schemas/normalization.schema.json" suffix(,)
    0};
static const unsigned char file93[] = {
#embed "../../state/schemas/observed-credentials.schema.json" suffix(,)
    0};
static const unsigned char file94[] = {
#embed "../../state/schemas/observed-index.schema.json" suffix(,)
    0};
static const unsigned char file95[] = {
#embed "../../state/schemas/observed-tags.schema.json" suffix(,)
    0};
static const unsigned char file96[] = {
#embed "../../state/schemas/observed-users.schema.json" suffix(,)
    0};
static const unsigned char file97[] = {
#embed "../../state/schemas/overlay.schema.json" suffix(,)
    0};
static const unsigned char file98[] = {
#embed "../../state/schemas/pipeline.schema.json" suffix(,)
    0};
static const unsigned char file99[] = {
#embed "../../state/schemas/plans.schema.json" suffix(,)
    0};
static const unsigned char file100[] = {
#embed "../../state/schemas/platform.schema.json" suffix(,)
    0};
static const unsigned char file101[] = {
#embed "../../state/schemas/portable-workflow.schema.json" suffix(,)
    0};
static const unsigned char file102[] = {
#embed "../../state/schemas/promotion.schema.json" suffix(,)
    0};
static const unsigned char file103[] = {
#embed "../../state/schemas/retention.schema.json" suffix(,)
    0};
static const unsigned char file104[] = {
#embed "../../state/schemas/risk.schema.json" suffix(,)
    0};
static const unsigned char file105[] = {
#embed "../../state/schemas/roles.schema.json" suffix(,)
    0};
static const unsigned char file106[] = {
#embed "../../state/schemas/secrets.schema.json" suffix(,)
    0};
static const unsigned char file107[] = {
#embed "../../state/schemas/seen-pages.schema.json" suffix(,)
    0};
static const unsigned char file108[] = {
#embed "../../state/schemas/seen.schema.json" suffix(,)
    0};
static const unsigned char file109[] = {
#embed "../../state/schemas/status.schema.json" suffix(,)
    0};
static const unsigned char file110[] = {
#embed "../../state/schemas/tenant.schema.json" suffix(,)
    0};
static const unsigned char file111[] = {
#embed "../../state/schemas/undo.schema.json" suffix(,)
    0};
static const unsigned char file112[] = {
#embed "../../state/schemas/workflow-analysis.schema.json" suffix(,)
    0};
static const unsigned char file113[] = {
#embed "../../state/schemas/workflow-diff.schema.json" suffix(,)
    0};
static const unsigned char file114[] = {
#embed "../../state/schemas/workflow-hash.schema.json" suffix(,)
    0};
static const unsigned char file115[] = {
#embed "../../state/schemas/workflow-merge.schema.json" suffix(,)
    0};
static const unsigned char file116[] = {
#embed "../../state/schemas/workflow.schema.json" suffix(,)
    0};

static const struct embedded_resource table[] = {
    {"LICENSE", file0, sizeof file0 - 1},
    {"policies/drift.json", file1, sizeof file1 - 1},
    {"policies/environment-classes.json", file2, sizeof file2 - 1},
    {"policies/node-knowledge.json", file3, sizeof file3 - 1},
    {"policies/normalization.json", file4, sizeof file4 - 1},
    {"policies/plans.json", file5, sizeof file5 - 1},
    {"policies/retention.json", file6, sizeof file6 - 1},
    {"policies/risk.json", file7, sizeof file7 - 1},
    {"policies/roles.json", file8, sizeof file8 - 1},
    {"policies/secrets.json", file9, sizeof file9 - 1},
    {"site-templates/assets/icon.svg", file10, sizeof file10 - 1},
    {"site-templates/assets/site.css", file11, sizeof file11 - 1},
    {"site-templates/assets/site.js", file12, sizeof file12 - 1},
    {"site-templates/pages/activity.html", file13, sizeof file13 - 1},
    {"site-templates/pages/activity.md", file14, sizeof file14 - 1},
    {"site-templates/pages/credentials.html", file15, sizeof file15 - 1},
    {"site-templates/pages/credentials.md", file16, sizeof file16 - 1},
    {"site-templates/pages/environments.html", file17, sizeof file17 - 1},
    {"site-templates/pages/environments.md", file18, sizeof file18 - 1},
    {"site-templates/pages/incident.html", file19, sizeof file19 - 1},
    {"site-templates/pages/incident.md", file20, sizeof file20 - 1},
    {"site-templates/pages/incidents.html", file21, sizeof file21 - 1},
    {"site-templates/pages/incidents.md", file22, sizeof file22 - 1},
    {"site-templates/pages/matrix.html", file23, sizeof file23 - 1},
    {"site-templates/pages/matrix.md", file24, sizeof file24 - 1},
    {"site-templates/pages/overview.html", file25, sizeof file25 - 1},
    {"site-templates/pages/overview.md", file26, sizeof file26 - 1},
    {"site-templates/pages/promotion.html", file27, sizeof file27 - 1},
    {"site-templates/pages/promotion.md", file28, sizeof file28 - 1},
    {"site-templates/pages/promotions.html", file29, sizeof file29 - 1},
    {"site-templates/pages/promotions.md", file30, sizeof file30 - 1},
    {"site-templates/pages/workflow.html", file31, sizeof file31 - 1},
    {"site-templates/pages/workflow.md", file32, sizeof file32 - 1},
    {"site-templates/pages/workflows.html", file33, sizeof file33 - 1},
    {"site-templates/pages/workflows.md", file34, sizeof file34 - 1},
    {"site-templates/partials/badge.html", file35, sizeof file35 - 1},
    {"site-templates/partials/badge.md", file36, sizeof file36 - 1},
    {"site-templates/partials/bottom.html", file37, sizeof file37 - 1},
    {"site-templates/partials/bottom.md", file38, sizeof file38 - 1},
    {"site-templates/partials/brand.html", file39, sizeof file39 - 1},
    {"site-templates/partials/changes.html", file40, sizeof file40 - 1},
    {"site-templates/partials/changes.md", file41, sizeof file41 - 1},
    {"site-templates/partials/command.html", file42, sizeof file42 - 1},
    {"site-templates/partials/decisions.html", file43, sizeof file43 - 1},
    {"site-templates/partials/decisions.md", file44, sizeof file44 - 1},
    {"site-templates/partials/empty.html", file45, sizeof file45 - 1},
    {"site-templates/partials/empty.md", file46, sizeof file46 - 1},
    {"site-templates/partials/events.html", file47, sizeof file47 - 1},
    {"site-templates/partials/events.md", file48, sizeof file48 - 1},
    {"site-templates/partials/hash.html", file49, sizeof file49 - 1},
    {"site-templates/partials/incidents.md", file50, sizeof file50 - 1},
    {"site-templates/partials/pages.html", file51, sizeof file51 - 1},
    {"site-templates/partials/pages.md", file52, sizeof file52 - 1},
    {"site-templates/partials/promotions.html", file53, sizeof file53 - 1},
    {"site-templates/partials/promotions.md", file54, sizeof file54 - 1},
    {"site-templates/partials/time.html", file55, sizeof file55 - 1},
    {"site-templates/partials/time.md", file56, sizeof file56 - 1},
    {"site-templates/partials/top.html", file57, sizeof file57 - 1},
    {"site-templates/partials/top.md", file58, sizeof file58 - 1},
    {"state/demo/workflows/csv-import.json", file59, sizeof file59 - 1},
    {"state/demo/workflows/customer-lookup.json", file60, sizeof file60 - 1},
    {"state/demo/workflows/data-erasure.json", file61, sizeof file61 - 1},
    {"state/demo/workflows/error-alert.json", file62, sizeof file62 - 1},
    {"state/demo/workflows/lead-scoring.json", file63, sizeof file63 - 1},
    {"state/demo/workflows/nightly-invoices.json", file64, sizeof file64 - 1},
    {"state/demo/workflows/order-intake.json", file65, sizeof file65 - 1},
    {"state/demo/workflows/payment-reminder.json", file66, sizeof file66 - 1},
    {"state/demo/workflows/stock-sync.json", file67, sizeof file67 - 1},
    {"state/demo/workflows/support-agent.json", file68, sizeof file68 - 1},
    {"state/demo/workflows/weekly-report.json", file69, sizeof file69 - 1},
    {"state/init/.gitattributes", file70, sizeof file70 - 1},
    {"state/init/.gitea/workflows/n8n-ops.yml", file71, sizeof file71 - 1},
    {"state/init/.github/workflows/n8n-ops.yml", file72, sizeof file72 - 1},
    {"state/init/.gitignore", file73, sizeof file73 - 1},
    {"state/init/.gitlab-ci.yml", file74, sizeof file74 - 1},
    {"state/init/.vscode/settings.json", file75, sizeof file75 - 1},
    {"state/init/CODEOWNERS", file76, sizeof file76 - 1},
    {"state/init/README.md", file77, sizeof file77 - 1},
    {"state/init/hooks/README.md", file78, sizeof file78 - 1},
    {"state/schemas/credential.schema.json", file79, sizeof file79 - 1},
    {"state/schemas/definitions.schema.json", file80, sizeof file80 - 1},
    {"state/schemas/drift.schema.json", file81, sizeof file81 - 1},
    {"state/schemas/environment-classes.schema.json", file82, sizeof file82 - 1},
    {"state/schemas/environment.schema.json", file83, sizeof file83 - 1},
    {"state/schemas/event.schema.json", file84, sizeof file84 - 1},
    {"state/schemas/executions.schema.json", file85, sizeof file85 - 1},
    {"state/schemas/format.schema.json", file86, sizeof file86 - 1},
    {"state/schemas/git-setup.schema.json", file87, sizeof file87 - 1},
    {"state/schemas/incident.schema.json", file88, sizeof file88 - 1},
    {"state/schemas/job.schema.json", file89, sizeof file89 - 1},
    {"state/schemas/member.schema.json", file90, sizeof file90 - 1},
    {"state/schemas/node-knowledge.schema.json", file91, sizeof file91 - 1},
    {"state/schemas/normalization.schema.json", file92, sizeof file92 - 1},
    {"state/schemas/observed-credentials.schema.json", file93, sizeof file93 - 1},
    {"state/schemas/observed-index.schema.json", file94, sizeof file94 - 1},
    {"state/schemas/observed-tags.schema.json", file95, sizeof file95 - 1},
    {"state/schemas/observed-users.schema.json", file96, sizeof file96 - 1},
    {"state/schemas/overlay.schema.json", file97, sizeof file97 - 1},
    {"state/schemas/pipeline.schema.json", file98, sizeof file98 - 1},
    {"state/schemas/plans.schema.json", file99, sizeof file99 - 1},
    {"state/schemas/platform.schema.json", file100, sizeof file100 - 1},
    {"state/schemas/portable-workflow.schema.json", file101, sizeof file101 - 1},
    {"state/schemas/promotion.schema.json", file102, sizeof file102 - 1},
    {"state/schemas/retention.schema.json", file103, sizeof file103 - 1},
    {"state/schemas/risk.schema.json", file104, sizeof file104 - 1},
    {"state/schemas/roles.schema.json", file105, sizeof file105 - 1},
    {"state/schemas/secrets.schema.json", file106, sizeof file106 - 1},
    {"state/schemas/seen-pages.schema.json", file107, sizeof file107 - 1},
    {"state/schemas/seen.schema.json", file108, sizeof file108 - 1},
    {"state/schemas/status.schema.json", file109, sizeof file109 - 1},
    {"state/schemas/tenant.schema.json", file110, sizeof file110 - 1},
    {"state/schemas/undo.schema.json", file111, sizeof file111 - 1},
    {"state/schemas/workflow-analysis.schema.json", file112, sizeof file112 - 1},
    {"state/schemas/workflow-diff.schema.json", file113, sizeof file113 - 1},
    {"state/schemas/workflow-hash.schema.json", file114, sizeof file114 - 1},
    {"state/schemas/workflow-merge.schema.json", file115, sizeof file115 - 1},
    {"state/schemas/workflow.schema.json", file116, sizeof file116 - 1},
};

const struct embedded_resource *embedded_resources(size_t *count) {
  *count = sizeof table / sizeof table[0];
  return table;
}
