"""Checks the form of a document against the published meta-schema."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import jsonschema

from forms_engine.checking.bounds import out_of_bounds
from forms_engine.checking.messages import finding
from forms_engine.definition import FORMAT
from forms_engine.errors import Finding
from forms_engine.validators import explainer_for, judge_for

META_SCHEMA: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "rathaus-process-1.schema.json").read_text(encoding="utf-8")
)
_EXPLAINER: Final = explainer_for(META_SCHEMA)
# Much quicker than the explainer, which is asked only where something is wrong.
_JUDGE: Final = judge_for(META_SCHEMA)
_NODE_JUDGE: Final = judge_for({"$ref": "#/$defs/node", "$defs": META_SCHEMA["$defs"]})
_ID: Final = re.compile(META_SCHEMA["$defs"]["id"]["pattern"].replace("$", r"\Z"))
_MOST_FINDINGS: Final = 200
_MOST_NODES: Final = META_SCHEMA["properties"]["nodes"]["maxProperties"]
_LONGEST_ID: Final = META_SCHEMA["$defs"]["id"]["maxLength"]
# Maps of parts that do not know of each other.
_ROOMS: Final = frozenset({"nodes", "texts", "parameters", "roles", "translated_from"})
_TYPES: Final = {"array": "a list", "object": "an object", "string": "text", "integer": "a number"}


def form_findings(document: Any) -> list[Finding]:
    """Return what is wrong with the form; without errors here, the parts can be relied on."""
    bounded = out_of_bounds(document)
    if bounded is not None:
        return [bounded]
    if isinstance(document, dict) and document.get("format") != FORMAT:
        return [finding("unknown_format", pointer="/format", format=FORMAT)]
    if _JUDGE.is_valid(document):
        return []
    findings: list[Finding] = []
    for error in _EXPLAINER.iter_errors(_suspicious(document)):
        findings.extend(_explained(error))
        if len(findings) >= _MOST_FINDINGS:
            break
    return findings


def part_findings(document: Any, patch: list[dict[str, Any]]) -> list[Finding]:
    """Return what is wrong with the form of what a patch has changed; the rest is as it was."""
    part: dict[str, Any] = {
        name: document[name] for name in ("format", "title", "order") if name in document
    }
    for operation in patch:
        if operation["op"] != "test":
            _include(part, document, operation["path"].split("/")[1:])
    if not part.get("nodes"):
        part["nodes"] = dict(list(document["nodes"].items())[:1])
    return form_findings(part)


def _include(part: dict[str, Any], document: dict[str, Any], path: list[str]) -> None:
    name, *inner = (step.replace("~1", "/").replace("~0", "~") for step in path)
    if name not in document:
        part.pop(name, None)
    elif inner and name in _ROOMS and isinstance(document[name], dict):
        if inner[0] in document[name]:
            part.setdefault(name, {})[inner[0]] = document[name][inner[0]]
    else:
        part[name] = document[name]


def _suspicious(document: Any) -> Any:
    """Leave out the nodes in which nothing is wrong: to explain them takes long."""
    nodes = document.get("nodes") if isinstance(document, dict) else None
    if not isinstance(nodes, dict) or not 0 < len(nodes) <= _MOST_NODES:
        return document
    suspicious = {
        node_id: node
        for node_id, node in nodes.items()
        if not _ID.match(node_id) or len(node_id) > _LONGEST_ID or not _NODE_JUDGE.is_valid(node)
    }
    return {**document, "nodes": suspicious or dict([next(iter(nodes.items()))])}


def _explained(error: jsonschema.ValidationError) -> Iterator[Finding]:
    path = list(error.absolute_path)
    at = _node_at(path)
    pointer = pointer_to(path)
    if error.validator == "required":
        wanted: Any = error.validator_value
        given = error.instance
        for name in wanted:
            if isinstance(given, dict) and name not in given:
                yield finding("missing", at, pointer, name=name)
    elif error.validator == "additionalProperties" and isinstance(error.instance, dict):
        schema: Any = error.schema
        for name in sorted(set(error.instance) - set(schema.get("properties", {}))):
            if not name.startswith("x-"):
                yield finding("unknown_key", at, f"{pointer}/{name}", name=name)
    elif error.validator == "type":
        expected: Any = error.validator_value
        names = [expected] if isinstance(expected, str) else expected
        words = " or ".join(_TYPES.get(name, name) for name in names)
        yield finding("wrong_type", at, pointer, type=words)
    elif error.validator in {"enum", "const"}:
        yield finding("wrong_value", at, pointer, value=_short(error.instance))
    else:
        yield finding("wrong_form", at, pointer, problem=_short(error.message))


def _node_at(path: list[Any]) -> str:
    return str(path[1]) if len(path) > 1 and path[0] == "nodes" else ""


def pointer_to(path: list[Any]) -> str:
    """Write a path as JSON Pointer."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 80 else f"{text[:77]}…"  # noqa: PLR2004
