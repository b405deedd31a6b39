/// What makes a pipeline sound (PIPE-002).
package enum PipelineRules {
  /// Every reason why the pipeline cannot be used; empty when it is sound.
  package static func violations(in pipeline: Pipeline, environments: [Slug: EnvironmentClass]) -> [String] {
    var found: [String] = []
    if pipeline.stages.isEmpty { found.append("It has no stage.") }
    for stage in pipeline.stages {
      if stage.source == stage.target { found.append("Stage \(stage.source) leads to itself.") }
      switch (environments[stage.source], environments[stage.target]) {
      case (nil, _): found.append("Environment \(stage.source) does not exist.")
      case (_, nil): found.append("Environment \(stage.target) does not exist.")
      case (let source?, let target?) where source > target:
        found.append(
          "\(stage.source) (\(source.rawValue)) may not lead to \(stage.target) (\(target.rawValue)).")
      default: break
      }
    }
    for (earlier, later) in zip(pipeline.stages, pipeline.stages.dropFirst())
    where earlier.target != later.source {
      found.append("Stage into \(earlier.target) is followed by one from \(later.source).")
    }
    let path = pipeline.stages.prefix(1).map(\.source) + pipeline.stages.map(\.target)
    if Set(path).count != path.count { found.append("It passes an environment twice.") }
    return found
  }
}
