"""The reference: the operations of the OpenAPI document, laid out for a page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

_METHODS: Final = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Parameter:
    """What a call takes in its address or its headers."""

    name: str
    where: str
    required: bool
    description: str
    example: str


@dataclass(frozen=True)
class Answer:
    """What a call may answer: a status, what it means, and an example of each kind of content."""

    status: str
    meaning: str
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Operation:
    """One call of the API. `body` is an example of what it reads, or empty."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    body: str
    streams: bool
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Chapter:
    """The operations of one tag."""

    name: str
    description: str
    operations: tuple[Operation, ...]


def chapters(document: Mapping[str, Any]) -> list[Chapter]:
    """Give the operations by tag, in the order of the document."""
    found: dict[str, list[Operation]] = {tag["name"]: [] for tag in document["tags"]}
    for path, methods in document["paths"].items():
        for method in (one for one in _METHODS if one in methods):
            operation = methods[method]
            found.setdefault(operation["tags"][0], []).append(_operation(document, method, path, operation))
    told = {tag["name"]: tag["description"] for tag in document["tags"]}
    return [Chapter(name, told.get(name, ""), tuple(one)) for name, one in found.items() if one]


def _operation(document: Mapping[str, Any], method: str, path: str, found: Mapping[str, Any]) -> Operation:
    answers = tuple(_answer(status, told) for status, told in found["responses"].items())
    return Operation(
        id=found["operationId"],
        method=method.upper(),
        path=path,
        summary=found["summary"],
        description=found.get("description", ""),
        parameters=tuple(_parameter(one) for one in found.get("parameters", ()) if one["in"] != "cookie"),
        body=_body(document, found),
        streams=any(media == "text/event-stream" for answer in answers for media, _ in answer.examples),
        answers=answers,
    )


def _parameter(found: Mapping[str, Any]) -> Parameter:
    schema = found.get("schema", {})
    given = found.get("example", next(iter(schema.get("examples", ())), schema.get("default", "")))
    return Parameter(
        name=found["name"],
        where=found["in"],
        required=found.get("required", False),
        description=found.get("description", ""),
        # A key of an example is nobody's: the page offers to make one.
        example="" if found["in"] == "header" or given is None else str(given),
    )


def _body(document: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    content = found.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return ""
    named = next(iter(content.get("examples", {}).values()), None)
    example = named["value"] if named else next(iter(_schema(document, content).get("examples", ({},))))
    return _written(example)


def _schema(document: Mapping[str, Any], content: Mapping[str, Any]) -> Mapping[str, Any]:
    schema: Mapping[str, Any] = content["schema"]
    if "examples" in schema or "$ref" not in schema:
        return schema
    referred: Mapping[str, Any] = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return referred


def _answer(status: str, told: Mapping[str, Any]) -> Answer:
    examples = tuple(
        (media, _written(content["example"]))
        for media, content in told.get("content", {}).items()
        if "example" in content
    )
    return Answer(status, told["description"], examples)


def _written(example: Any) -> str:
    if isinstance(example, str):
        return example.strip()
    return json.dumps(example, ensure_ascii=False, indent=2)
