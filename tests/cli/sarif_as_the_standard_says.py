"""SARIF 2.1.0, as far as we write it, as a JSON schema: from the text of the OASIS standard (errata 01), by section.

Objects take no other properties, so that a misspelt one is seen. A property bag (§3.8) may hold anything.
"""

from __future__ import annotations

from typing import Any

NATURAL = {"type": "integer", "minimum": 0}
POSITIVE = {"type": "integer", "minimum": 1}
INDEX = {"type": "integer", "minimum": -1}
WORDS = {"type": "string"}
LEVEL = {"enum": ["none", "note", "warning", "error"]}  # §3.27.10
BAG: dict[str, Any] = {
    "type": "object",
    "properties": {"tags": {"type": "array", "items": WORDS, "uniqueItems": True}},  # §3.8.2
}


def an_object(required: str = "", **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties | {"properties": BAG},
        "required": required.split(),
        "additionalProperties": False,
    }


def many(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


MESSAGE = an_object("text", text=WORDS, markdown=WORDS)  # §3.11, §3.12
ARTIFACT_LOCATION = an_object(uri={"type": "string", "format": "uri-reference"}, index=INDEX)  # §3.4
REGION = an_object(  # §3.30
    startLine=POSITIVE,
    startColumn=POSITIVE,
    endLine=POSITIVE,
    endColumn=POSITIVE,
    charOffset=INDEX,
    charLength=NATURAL,
    snippet=an_object(text=WORDS),
)
PHYSICAL = an_object("artifactLocation", artifactLocation=ARTIFACT_LOCATION, region=REGION)  # §3.29
SUPPRESSION = an_object(  # §3.35
    "kind",
    kind={"enum": ["inSource", "external"]},
    status={"enum": ["accepted", "underReview", "rejected"]},
    justification=WORDS,
)
RESULT = an_object(  # §3.27
    "message",
    ruleId=WORDS,
    ruleIndex=INDEX,
    level=LEVEL,
    message=MESSAGE,
    locations=many(an_object(physicalLocation=PHYSICAL)),
    partialFingerprints={"type": "object", "additionalProperties": WORDS},
    suppressions=many(SUPPRESSION),
)
RULE = an_object(  # §3.49, §3.50
    "id",
    id=WORDS,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=an_object(level=LEVEL),
)
DRIVER = an_object("name", name={"type": "string", "minLength": 1}, version=WORDS, rules=many(RULE))  # §3.19
RUN = an_object(  # §3.14
    "tool",
    tool=an_object("driver", driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    artifacts=many(an_object(location=ARTIFACT_LOCATION)),
    results=many(RESULT),
)
LOG = {
    "type": "object",
    "properties": {"$schema": {"type": "string", "format": "uri"}, "version": {"const": "2.1.0"}, "runs": many(RUN)},
    "required": ["version", "runs"],
    "additionalProperties": False,
}  # §3.13
