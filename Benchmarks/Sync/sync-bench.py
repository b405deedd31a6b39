"""Measures a sync beside the bare steps it is made of, in one run on the same data.

A simulated n8n serves copies of a folder of workflows. In each round, one after the other:

  transfer      one curl fetches all pages, and the lists of tags, credentials and users
  reserialise   orjson reads the pages and writes each workflow with sorted keys
  fast-import   git fast-import --depth=0 with core.compression=1 stores them
  first sync    n8n-ops sync of an environment that was never read, commit included
  unchanged     n8n-ops sync again

Medians of the rounds are compared. Processes are timed from start to end; of reserialise only the work counts, not
the start of Python.
"""

import argparse
import base64
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import orjson

KEY = "bench"


def timed(command, **options):
    """Runs a command; wall seconds, processor seconds, peak memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} failed with {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


class Instance:
    """A simulated n8n with so many workflows."""

    def __init__(self, program, corpus, count):
        files = sum(name.endswith(".json") for name in os.listdir(corpus))
        copies = max(1, round(count / files))
        self.process = subprocess.Popen(
            [program, "--n8n", "2.40.7", "--api-key", KEY, "--load", corpus, "--copies", str(copies), "--active"],
            stdout=subprocess.PIPE,
            text=True,
        )
        words = self.process.stdout.readline().split()
        if words[:1] != ["ready"]:
            sys.exit("n8n-sim did not start")
        self.url = words[1]
        self.count = files * copies

    def urls(self):
        """All that a sync reads."""
        api = self.url.rstrip("/") + "/api/v1"
        yield f"{api}/workflows?limit=250"
        for offset in range(250, self.count, 250):
            cursor = base64.b64encode(b'{"limit":250,"offset":%d}' % offset).decode()
            yield f"{api}/workflows?limit=250&cursor={cursor}"
        for name in ("tags", "credentials", "users"):
            yield f"{api}/{name}?limit=250"

    def end(self):
        self.process.terminate()
        self.process.wait()


def transfer(instance, folder):
    """Fetches everything over one connection, page by page."""
    lines = [f'header = "X-N8N-API-KEY: {KEY}"', "silent", "fail"]
    for number, url in enumerate(instance.urls()):
        lines += [f'url = "{url}"', f'output = "{folder}/{number:04}.json"']
    config = f"{folder}/curl.conf"
    with open(config, "w") as file:
        file.write("\n".join(lines))
    return timed(["curl", "--config", config])


def reserialise(folder, stream):
    """Writes each workflow with sorted keys, as input of fast-import."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    start = time.perf_counter()
    entries = []
    options = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2
    with open(stream, "wb") as out:
        for name in sorted(os.listdir(folder)):
            if not name.endswith(".json"):
                continue
            with open(f"{folder}/{name}", "rb") as file:
                for item in orjson.loads(file.read())["data"]:
                    if "nodes" not in item:
                        continue
                    content = orjson.dumps(item, option=options)
                    entries.append(item["id"])
                    out.write(b"blob\nmark :%d\ndata %d\n" % (len(entries), len(content)))
                    out.write(content)
                    out.write(b"\n")
        out.write(b"commit refs/heads/main\ncommitter B <b@example.com> 0 +0000\ndata 0\n")
        for mark, name in enumerate(entries, 1):
            out.write(b"M 100644 :%d %s.json\n" % (mark, name.encode()))
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_SELF)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 0


def fast_import(stream, repository):
    subprocess.run(["git", "init", "--quiet", "--bare", repository], check=True)
    with open(stream, "rb") as file:
        return timed(
            ["git", "-C", repository, "-c", "core.compression=1", "fast-import", "--depth=0", "--quiet"], stdin=file
        )


class Operations:
    """An operations repository that knows the instance."""

    def __init__(self, program, instance, folder):
        self.program = program
        self.template = f"{folder}/ops.git"
        self.repository = f"{folder}/ops-run.git"
        self.variables = {
            **os.environ, "BENCH_KEY": KEY, "GIT_AUTHOR_NAME": "Bench", "GIT_AUTHOR_EMAIL": "bench@example.com",
        }
        subprocess.run(["git", "init", "--quiet", "--bare", self.template], check=True)
        self.call("init", self.template, quiet=True)
        self.call("tenant", "add", "acme", "--name", "Acme", "--repo", self.template, quiet=True)
        self.call(
            "env", "add", "production", "--class", "production", "--url", instance.url,
            "--api-key-from", "env:BENCH_KEY", "--repo", self.template, quiet=True,
        )

    def call(self, *arguments, quiet=False):
        command = [self.program, *arguments]
        if quiet:
            return subprocess.run(command, env=self.variables, check=True, stdout=subprocess.DEVNULL)
        return timed(command, env=self.variables, stderr=subprocess.DEVNULL)

    def begin(self):
        shutil.rmtree(self.repository, ignore_errors=True)
        shutil.copytree(self.template, self.repository, symlinks=True)

    def sync(self):
        return self.call("sync", "--repo", self.repository)


def measure(arguments, count, folder):
    os.makedirs(folder)
    instance = Instance(f"{arguments.programs}/n8n-sim", arguments.corpus, count)
    figures = {}
    try:
        operations = Operations(f"{arguments.programs}/n8n-ops", instance, folder)
        # The simulator writes each answer once and keeps it: the first reader pays for that.
        os.makedirs(f"{folder}/warm")
        transfer(instance, f"{folder}/warm")
        for round in range(arguments.rounds):
            place = f"{folder}/{round}"
            os.makedirs(f"{place}/pages")
            note = lambda name, figure: figures.setdefault(name, []).append(figure)
            note("transfer", transfer(instance, f"{place}/pages"))
            note("reserialise", reserialise(f"{place}/pages", f"{place}/stream"))
            note("fast-import", fast_import(f"{place}/stream", f"{place}/bare.git"))
            operations.begin()
            note("first sync", operations.sync())
            for _ in range(arguments.unchanged):
                note("transfer again", transfer(instance, f"{place}/pages"))
                note("unchanged", operations.sync())
            shutil.rmtree(place)
    finally:
        instance.end()
    report(instance.count, figures)


def report(count, figures):
    def median(name, place):
        return statistics.median(figure[place] for figure in figures[name])

    print(f"\n{count} workflows, median of {len(figures['first sync'])} rounds")
    for name, found in figures.items():
        walls = [figure[0] for figure in found]
        memory = f"  peak {median(name, 2):4.0f} MB" if median(name, 2) else ""
        print(
            f"  {name:15} {median(name, 0):7.3f} s (least {min(walls):.3f})  processor {median(name, 1):7.3f} s{memory}"
        )
    steps = ["transfer", "reserialise", "fast-import"]
    bare = [sum(figures[step][round][0] for step in steps) for round in range(len(figures["first sync"]))]
    first = [figure[0] / sum for figure, sum in zip(figures["first sync"], bare)]
    again = [ours[0] / theirs[0] for ours, theirs in zip(figures["unchanged"], figures["transfer again"])]
    print(f"  first sync / three bare steps   {statistics.median(first):.2f} (budget 1.00), each {rounded(first)}")
    print(f"  unchanged / bare transfer       {statistics.median(again):.2f} (budget 1.20), each {rounded(again)}")
    sys.stdout.flush()


def rounded(ratios):
    return " ".join(f"{ratio:.2f}" for ratio in ratios)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", default=".build/release", help="folder of n8n-ops and n8n-sim")
    parser.add_argument("--corpus", default="../shared/corpus", help="folder of workflows")
    parser.add_argument("--sizes", default="1000,5000,10000", help="workflows, by comma")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--unchanged", type=int, default=2, help="syncs without a change in each round")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sync-bench-") as folder:
        for size in arguments.sizes.split(","):
            measure(arguments, int(size), f"{folder}/{size}")


main()
