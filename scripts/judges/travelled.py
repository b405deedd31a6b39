"""Judges whether workflows came through unchanged, by rules of its own.

usage: travelled.py ORIGINALS OTHERS

Both are folders of JSON files: what n8n exports or answers, or the portable form of the ledger. Each workflow of OTHERS is
compared, by its name, with the original: every node in its order with every parameter, every connection, setting and tag. Left
aside is only what belongs to an instance (ids, versions, pinned data) and what n8n itself adds or drops (settings and flags of
nodes at their default, the cached display name of a chosen resource). Credentials are compared by name; one that had to be told
apart from another of the same name bears a suffix, and different ones may not become the same. Prints one finding a line; exit
status 1 when there is any.
"""

import json
import re
import sys
from pathlib import Path

OF_THE_INSTANCE = {
    "id", "active", "activeVersion", "activeVersionId", "createdAt", "updatedAt", "versionId", "versionCounter", "triggerCount",
    "shared", "meta", "pinData", "staticData", "isArchived", "sourceWorkflowId", "versionMetadata", "parentFolder", "nodeGroups",
}
# Lists of n8n do not tell it, so that a sync does not see it.
NOT_LISTED = {"description"}
SETTINGS = {
    "callerPolicy": "workflowsFromSameOwner", "availableInMCP": False, "executionOrder": "v0", "executionTimeout": -1,
    "binaryMode": "separate",
}
FLAGS = {
    "alwaysOutputData": False, "executeOnce": False, "disabled": False, "retryOnFail": False, "continueOnFail": False,
    "notesInFlow": False, "notes": "", "onError": "stopWorkflow",
}
ABSENT = "(absent)"


def without(members, defaults):
    return {key: value for key, value in members.items() if not (key in defaults and value == defaults[key])}


def parameters(value):
    if isinstance(value, dict):
        return {k: parameters(v) for k, v in value.items() if k not in ("cachedResultName", "cachedResultUrl")}
    return [parameters(item) for item in value] if isinstance(value, list) else value


def reduced(workflow):
    """What has to be the same wherever the workflow is."""
    result = {key: value for key, value in workflow.items() if key not in OF_THE_INSTANCE | NOT_LISTED | {"$schema"}}
    result["tags"] = sorted(tag if isinstance(tag, str) else tag["name"] for tag in workflow.get("tags") or [])
    result["settings"] = without(workflow.get("settings") or {}, SETTINGS)
    result["nodes"] = []
    for node in workflow["nodes"]:
        node = without({key: value for key, value in node.items() if key not in ("webhookId", "credentials")}, FLAGS)
        node["parameters"] = parameters(node.get("parameters", {}))
        result["nodes"].append(node)
    return result


def differences(one, other, place=""):
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(set(one) | set(other)):
            yield from differences(one.get(key, ABSENT), other.get(key, ABSENT), f"{place}/{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, pair in enumerate(zip(one, other)):
            yield from differences(*pair, f"{place}/{index}")
    elif one != other or isinstance(one, bool) != isinstance(other, bool):
        yield f"{place}: {json.dumps(one)[:100]} became {json.dumps(other)[:100]}"


def credentials(name, one, other, seen):
    """Compares by name, and keeps who became whom."""
    for before, after in zip(one["nodes"], other["nodes"]):
        had, has = before.get("credentials") or {}, after.get("credentials") or {}
        for kind in sorted(set(had) | set(has)):
            old, new = had.get(kind), has.get(kind)
            old_name = old.get("name", "") if isinstance(old, dict) else old
            new_name = new.get("name", "") if isinstance(new, dict) else new
            if old is None or new is None or not re.fullmatch(re.escape(old_name) + r"( \([a-z0-9-]+\))?", new_name):
                yield f"{name}: {before['name']}: credential {json.dumps(old)} became {json.dumps(new)}"
                continue
            # n8n itself finds one without id by its name.
            if old.get("id"):
                identity = new.get("id") if isinstance(new, dict) else None
                seen.setdefault((kind, identity or new_name), set()).add(old["id"])


def read(folder):
    workflows = {}
    for file in sorted(Path(folder).glob("*.json")):
        workflow = json.loads(file.read_text(encoding="utf-8"))
        if workflow["name"] in workflows:
            raise SystemExit(f"two are named {workflow['name']}")
        workflows[workflow["name"]] = workflow
    return workflows


def main(originals, others):
    originals, others, findings, seen = read(originals), read(others), [], {}
    for name, other in others.items():
        if name not in originals:
            findings.append(f"{name}: there is no original")
            continue
        findings += [f"{name}: {text}" for text in differences(reduced(originals[name]), reduced(other))]
        findings += credentials(name, originals[name], other, seen)
    findings += [f"credentials {sorted(who)} became one, {new}" for new, who in seen.items() if len(who) > 1]
    print("\n".join(findings))
    print(f"{len(others)} of {len(originals)} workflows judged", file=sys.stderr)
    return 1 if findings or not others else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
