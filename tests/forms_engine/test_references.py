"""A schema whose references multiply is refused before it judges anything."""

import time
from typing import Any

import pytest

from forms_engine.checking import check
from forms_engine.checking.references import multiplies
from tests.forms_engine.documents import one_page


def tower(height: int, *, of: int = 10, **first: Any) -> dict[str, Any]:
    """Return a schema that looks at a value 10 ** height times, in some lines."""
    defs: dict[str, Any] = {
        f"a{floor}": {"allOf": [{"$ref": f"#/$defs/a{floor + 1}"}] * of} for floor in range(height)
    }
    return {"$defs": {**defs, f"a{height}": {"type": "string"}}, "$ref": "#/$defs/a0", **first}


@pytest.mark.parametrize(
    "schema",
    [
        tower(50),
        {"properties": {"inside": tower(50, **{"$id": "https://x.example/tower"})}},
        {"allOf": [{"$ref": "#"}]},
        {"$ref": "#a", "$defs": {"a": {"$anchor": "a", "not": {"$ref": "#a"}}}},
        {"$defs": {"a": {"if": {"$ref": "#/$defs/b"}}, "b": {"anyOf": [{"$ref": "#/$defs/a"}]}}},
    ],
    ids=["a tower", "a tower inside", "itself", "itself by name", "in a circle"],
)
def test_a_schema_that_costs_too_much_is_found_at_once(schema: dict[str, Any]) -> None:
    began = time.perf_counter()

    assert multiplies(schema)
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    "schema",
    [
        True,
        tower(3),
        {"properties": {"next": {"$ref": "#"}}},
        {"items": {"$ref": "#/$defs/none"}},
        {"$ref": "https://elsewhere.example/schema"},
        {"const": {"$ref": "#"}},
    ],
    ids=["true", "small", "a list of itself", "nowhere", "elsewhere", "data"],
)
def test_other_schemas_are_left_alone(schema: Any) -> None:
    assert not multiplies(schema)


def test_the_check_list_says_so() -> None:
    found = check(one_page({"kind": "text", "schema": tower(30)}))

    assert [(each.code, each.at) for each in found if each.level == "error"] == [
        ("schema_invalid", "f0")
    ]
