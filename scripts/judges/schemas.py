"""Judges JSON documents by the JSON Schemas of a folder, with the validator of PyPI's jsonschema.

    schemas.py FOLDER < REQUEST

The schemas themselves are judged by the meta-schema first; one that is wrong ends the run with exit status 1.
REQUEST is a JSON array of [schema, document] where schema is a name such as "tenant". The answer is a JSON array with
an array of JSON Pointers for each document: the places that are wrong, none where the document is valid.
"""

import datetime
import json
import pathlib
import sys

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

formats = FormatChecker(formats=[])


@formats.checks("date-time", raises=ValueError)
def is_time(value):
    if isinstance(value, str):
        datetime.datetime.fromisoformat(value)
    return True


def pointer(path):
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in path)


def main():
    schemas = {path.name: json.loads(path.read_text()) for path in pathlib.Path(sys.argv[1]).glob("*.schema.json")}
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    base = "file:///state/schemas/"
    registry = Registry().with_resources(
        (base + name, Resource.from_contents(schema)) for name, schema in schemas.items()
    )
    validators = {
        name: Draft202012Validator({"$ref": base + name}, registry=registry, format_checker=formats) for name in schemas
    }
    answers = [
        sorted({pointer(error.absolute_path) for error in validators[name + ".schema.json"].iter_errors(document)})
        for name, document in json.load(sys.stdin)
    ]
    json.dump(answers, sys.stdout)


main()
