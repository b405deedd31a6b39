"""Judges files by the JSON Schemas that they name in `$schema`.

Takes the root of an ops repository, checked out, and prints one line for each file: `yes PATH`, or `no PATH: why`.
The schemas in state/schemas are judged too: by the meta-schema, by their own examples, and whether every property
is described.
"""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, best_match


def error_of(validator, value):
    found = best_match(validator.iter_errors(value))
    return f"/{'/'.join(map(str, found.absolute_path))}: {found.message}" if found else None


def undescribed(schema, place=""):
    """The property that nothing says anything about, or that lets a misspelt member pass."""
    if isinstance(schema, dict):
        properties = schema.get("properties")
        # Conditions name properties that are described elsewhere.
        if isinstance(properties, dict) and not place.endswith("/if"):
            if "additionalProperties" not in schema:
                return f"{place}: members that are not named are let through"
            for name, property in properties.items():
                if not isinstance(property, dict) or not property.get("description"):
                    return f"{place}/properties/{name}: no description"
        for key, child in schema.items():
            if key != "examples" and (found := undescribed(child, f"{place}/{key}")):
                return found
    return None


def schema_error(schema):
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        return error.message
    for member in ("title", "description", "examples"):
        if not schema.get(member):
            return f"no {member}"
    if found := undescribed(schema):
        return found
    for number, example in enumerate(schema["examples"]):
        if found := error_of(Draft202012Validator(schema), example):
            return f"example {number} {found}"
    return None


def file_error(root, path, value):
    reference = value.get("$schema") if isinstance(value, dict) else None
    if not isinstance(reference, str):
        return "names no schema"
    place = (path.parent / reference).resolve()
    if place.parent != root / "state/schemas" or not place.is_file():
        return f"{reference} leads nowhere"
    return error_of(Draft202012Validator(json.loads(place.read_text())), value)


def main(folder):
    root = Path(folder).resolve()
    for path in sorted(root.rglob("*.json")):
        value = json.loads(path.read_text())
        name = path.relative_to(root)
        why = schema_error(value) if name.parts[:2] == ("state", "schemas") else file_error(root, path, value)
        print(f"no {name}: {why}" if why else f"yes {name}")


if __name__ == "__main__":
    main(sys.argv[1])
