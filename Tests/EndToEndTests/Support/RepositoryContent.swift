import Foundation

extension Scratch {
  /// What a repository holds, without what differs from run to run (ids, times, hashes), judged by git: refs, history of
  /// `main`, files and their content. Damage, locks and unfinished notes of a killed process are part of it.
  func content(of repository: String) throws -> String {
    let script = """
      cd "$1" || exit 1
      {
      git fsck --strict --no-dangling 2>&1 | grep -v -e '^Checking' -e '^notice:'
      git for-each-ref --format='%(refname) %(objecttype)' | grep -v '^refs/n8n-ops-remote/'
      git log --format='%s; %an; %cn; %P' main | sed 's/[0-9a-f]\\{40\\}/parent/g'
      for ref in $(git for-each-ref --format='%(refname)' refs/heads); do
        echo "== $ref"
        # Sealed values are other ones each time.
        git ls-tree -r --format='%(objectname) %(path)' "$ref" | grep -v '[.]age$' |
          git cat-file --batch='-- %(rest)'
        git ls-tree -r --name-only "$ref" | grep '[.]age$'
      done
      for ref in $(git for-each-ref --format='%(refname)' refs/n8n-ops); do
        # Job records are other ones each time, and a commit was verified before the kill or after it.
        case $ref in refs/n8n-ops/jobs/* | refs/n8n-ops/verified*) ;; *) echo "== $ref"; git ls-tree -r --name-only "$ref";; esac
      done
      test -d .git && git status --porcelain
      journal=$(cat "$(git rev-parse --git-dir)/ops-journal" 2>/dev/null)
      # Temporary files are swept after a day. A lock that the journal names is known to be nobody's: whoever wants it next takes it away.
      find . -name '*.lock' ! -name 'n8n-ops*.lock' ! -name '*_git2_*' | while read -r lock; do
        case $journal in *"${lock#.}"*) ;; *) echo "$lock";; esac
      done
      echo "$journal" | grep -v -e '^lock ' -e '^end$'
      } | sed -E 's/[0-9]{8}T[0-9]{6}Z-[a-z0-9]{6}/ID/g
        s/\\b[0-9a-f]{64}\\b/HASH/g
        s/\\b[0-9a-f]{40}\\b/OID/g
        s/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/TIME/g
        s/"id": "[A-Za-z0-9]{16}"/"id": "N8N"/g
        s/"milliseconds": [0-9]+/"milliseconds": N/g'
      """
    return try Program.tool("sh", in: url).run("-c", script, "sh", path(repository)).output
  }

  /// The files of a work tree with their content.
  func files(of name: String) throws -> String {
    try Program.tool("sh", in: url).run(
      "-c", "cd \(name) && find . -path ./.git -prune -o -type f -print | sort | xargs cat"
    ).output
  }
}
