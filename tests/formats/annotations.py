"""What the W3C's own tests and a JSON-LD processor make of the annotations that Pinfold writes.

The schemas and the context are the W3C's, and stand beside the project; nothing is fetched.
"""

import json
import pathlib
import sys

from jsonschema import Draft4Validator
from pyld import jsonld
from referencing import Registry
from referencing.jsonschema import DRAFT4

FOLDER, SHARED = (pathlib.Path(argument) for argument in sys.argv[1:3])
SUITE = SHARED / "suites/web-annotation"
CONTEXT = SHARED / "specs/w3c/anno.jsonld"
# As many demands as the model makes of one annotation.
MUSTS = 14
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
ANNOTATION = "http://www.w3.org/ns/oa#Annotation"


def schemas():
    """The demands, by file name, and the definitions they refer to by file name or address."""
    registry, musts = Registry(), {}
    for file in sorted([*SUITE.glob("definitions/*.json"), *SUITE.glob("annotations/*.json")]):
        schema = json.loads(file.read_text())
        for name in {file.name, schema.get("id", file.name)}:
            registry = registry.with_resource(name, DRAFT4.create_resource(schema))
        if schema.get("assertionType") == "must" and schema.get("expectedResult", "valid") == "valid":
            musts[file.name] = schema
    assert len(musts) == MUSTS, sorted(musts)
    return [(name, Draft4Validator(schema, registry=registry)) for name, schema in musts.items()]


def context_of(address, _):
    assert address == "http://www.w3.org/ns/anno.jsonld", f"nothing else is loaded: {address}"
    return {"contextUrl": None, "documentUrl": address, "document": json.loads(CONTEXT.read_text())}


def main():
    musts = schemas()
    jsonld.set_document_loader(context_of)
    for name in ["board.jsonld", "hostile.jsonld"]:
        collection = json.loads((FOLDER / name).read_text())
        items = collection["first"]["items"]
        assert items
        for item in items:
            for must, validator in musts:
                for error in validator.iter_errors(item):
                    raise AssertionError(f"{name}, {item['id']}, {must}: {error.message}")
        # A key that the context does not know is dropped without a word, and so is what has no identity.
        quads = jsonld.to_rdf(collection)["@default"]
        typed = {quad["subject"]["value"] for quad in quads if (quad["predicate"]["value"], quad["object"]["value"]) == (TYPE, ANNOTATION)}
        assert typed == {item["id"] for item in items}, typed ^ {item["id"] for item in items}
        print(f"{name}: {len(items)} annotations, {len(musts)} demands each, {len(quads)} statements")


main()
