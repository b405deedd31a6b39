/// What makes a pipeline sound (PIPE-002).
package enum PipelineRules {
  /// Every reason why the pipeline cannot be used; empty when it is sound.
  package static func violations(in pipeline: Pipeline, environments: [Slug: EnvironmentClass]) -> [String] {
    var found: [String] = []
    if pipeline.stages.isEmpty { found.append("It has no stage.") }
    for stage in pipeline.stages {
      if stage.source == stage.target { found.append("Stage \(stage.source) leads to itself.") }
      if let source = environments[stage.source], let target = environments[stage.target], source > target {
        found.append(
          "\(stage.source) (\(source.rawValue)) may not lead to \(stage.target) (\(target.rawValue)).")
      }
    }
    let named = Set(pipeline.stages.flatMap { [$0.source, $0.target] })
    found += named.filter { environments[$0] == nil }.sorted().map { "Environment \($0) does not exist." }
    for (earlier, later) in zip(pipeline.stages, pipeline.stages.dropFirst())
    where earlier.target != later.source {
      found.append("Stage into \(earlier.target) is followed by one from \(later.source).")
    }
    let path = pipeline.stages.prefix(1).map(\.source) + pipeline.stages.map(\.target)
    if Set(path).count != path.count { found.append("It passes an environment twice.") }
    return found
  }
}
