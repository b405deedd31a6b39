import Foundation
import Terminal
import Testing

/// What is typed, and the words that have to be offered for it.
private let typedLines: [(typed: [String], offered: [String])] = [
  ([""], ["env", "sync", "completions", "help"]),
  (["s"], ["sync"]),
  (["env", ""], ["add", "list"]),
  (["environment", "l"], ["list"]),
  (["env", "add", "--c"], ["--class"]),
  (["env", "add", "p", "--class", ""], ["development", "staging", "production"]),
  (["env", "add", "-c", "p"], ["production"]),
  (["env", "add", "p", "--no-t"], ["--no-test"]),
  (["env", "add", "--timeout", ""], []),
  (["sync", "p"], ["prod"]),
  (["sync", "--only", ""], ["workflows", "credentials"]),
  (["sync", "--only", "workflows", "st"], ["stage"]),
  (["sync", "--inter"], []),
  (["completions", ""], ["bash", "zsh", "fish"]),
]

@Suite("Completions")
struct CompletionTests {
  @Test("bash offers what fits", .enabled(if: Shell.bash.isInstalled, "needs bash"), arguments: typedLines)
  func bash(typed: [String], offered: [String]) async throws {
    let words = ["sample"] + typed
    let script = """
      \(await run("completions", "bash").output)
      COMP_WORDS=(\(ShellWords.joined(words)))
      COMP_CWORD=\(words.count - 1)
      _sample
      [[ ${#COMPREPLY[@]} == 0 ]] || printf '%s\\n' "${COMPREPLY[@]}"
      """
    #expect(lines(try Shell.bash.run(script)) == offered.sorted())
  }

  @Test("bash completes a value after an equals sign", .enabled(if: Shell.bash.isInstalled, "needs bash"))
  func bashEquals() async throws {
    let script = """
      \(await run("completions", "bash").output)
      COMP_WORDS=(sample env add --class = st); COMP_CWORD=5; _sample; echo "${COMPREPLY[@]}"
      COMP_WORDS=(sample env add --class =); COMP_CWORD=4; _sample; echo "${COMPREPLY[@]}"
      COMP_WORDS=(sample sync --only = workflows s); COMP_CWORD=5; _sample; echo "${COMPREPLY[@]}"
      COMP_WORDS=(sample env add --url https : //x -c ""); COMP_CWORD=8; _sample; echo "${COMPREPLY[@]}"
      COMP_WORDS=(sample sync p : s); COMP_CWORD=4; _sample; echo "${COMPREPLY[@]}"
      """
    let classes = "development staging production"
    #expect(try Shell.bash.run(script) == "staging\n\(classes)\nstage\n\(classes)\n\n")
  }

  @Test("bash does not run what a completion is called", .enabled(if: Shell.bash.isInstalled, "needs bash"))
  func bashHostileNames() async throws {
    let script = """
      \(await run("completions", "bash").output)
      cur=; COMPREPLY=(); _sample_offer_lines <<'END'
      $(echo run >&2)
      a b
      END
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    #expect(try Shell.bash.run(script) == #"\$\(echo\ run\ \>\&2\)"# + "\n" + #"a\ b"# + "\n")
  }

  @Test("fish offers what fits", .enabled(if: Shell.fish.isInstalled, "needs fish"), arguments: typedLines)
  func fish(typed: [String], offered: [String]) async throws {
    let script = """
      \(await run("completions", "fish").output)
      complete -C '\((["sample"] + typed).joined(separator: " "))'
      """
    // fish writes the description after a tab.
    let words = lines(try Shell.fish.run(script)).map { String($0.prefix { $0 != "\t" }) }
    #expect(words == offered.sorted())
  }

  @Test("zsh offers what fits", .enabled(if: Shell.zsh.isInstalled, "needs zsh"), arguments: typedLines)
  func zsh(typed: [String], offered: [String]) async throws {
    let script = zshHarness(
      completions: await run("completions", "zsh").output, line: (["sample"] + typed).joined(separator: " "))
    #expect(lines(try Shell.zsh.run(script)) == offered.sorted())
  }

  @Test("files are offered by their extension", .enabled(if: Shell.bash.isInstalled, "needs bash"))
  func bashFiles() async throws {
    let script = """
      \(await run("completions", "bash").output)
      COMP_WORDS=(sample sync --from ""); COMP_CWORD=3; _sample; printf '%s\\n' "${COMPREPLY[@]}"
      """
    try withFiles { folder in
      let offered = lines(try Shell.bash.run(script, in: folder))
      #expect(offered == ["a.json", "b c.txt", "folder"])
    }
  }

  @Test("files are offered by their extension in zsh", .enabled(if: Shell.zsh.isInstalled, "needs zsh"))
  func zshFiles() async throws {
    let script = zshHarness(completions: await run("completions", "zsh").output, line: "sample sync --from ")
    try withFiles { folder in
      let offered = Set(lines(try Shell.zsh.run(script, in: folder)))
      #expect(offered.isSuperset(of: ["a.json", "b\\ c.txt"]))
      #expect(!offered.contains("d.md"))
    }
  }

  @Test("files are offered in fish", .enabled(if: Shell.fish.isInstalled, "needs fish"))
  func fishFiles() async throws {
    let script = await run("completions", "fish").output + "complete -C 'sample sync --from '\n"
    try withFiles { folder in
      let offered = lines(try Shell.fish.run(script, in: folder))
      #expect(offered.map { $0.prefix { $0 != "\t" } } == ["a.json", "b c.txt", "d.md", "folder/"])
    }
  }

  private func withFiles(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "terminal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("folder"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["a.json", "b c.txt", "d.md"] { try Data().write(to: folder.appendingPathComponent(name)) }
    try body(folder)
  }

  @Test("an unknown shell is refused")
  func unknownShell() async {
    #expect(await run("completions", "bush").errors.contains("did you mean 'bash'?"))
  }

  private func lines(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map(String.init).sorted()
  }

  /// Types a line and a tab into an interactive zsh on a pseudo-terminal, and prints every word that its
  /// completion functions add (`compadd` stands between them and the line editor).
  private func zshHarness(completions: String, line: String) -> String {
    let setup = """
      PROMPT=
      autoload -Uz compinit
      compinit -u -D
      \(completions)
      bindkey '^I' complete-word
      marker () { echo -E - '<<marker>>' }
      compprefuncs=( marker )
      comppostfuncs=( marker exit )
      zstyle ':completion:*' insert-tab false
      compadd () {
        if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return $?; fi
        local -a hits
        builtin compadd -A hits "$@"
        (( $#hits )) && print -rl -- $hits
        builtin compadd "$@"
      }
      echo '<<ready>>'
      """
    return """
      zmodload zsh/zpty
      file=$(mktemp)
      cat > $file <<'END_OF_SETUP'
      \(setup)
      END_OF_SETUP
      zpty child zsh -f -i
      zpty -w child "source $file"
      while zpty -r child answer; do [[ $answer == *'<<ready>>'* ]] && break; done
      rm -f $file
      zpty -n -w child \(ShellWords.quoted(line))$'\\t'
      inside=0
      while zpty -r child answer; do
        if [[ $answer == *'<<marker>>'* ]]; then
          (( inside++ )) && break
        elif (( inside )); then
          print -r -- ${answer%$'\\r\\n'}
        fi
      done
      zpty -d child
      """
  }
}
