import Governance
import JSON

/// A pipeline can be gone along: its environments follow each other, and none leads away from production.
struct PipelineRule: CheckRule {
  let name = "pipeline"

  func check(_ tenant: CheckedTenant) -> [CheckFinding] {
    var classes: [Slug: EnvironmentClass] = [:]
    for environment in tenant.environments {
      if let slug = Slug(environment.name) { classes[slug] = environment.value.class }
    }
    return tenant.pipelines.flatMap { pipeline in
      // What has no environment, or one that cannot be read, is for other rules.
      let isKnown = pipeline.value.stages.allSatisfy {
        classes[$0.source] != nil && classes[$0.target] != nil
      }
      let violations = isKnown ? PipelineRules.violations(in: pipeline.value, environments: classes) : []
      return violations.map { violation in
        pipeline.file.finding(
          self, at: JSONPointer(tokens: ["stages"]), violation,
          remedy:
            "Let each stage begin where the one before ends, development before staging before production.")
      }
    }
  }
}
