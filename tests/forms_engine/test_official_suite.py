"""The official JSON Schema suite, judged through a node's schema as citizens' answers are."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from forms_engine.answers import judge
from forms_engine.compiling import compile_definition

_HERE = Path(__file__).resolve().parents[2]
_CORPUS = Path(os.environ.get("RATHAUS_CORPUS", _HERE.parent / "shared" / "corpus"))
_TESTS = _CORPUS / "json-schema-test-suite" / "tests" / "draft2020-12"
# Nothing is ever fetched, and no dialect of one's own is read.
_NOT_CLAIMED = {
    "refRemote": "references to other documents are refused",
    "vocabulary": "meta-schemas of one's own are refused",
    "format": "a known format is asserted, not only noted",
}
_FORMATS_CLAIMED = (
    "date", "date-time", "time", "duration", "email", "ipv4", "ipv6", "uuid", "uri",
    "json-pointer", "relative-json-pointer",
)  # fmt: skip
# Stricter on purpose: a citizen's address has a plain local part at a full domain name.
_STRICTER = {"email"}
_REMOTE = "http://localhost:1234"
# They name other documents by relative references.
_RELATIVE = ('"tree.json"', '"extendible-dynamic-ref.json"')
_BEYOND_SAFE_INTEGERS = "9007199254740992"


def _cases(folder: Path, names: tuple[str, ...] | None = None) -> list[Any]:
    cases = []
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else []:
        if path.stem in _NOT_CLAIMED or (names is not None and path.stem not in names):
            continue
        for group in json.loads(path.read_text(encoding="utf-8")):
            cases += [
                pytest.param(
                    group["schema"], test["data"], test["valid"],
                    id=f"{path.stem}: {group['description']}: {test['description']}",
                )
                for test in group["tests"]
            ]  # fmt: skip
    return cases


def _is_valid(schema: Any, value: Any) -> bool:
    definition = {
        "format": "rathaus-process/1",
        "title": "Suite",
        "order": ["p"],
        "nodes": {
            "p": {"kind": "page", "title": "p", "order": ["f"]},
            "f": {"kind": "value", "key": "value", "label": "f", "schema": schema},
        },
    }
    compiled = compile_definition(definition, parameters={})
    faults = judge(compiled, {"value": value})
    assert all(fault.node_id == "f" for fault in faults)
    return faults == []


def _is_not_claimed(schema: Any) -> bool:
    text = json.dumps(schema)
    remote = (f'"$ref": "{_REMOTE}', f'"$schema": "{_REMOTE}', *_RELATIVE, _BEYOND_SAFE_INTEGERS)
    return any(each in text for each in remote)


@pytest.mark.skipif(not _TESTS.is_dir(), reason=f"The corpus is not at {_CORPUS}.")
def test_every_keyword_that_is_claimed_is_judged_as_the_official_suite_says() -> None:
    wrong, judged = [], 0
    for case in _cases(_TESTS) + _cases(_TESTS / "optional" / "format", _FORMATS_CLAIMED):
        schema, value, is_valid = case.values
        if _is_not_claimed(schema):
            continue
        judged += 1
        try:
            if _is_valid(schema, value) is not is_valid:
                wrong.append(case.id)
        except Exception as error:  # noqa: BLE001
            wrong.append(f"{case.id} {error!r}"[:300])

    assert [each for each in wrong if each.partition(":")[0] not in _STRICTER] == []
    assert judged > 700
